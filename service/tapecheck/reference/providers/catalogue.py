"""The table of vendors: a new one is a file beside this one, and a line here."""

from __future__ import annotations

from tapecheck.core.errors import InputError, nearest
from tapecheck.reference.providers import (
    alphavantage,
    ecb,
    eodhd,
    fred,
    massive,
    sec,
    tiingo,
    twelvedata,
    yahoo,
)
from tapecheck.reference.providers.vendor import Vendor

VENDORS: dict[str, Vendor] = {
    each.name: each
    for each in (
        yahoo.VENDOR,
        alphavantage.VENDOR,
        tiingo.VENDOR,
        eodhd.VENDOR,
        twelvedata.VENDOR,
        massive.VENDOR,
        fred.VENDOR,
        ecb.VENDOR,
        sec.VENDOR,
    )
}


def vendor_of(name: str, option: str = "--from") -> Vendor:
    """Return the vendor of the name that an option gives."""
    if name not in VENDORS:
        raise InputError(option, f"no vendor {name!r}", way_out=nearest(name, VENDORS))
    return VENDORS[name]
