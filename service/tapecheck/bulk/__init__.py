"""Archives of any size checked in parts, by one machine or many; Parquet out."""
