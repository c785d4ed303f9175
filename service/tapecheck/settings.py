"""What a run may be told: which tape, which rules, whose dollar."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct


class Settings(Struct, frozen=True, kw_only=True):
    """Settings of one run; without a tape the sample tape is used."""

    tape: Path | None = None
    rules: Path | None = None
    language: str = "en"
    home_currency: str = "USD"
