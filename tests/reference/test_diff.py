from __future__ import annotations

import datetime as dt
from pathlib import Path

from reference.makers import BARS, INSTRUMENTS, inputs, load
from tapecheck.reference.diff import Change, Edit, Edited, differences
from tapecheck.reference.tape import Tape, open_tape

RATES = "currency,session,per_eur\nUSD,2025-01-02,1.0321\nUSD,2025-01-03,1.0299\n"


def tape(folder: Path, name: str, **tables: str) -> Tape:
    (folder / f"{name}-files").mkdir()
    load(inputs(folder / f"{name}-files", **tables), folder / name)
    return open_tape(folder / name)


def of(table: str, found: tuple[Change, ...]) -> list[Change]:
    return [each for each in found if each.table == table]


def test_a_tape_does_not_differ_from_itself_or_its_like(tmp_path: Path) -> None:
    one, two = tape(tmp_path, "one"), tape(tmp_path, "two")
    assert differences(one, one) == ()
    assert differences(one, two) == ()


def test_rows_are_added_removed_and_changed(tmp_path: Path) -> None:
    new = BARS.replace("10.8,1200", "10.7,1200").replace(
        "ACME,2025-01-02,10,10.5,9.8,10.2,1000\n", ""
    )
    new += "ACME,2025-01-07,10.6,10.8,10.4,10.7,800\nACME,2025-01-08,10.7,10.8,10.4,10.5,700\n"
    found = differences(tape(tmp_path, "old"), tape(tmp_path, "new", bars=new), shown=1)
    assert of("bars", found) == [
        Change(
            table="bars", key="XNYS:ACME", change="added", rows=2,
            first=dt.date(2025, 1, 7), last=dt.date(2025, 1, 8),
        ),
        Change(
            table="bars", key="XNYS:ACME", change="changed", rows=1,
            first=dt.date(2025, 1, 3), last=dt.date(2025, 1, 3), columns=("close",),
            edited=(
                Edited(row=("2025-01-03",), edits=(Edit(column="close", old="10.8", new="10.7"),)),
            ),
        ),
        Change(
            table="bars", key="XNYS:ACME", change="removed", rows=1,
            first=dt.date(2025, 1, 2), last=dt.date(2025, 1, 2),
        ),
    ]  # fmt: skip


def test_instruments_come_go_and_change_their_names(tmp_path: Path) -> None:
    other = INSTRUMENTS.replace("Acme Corp,equity", "Acme Inc,equity").replace("Acme;", "Acme;AC;")
    other = other.replace("BUND,Ten-year yield,yield,XNYS,EUR,\n", "GILT,Gilt,bond,XLON,GBP,\n")
    found = differences(tape(tmp_path, "old"), tape(tmp_path, "new", instruments=other))
    assert [(each.key, each.change, each.columns) for each in of("instruments", found)] == [
        ("XLON:GILT", "added", ()),
        ("XNYS:ACME", "changed", ("name", "aliases")),
        ("XNYS:BUND", "removed", ()),
    ]


def test_one_way_is_the_other_way_round(tmp_path: Path) -> None:
    old, new = tape(tmp_path, "old"), tape(tmp_path, "new", rates=RATES)
    (there,), (back,) = of("rates", differences(old, new)), of("rates", differences(new, old))
    assert (there.key, there.change, there.rows) == ("USD", "added", 2)
    assert (back.key, back.change, back.rows) == ("USD", "removed", 2)


def test_a_value_that_is_gone_is_a_change(tmp_path: Path) -> None:
    new = BARS.replace("10.5,10.6,900", "10.5,10.6,")
    (found,) = differences(tape(tmp_path, "old"), tape(tmp_path, "new", bars=new))
    assert (found.change, found.columns) == ("changed", ("volume",))


def test_aliases_and_whole_numbers_are_told_as_a_desk_writes_them(tmp_path: Path) -> None:
    other = INSTRUMENTS.replace("Acme;", "Acme;AC;")
    bars = BARS.replace("10.5,10.6,900", "10.5,10.6,1000").replace("10.8,11,", "10.8,20,")
    found = differences(
        tape(tmp_path, "old"), tape(tmp_path, "new", instruments=other, bars=bars), shown=9
    )
    assert [str(edit) for each in found for row in each.edited for edit in row.edits] == [
        "aliases Acme;Acme Corporation -> Acme;AC;Acme Corporation",
        "high 11 -> 20",
        "volume 900 -> 1000",
    ]
