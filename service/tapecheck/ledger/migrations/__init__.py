"""Steps by which a database of any age comes to the ledger's present tables."""
