"""Check the copy against the tape: market claims in prose, judged against reference data."""
