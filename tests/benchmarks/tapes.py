"""A tape of 500 instruments and 20 years: how long it takes to open, and how much memory it holds.

The bar is 0.3 seconds and 300 MB; beside it stands what polars alone takes to read the same bars.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from tapecheck.reference.instruments import encode_names
from tapecheck.reference.loading.folder import seal, write_tables
from tapecheck.reference.loading.groups import names_of
from tapecheck.reference.loading.sessions import sessions_of
from tapecheck.reference.manifest import (
    FORMAT,
    Manifest,
    TableEntry,
    sealed,
    sha256,
    table_file,
    tape_digest,
)
from tapecheck.reference.schema import TABLES

INSTRUMENTS = 500
FIRST, LAST = dt.date(2005, 1, 3), dt.date(2024, 12, 31)
_OPEN = "from pathlib import Path; from tapecheck.reference.tape import open_tape"
_PLAIN = "import polars as pl"
# getrusage would count the parent's peak, which survives fork and exec; this is the process's own.
_MEASURED = """
import time
start = time.perf_counter()
kept = {work}
took = time.perf_counter() - start
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(took, peak.split()[1])
"""


def opening(rounds: int = 5) -> None:
    """Measure the opening of a large tape, each time in a process of its own."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        rows = make_tape(folder)
        opened = _best(_OPEN, f"open_tape(Path({str(folder)!r}))", rounds)
        plain = _best(_PLAIN, f"pl.read_parquet({str(folder / 'bars.parquet')!r})", rounds)
        shown = f"open a tape of {rows:,} bars"
        for what, unit, scale, one, other in (
            (shown, "ms", 1e3, opened[0], plain[0]),
            ("  peak memory of the process", "MB", 1, opened[1], plain[1]),
        ):
            print(f"{what:30} {one * scale:8.0f} {unit} {one / other:8.1f} x read_parquet")


def make_tape(folder: Path) -> int:
    """Write a tape of made-up prices into a folder; return the number of its bars."""
    ids = [f"XNYS:S{place:03}" for place in range(INSTRUMENTS)]
    ends = pl.DataFrame({"id": ids[:2], "session": [FIRST, LAST]})
    sessions, calendars = sessions_of(["XNYS"], ends)
    frames = {table: pl.DataFrame(schema=schema) for table, schema in TABLES.items()}
    frames |= {"sessions": sessions, "instruments": _listed(ids), "bars": _bars(ids, sessions)}
    write_tables(folder, frames)
    names = encode_names(names_of(frames["instruments"], frames["groups"]))
    entries = {
        table: TableEntry(
            rows=frame.height, sha256=sha256((folder / table_file(table)).read_bytes())
        )
        for table, frame in frames.items()
    }
    digest = tape_digest({table: each.sha256 for table, each in entries.items()}, sha256(names))
    bare = Manifest(
        format=FORMAT, name="large", digest=digest, names_sha256=sha256(names), tables=entries,
        calendars=calendars,
    )  # fmt: skip
    seal(folder, sealed(bare), names)
    return frames["bars"].height


def _listed(ids: list[str]) -> pl.DataFrame:
    rows = [
        {"id": each, "symbol": each[5:], "mic": "XNYS", "name": f"{each[5:]} Corp",
         "kind": "equity", "currency": "USD", "aliases": []}
        for each in ids
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=TABLES["instruments"])


def _bars(ids: list[str], sessions: pl.DataFrame) -> pl.DataFrame:
    """Return one bar a session and id, with prices that look random and repeat in every run."""
    days = sessions.filter(pl.col("session").is_between(FIRST, LAST)).select("session")
    cents = (pl.struct("id", "session").hash(seed=7) % 50_000 + 100).cast(pl.Int64)
    close = (cents / 100).cast(pl.Decimal(18, 6))
    return (
        pl.DataFrame({"id": ids})
        .join(days, how="cross")
        .with_columns(close=close, volume=cents * 31, status=pl.lit("official"), source=pl.lit("b"))
        .with_columns(open="close", high="close", low="close")
        .select(TABLES["bars"].names())
        .cast(TABLES["bars"])
    )


def _best(prepare: str, work: str, rounds: int) -> tuple[float, float]:
    """Return the shortest time, in seconds, and the least memory, in MB, of a few processes."""
    code = prepare + _MEASURED.replace("{work}", work)
    told = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _ in range(rounds)
    ]
    runs = [tuple(map(float, each.stdout.split())) for each in told]
    return min(run[0] for run in runs), min(run[1] for run in runs) / 1024
