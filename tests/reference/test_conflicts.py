"""Two vendors that tell of one session: the file that is named first counts."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from reference.makers import BARS, inputs, load, write
from tapecheck.reference.loading.inputs import Inputs
from tapecheck.reference.loading.load import Loaded
from tapecheck.reference.tape import open_tape

OTHER = """\
symbol,session,open,high,low,close,volume
ACME,2025-01-02,10,10.5,9.8,10.2,1001
ACME,2025-01-03,10.2,11.9,10.1,10.9,1200
ACME,2025-01-07,10.6,10.8,10.4,10.7,800
"""


def both(folder: Path, *, reverse: bool = False) -> Loaded:
    given = inputs(folder)
    files = [*given.bars, write(folder, "other.csv", OTHER)]
    ordered = tuple(files[::-1] if reverse else files)
    return load(Inputs(instruments=given.instruments, bars=ordered), folder / "tape")


def close_of_friday(folder: Path) -> Decimal:
    bars = open_tape(folder / "tape").bars("XNYS:ACME")
    assert bars is not None
    return bars.bar(1).close


def test_the_file_that_is_named_first_counts(tmp_path: Path) -> None:
    loaded = both(tmp_path)
    assert close_of_friday(tmp_path) == Decimal("10.8")
    assert [str(each) for each in loaded.conflicts] == [
        "XNYS:ACME 2025-01-03: close 10.8 (bars.csv line 3), not 10.9 (other.csv line 3)",
        "XNYS:ACME 2025-01-03: high 10.9 (bars.csv line 3), not 11.9 (other.csv line 3)",
    ]
    # 2 and 3 January are told twice, 7 January by the second file alone.
    assert loaded.manifest.tables["bars"].rows == 4
    assert loaded.manifest.notes["told-twice"] == 2


def test_the_other_order_gives_the_other_price(tmp_path: Path) -> None:
    loaded = both(tmp_path, reverse=True)
    assert close_of_friday(tmp_path) == Decimal("10.9")
    assert str(loaded.conflicts[0]).endswith(
        "close 10.9 (other.csv line 3), not 10.8 (bars.csv line 3)"
    )


def test_vendors_that_agree_are_no_conflict(tmp_path: Path) -> None:
    given = inputs(tmp_path)
    again = write(tmp_path, "again.csv", BARS.replace("10.8,1200", "10.8005,1300"))
    loaded = load(
        Inputs(instruments=given.instruments, bars=(*given.bars, again)), tmp_path / "tape"
    )
    assert loaded.conflicts == ()
    assert loaded.faults == ()
    assert close_of_friday(tmp_path) == Decimal("10.8")


def test_files_of_one_name_in_two_folders_are_two_files(tmp_path: Path) -> None:
    for vendor, text in (("one", BARS), ("two", OTHER)):
        (tmp_path / vendor).mkdir()
        write(tmp_path / vendor, "bars.csv", text)
    given = inputs(tmp_path)
    files = (tmp_path / "one" / "bars.csv", tmp_path / "two" / "bars.csv")
    loaded = load(Inputs(instruments=given.instruments, bars=files), tmp_path / "tape")
    assert "(one/bars.csv line 3), not 10.9 (two/bars.csv line 3)" in str(loaded.conflicts[0])
