"""Vendors of reference data over HTTP: one file a vendor, one table of them."""
