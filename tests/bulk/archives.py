"""Archives to be checked in a test, and runs over them with the sample tape."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from tapecheck.bulk.plan import Options
from tapecheck.bulk.run import Crew, check_in_bulk, in_turn
from tapecheck.bulk.summary import Summary
from tapecheck.verify.verifier import Verifier

DAY = "2025-02-13"  # Alibaba rose from 104.90 to 113.80 the day before: 8.48 percent
TRUE = "Alibaba shares rose 8.5 percent on Wednesday."
FALSE = "Alibaba shares rose 6.2 percent on Wednesday."
UNKNOWN = "Globex shares rose 8.5 percent on Wednesday."
QUIET = "She walked along the river until the lamps were lit."
TEXTS = (TRUE, FALSE, QUIET, UNKNOWN)


def lines(count: int) -> str:
    """Return JSON lines of so many articles; every fourth is of the same kind."""
    told = ({"id": f"a{n}", "text": TEXTS[n % 4], "published": DAY} for n in range(count))
    return "".join(json.dumps(each) + "\n" for each in told)


def run(
    verifier: Verifier, inputs: Path | Iterable[Path], folder: Path, *,
    options: Options | None = None, crew: Crew = in_turn,
) -> Summary:  # fmt: skip
    """Check an archive with a verifier that is open already."""
    given = [inputs] if isinstance(inputs, Path) else list(inputs)
    return check_in_bulk(
        given, folder, lambda: verifier, options=options or Options(), crew=crew,
        tell=lambda progress: None,
    )  # fmt: skip


def table(folder: Path, name: str) -> pl.DataFrame:
    """Return one table of an output."""
    return pl.read_parquet(sorted(folder.glob(f"{name}-*.parquet")))


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of an output but the lock, by name."""
    return {
        each.name: each.read_bytes() for each in sorted(folder.iterdir()) if each.suffix != ".lock"
    }
