"""What a run may be told: which tape, which rules, whose dollar."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct

from tapecheck.core.currencies import CURRENCIES
from tapecheck.core.errors import InputError


class Settings(Struct, frozen=True, kw_only=True):
    """Settings of one run; without a tape the sample tape is used.

    The database holds the ledger of a service, and ``workers`` processes check articles for it. A
    keyless one asks nobody for an API key; one with ``hosts`` answers to no other name.
    ``requests_per_minute`` is the pace of each key. The
    last five bound what one HTTP request, or one line of a batch, may ask for; ``article_seconds``
    is how long one article may be checked.
    """

    tape: Path | None = None
    rules: Path | None = None
    language: str = "en"
    home_currency: str = "USD"
    database_url: str = "sqlite:///tapecheck.sqlite3"
    workers: int = 1
    keyless: bool = True
    hosts: tuple[str, ...] = ()
    requests_per_minute: int = 600
    max_body_bytes: int = 8 * 2**20
    max_article_chars: int = 1_000_000
    max_articles: int = 100
    max_line_bytes: int = 8 * 2**20
    article_seconds: float = 20.0

    def __post_init__(self) -> None:
        """Refuse a currency that there is not."""
        if self.home_currency not in CURRENCIES:
            what = f"{self.home_currency!r} is no currency of ISO 4217"
            raise InputError("home", what, way_out="write it as USD, HKD or CAD")


PREFIX = "TAPECHECK_"


def variables() -> tuple[str, ...]:
    """Return the names of the environment's variables that claim to be ours."""
    return tuple(sorted(name for name in os.environ if name.startswith(PREFIX)))


def vendor_key(variable: str) -> str:
    """Return a vendor's key as the environment has it; empty if it has none."""
    return os.environ.get(variable, "").strip()


def cache_folder() -> Path:
    """Return the folder for what can be fetched again."""
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "tapecheck"


def proxy() -> str | None:
    """Return the proxy that requests go through, where the environment names one."""
    # Imported here: it brings http.client and ssl, for which no other run should wait.
    from urllib.request import getproxies

    return getproxies().get("https")
