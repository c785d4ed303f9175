"""A tape made from another: what was told is over it, what was not is shared, the old one stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.makers import BARS, inputs, load, write
from tapecheck.core.errors import LoadError, TapeError
from tapecheck.reference.audit import audit
from tapecheck.reference.faults import BadRowsError
from tapecheck.reference.loading import folder as folders
from tapecheck.reference.loading.inputs import Inputs
from tapecheck.reference.loading.load import Loaded, update_tape
from tapecheck.reference.tape import open_tape

HEADER, *ROWS = BARS.splitlines(keepends=True)
TUESDAY = "ACME,2025-01-07,10.6,10.8,10.4,10.7,800\n"
RATES = "currency,session,per_eur\nUSD,2025-01-02,1.0321\n"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    load(inputs(tmp_path, rates=RATES), tmp_path / "old")
    return tmp_path / "old"


def update(old: Path, into: Path, *, skip_bad: bool = False, **tables: str) -> Loaded:
    """Return what came of an update with the text of some tables."""
    more = into.with_suffix(".files")
    more.mkdir()
    files = {table: (write(more, f"{table}.csv", text),) for table, text in tables.items()}
    return update_tape(old, Inputs(**files), into, name="test", replace=False, skip_bad=skip_bad)


def content(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def test_an_update_is_the_tape_that_all_files_at_once_would_have_made(
    tmp_path: Path, old: Path
) -> None:
    updated = update(old, tmp_path / "new", bars=HEADER + TUESDAY).manifest
    (tmp_path / "all").mkdir()
    whole = load(inputs(tmp_path / "all", bars=BARS + TUESDAY, rates=RATES), tmp_path / "whole")
    assert updated.digest == whole.manifest.digest
    assert audit(tmp_path / "new") == ()


def test_the_old_tape_stays_as_it_was(tmp_path: Path, old: Path) -> None:
    before = content(old)
    update(old, tmp_path / "new", bars=HEADER + TUESDAY)
    assert content(old) == before
    assert audit(old) == ()


def test_files_that_do_not_change_are_shared(tmp_path: Path, old: Path) -> None:
    loaded = update(old, tmp_path / "new", bars=HEADER + TUESDAY)
    assert set(loaded.shared) == {
        "instruments.parquet", "actions.parquet", "shares.parquet", "rates.parquet",
        "figures.parquet", "groups.parquet", "names.json",
    }  # fmt: skip
    for name in loaded.shared:
        assert (tmp_path / "new" / name).samefile(old / name)
    assert not (tmp_path / "new" / "bars.parquet").samefile(old / "bars.parquet")


def test_files_are_copied_where_they_cannot_be_linked(
    tmp_path: Path, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(folders.Path, "hardlink_to", refuse)
    update(old, tmp_path / "new", bars=HEADER + TUESDAY)
    assert not (tmp_path / "new" / "rates.parquet").samefile(old / "rates.parquet")
    assert audit(tmp_path / "new") == ()


def test_a_row_that_is_told_again_replaces_the_old_one(tmp_path: Path, old: Path) -> None:
    update(old, tmp_path / "new", bars=HEADER + "ACME,2025-01-06,10.8,11,10.5,10.65,950\n")
    bars = open_tape(tmp_path / "new").bars("XNYS:ACME")
    assert bars is not None
    assert (len(bars), bars.bar(2).close, bars.bar(2).volume) == (3, Decimal("10.65"), 950)


def test_an_update_of_one_table_leaves_the_others(tmp_path: Path, old: Path) -> None:
    loaded = update(old, tmp_path / "new", rates=RATES + "USD,2025-01-03,1.0299\n")
    assert loaded.manifest.tables["rates"].rows == 2
    assert "bars.parquet" in loaded.shared
    names = [each.name for each in loaded.manifest.tables["rates"].sources]
    assert names == ["rates.csv", "rates.csv"]


def test_a_new_instrument_may_come_with_its_bars(tmp_path: Path, old: Path) -> None:
    instruments = "symbol,name,kind,mic,currency\nNEW,New plc,equity,XLON,GBX\n"
    bars = "symbol,session,close\nNEW,2025-01-07,250\nACME,2025-01-07,10.7\n"
    update(old, tmp_path / "new", instruments=instruments, bars=bars)
    tape = open_tape(tmp_path / "new")
    fresh, share = tape.bars("XLON:NEW"), tape.bars("XNYS:ACME")
    assert fresh is not None
    assert share is not None
    assert (fresh.bar(0).close, share.last) == (Decimal("2.5"), dt.date(2025, 1, 7))
    assert tape.sessions("XLON") is not None


def test_an_update_knows_what_the_sources_quote_in_and_old_symbols(tmp_path: Path) -> None:
    instruments = (
        "symbol,name,kind,mic,currency,formerly\nBOLT,Bolt plc,equity,XLON,GBX,\n"
        "NEW,New Inc,equity,XNAS,USD,OLD until 2022-06-08\n"
    )
    bars = "symbol,session,close\nBOLT,2025-01-02,609.6\nNEW,2022-06-09,185\n"
    load(inputs(tmp_path, instruments=instruments, bars=bars), tmp_path / "old")
    more = "symbol,session,close\nBOLT,2025-01-03,605.5\nOLD,2022-06-08,190\n"
    update(tmp_path / "old", tmp_path / "new", bars=more)
    update(tmp_path / "new", tmp_path / "newer", bars="symbol,session,close\nBOLT,2025-01-06,600\n")
    tape = open_tape(tmp_path / "newer")
    bolt, new = tape.bars("XLON:BOLT"), tape.bars("XNAS:NEW")
    assert bolt is not None
    assert new is not None
    assert [bolt.bar(place).close for place in range(3)] == [
        Decimal("6.096"), Decimal("6.055"), Decimal(6),
    ]  # fmt: skip
    assert (new.first, new.bar(0).close) == (dt.date(2022, 6, 8), 190)


def test_an_instrument_that_is_told_anew_is_quoted_as_told(tmp_path: Path) -> None:
    instruments = "symbol,name,kind,mic,currency\nBOLT,Bolt plc,equity,XLON,GBX\n"
    bars = "symbol,session,close\nBOLT,2025-01-02,609.6\n"
    load(inputs(tmp_path, instruments=instruments, bars=bars), tmp_path / "old")
    pounds = instruments.replace("GBX", "GBP")
    more = "symbol,session,close\nBOLT,2025-01-03,6.05\n"
    update(tmp_path / "old", tmp_path / "new", instruments=pounds, bars=more)
    bolt = open_tape(tmp_path / "new").bars("XLON:BOLT")
    assert bolt is not None
    assert (bolt.bar(0).close, bolt.bar(1).close) == (Decimal("6.096"), Decimal("6.05"))


def test_the_same_update_again_changes_nothing(tmp_path: Path, old: Path) -> None:
    first = update(old, tmp_path / "new", bars=HEADER + TUESDAY)
    again = update(tmp_path / "new", tmp_path / "newer", bars=HEADER + TUESDAY)
    assert again.manifest.digest == first.manifest.digest
    assert len(again.shared) == 9


def test_nothing_is_left_of_an_update_with_a_bad_row(tmp_path: Path, old: Path) -> None:
    with pytest.raises(BadRowsError, match=r"bars\.csv line 2: unknown symbol 'NONE'"):
        update(old, tmp_path / "new", bars=HEADER + TUESDAY.replace("ACME", "NONE"))
    assert not (tmp_path / "new").exists()


def test_a_tape_is_not_updated_in_its_own_place(old: Path) -> None:
    with pytest.raises(LoadError, match="is the tape to be updated, which stays as it is; name an"):
        update(old, old, bars=HEADER + TUESDAY)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda old: (old / "manifest.json").unlink(),
        lambda old: (old / "manifest.json").write_text("{"),
        lambda old: (old / "bars.parquet").write_bytes(b"PAR1"),
        lambda old: (old / "names.json").unlink(),
    ],
    ids=["no-manifest", "broken-manifest", "changed-table", "no-names"],
)
def test_a_malformed_tape_is_not_updated(
    tmp_path: Path, old: Path, spoil: Callable[[Path], object]
) -> None:
    spoil(old)
    with pytest.raises(TapeError):
        update(old, tmp_path / "new", bars=HEADER + TUESDAY)
    assert not (tmp_path / "new").exists()


@settings(max_examples=15)
@given(first=st.sets(st.integers(0, 9), min_size=1), then=st.sets(st.integers(0, 9), min_size=1))
def test_two_steps_lead_where_one_leads(
    tmp_path_factory: pytest.TempPathFactory, first: set[int], then: set[int]
) -> None:
    here = tmp_path_factory.mktemp("steps")
    rows = [f"ACME,2025-01-{6 + day:02},{10 + day}\n" for day in range(10)]
    text = {"one": first, "two": then, "both": first | then}
    bars = {
        name: "symbol,session,close\n" + "".join(rows[each] for each in sorted(days))
        for name, days in text.items()
    }
    load(inputs(here, bars=bars["one"]), here / "old")
    steps = update(here / "old", here / "steps", bars=bars["two"])
    whole = load(inputs(here, bars=bars["both"]), here / "whole")
    assert steps.manifest.digest == whole.manifest.digest
