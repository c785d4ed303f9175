"""The ledger: checks that were made, kept in a database, with what people decided on them."""
