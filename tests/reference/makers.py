"""Small sources and tapes for the tests; all symbols and figures here are made up."""

from __future__ import annotations

from pathlib import Path

from tapecheck.reference.loading.inputs import Inputs
from tapecheck.reference.loading.load import Loaded, load_tape

INSTRUMENTS = """\
symbol,name,kind,mic,currency,aliases
ACME,Acme Corp,equity,XNYS,USD,Acme;Acme Corporation
IDX,Index of Everything,index,XNYS,USD,Everything
9999.HK,Ninety-Nine Ltd,equity,XHKG,HKD,Ninety-Nine;九九
BUND,Ten-year yield,yield,XNYS,EUR,
"""
BARS = """\
symbol,session,open,high,low,close,volume
ACME,2025-01-02,10,10.5,9.8,10.2,1000
ACME,2025-01-03,10.2,10.9,10.1,10.8,1200
ACME,2025-01-06,10.8,11,10.5,10.6,900
"""


def write(folder: Path, name: str, text: str) -> Path:
    """Return a new file with this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def inputs(
    folder: Path, *, bars: str = BARS, instruments: str = INSTRUMENTS, **more: str
) -> Inputs:
    """Return the inputs of a small tape; ``more`` holds the text of other tables."""
    others = {table: (write(folder, f"{table}.csv", text),) for table, text in more.items()}
    return Inputs(
        instruments=(write(folder, "instruments.csv", instruments),),
        bars=(write(folder, "bars.csv", bars),),
        **others,
    )


def load(given: Inputs, into: Path, *, skip_bad: bool = False, replace: bool = False) -> Loaded:
    """Return what came of loading a tape called ``test``."""
    return load_tape(given, into, name="test", replace=replace, skip_bad=skip_bad)
