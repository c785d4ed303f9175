"""The tables of a tape: one schema a table; every table is a sorted Parquet file of that name.

All tables are sorted by their ``KEYS``, nulls first, and no two rows share them.
"""

from __future__ import annotations

import polars as pl

_PRICE = pl.Decimal(18, 6)

# One row a listing, by id ("MIC:symbol"); currency is a whole unit (GBP, never GBp).
INSTRUMENTS = pl.Schema(
    {
        "id": pl.String(),
        "symbol": pl.String(),
        "mic": pl.String(),
        "name": pl.String(),
        "kind": pl.String(),
        "currency": pl.String(),
        "aliases": pl.List(pl.String),
        "valid_from": pl.Date(),
        "valid_to": pl.Date(),
    }
)

# One row a listing and session, by both; prices in the listing's currency for one share as traded
# that day, volume in shares; open, high, low and volume are null where the source has none.
BARS = pl.Schema(
    {
        "id": pl.String(),
        "session": pl.Date(),
        "open": _PRICE,
        "high": _PRICE,
        "low": _PRICE,
        "close": _PRICE,
        "volume": pl.Int64(),
        "status": pl.String(),
        "source": pl.String(),
    }
)

# One row a listing, ex-date and kind; a split's value is new shares for one old, a dividend's and
# a spin-off's the currency's units for one share (a spin-off of unknown worth: 0).
ACTIONS = pl.Schema(
    {
        "id": pl.String(),
        "ex_date": pl.Date(),
        "kind": pl.String(),
        "value": pl.Decimal(18, 9),
        "source": pl.String(),
    }
)

# One row a listing, day, kind and class; ``as_of`` is the day the count is of, ``known`` the day
# it became public; plain shares, never thousands.
SHARES = pl.Schema(
    {
        "id": pl.String(),
        "as_of": pl.Date(),
        "kind": pl.String(),
        "class": pl.String(),
        "known": pl.Date(),
        "shares": pl.Int64(),
        "source": pl.String(),
    }
)

# One row a currency and day; units of the currency for one euro, as the ECB fixes them.
RATES = pl.Schema(
    {
        "currency": pl.String(),
        "session": pl.Date(),
        "per_eur": _PRICE,
        "source": pl.String(),
    }
)

# One row a subject, metric, period and day of becoming known; ``subject`` is an instrument's id or
# a name, ``value`` in base units of ``unit`` (percent, USD, count).
FIGURES = pl.Schema(
    {
        "subject": pl.String(),
        "metric": pl.String(),
        "period_start": pl.Date(),
        "period_end": pl.Date(),
        "known": pl.Date(),
        "value": pl.Decimal(38, 6),
        "unit": pl.String(),
        "source": pl.String(),
    }
)

# One row a group, alias, member and first day; both days are null for "at all times".
GROUPS = pl.Schema(
    {
        "group": pl.String(),
        "alias": pl.String(),
        "id": pl.String(),
        "valid_from": pl.Date(),
        "valid_to": pl.Date(),
    }
)

# One row an exchange and trading day, by both; one more year on either side of the bars.
SESSIONS = pl.Schema({"mic": pl.String(), "session": pl.Date()})

TABLES: dict[str, pl.Schema] = {
    "instruments": INSTRUMENTS,
    "bars": BARS,
    "actions": ACTIONS,
    "shares": SHARES,
    "rates": RATES,
    "figures": FIGURES,
    "groups": GROUPS,
    "sessions": SESSIONS,
}

KEYS: dict[str, tuple[str, ...]] = {
    "instruments": ("id",),
    "bars": ("id", "session"),
    "actions": ("id", "ex_date", "kind"),
    "shares": ("id", "as_of", "kind", "class"),
    "rates": ("currency", "session"),
    "figures": ("subject", "metric", "period_start", "period_end", "known"),
    "groups": ("group", "alias", "id", "valid_from"),
    "sessions": ("mic", "session"),
}

# The column that says of which day a row is, in the tables that have one.
DAYS: dict[str, str] = {
    "bars": "session",
    "actions": "ex_date",
    "shares": "as_of",
    "rates": "session",
    "figures": "period_end",
    "sessions": "session",
}

KINDS = frozenset(
    {"adr", "bond", "commodity", "crypto", "currency", "equity", "etf", "fund", "future", "index"}
    | {"yield"}
)
# Oil traded below zero (20 April 2020), bonds yielded less than nothing (2014 to 2022).
SIGNED_KINDS = frozenset({"future", "yield"})
# What is quoted to more than four decimals.
FINE_KINDS = frozenset({"crypto", "currency"})
STATUSES = frozenset({"official", "provisional"})
ACTION_KINDS = frozenset({"dividend", "spin_off", "split"})
SHARE_KINDS = frozenset({"issued", "outstanding"})
