from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from reference.makers import BARS, INSTRUMENTS, inputs, load, write
from tapecheck.core.errors import LoadError
from tapecheck.reference.faults import BadRowsError
from tapecheck.reference.loading import folder as folders
from tapecheck.reference.loading import load as loading
from tapecheck.reference.tape import open_tape

BAD = BARS + "ACME,2025-01-07,0,0,0,0,0\n"


def there(folder: Path) -> set[str]:
    """Return the names in a folder but those of the sources."""
    return {each.name for each in folder.iterdir() if each.suffix != ".csv"}


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    one = load(inputs(tmp_path), tmp_path / "one").manifest
    two = load(inputs(tmp_path), tmp_path / "two").manifest
    assert one == two
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()


def test_the_order_of_rows_does_not_change_the_bytes(tmp_path: Path) -> None:
    header, *rows = BARS.splitlines(keepends=True)
    one = load(inputs(tmp_path), tmp_path / "one").manifest
    two = load(inputs(tmp_path, bars=header + "".join(reversed(rows))), tmp_path / "two").manifest
    assert one.digest == two.digest


def test_another_price_gives_another_digest(tmp_path: Path) -> None:
    one = load(inputs(tmp_path), tmp_path / "one").manifest
    two = load(inputs(tmp_path, bars=BARS.replace("10.6,900", "10.7,900")), tmp_path / "two")
    assert one.digest != two.manifest.digest


def test_the_manifest_names_files_without_their_folders(tmp_path: Path) -> None:
    (source,) = load(inputs(tmp_path), tmp_path / "tape").manifest.tables["bars"].sources
    assert source.name == "bars.csv"
    assert str(tmp_path) not in (tmp_path / "tape" / "manifest.json").read_text()


def test_nothing_is_kept_of_a_load_with_a_bad_row(tmp_path: Path) -> None:
    with pytest.raises(BadRowsError):
        load(inputs(tmp_path, bars=BAD), tmp_path / "tape")
    assert there(tmp_path) == set()


@pytest.mark.parametrize("step", ["write_tables", "encode_names", "seal"])
@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, MemoryError])
def test_nothing_is_kept_of_a_load_that_dies_while_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: type[BaseException]
) -> None:
    def dies(*_: object) -> None:
        raise error

    monkeypatch.setattr(loading, step, dies)
    with pytest.raises(error):
        load(inputs(tmp_path), tmp_path / "tape")
    assert there(tmp_path) == set()


def test_the_old_tape_stays_when_its_successor_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As on a system that cannot exchange two folders in one step.
    monkeypatch.setattr(folders, "_exchanged", lambda *_: False)
    old = load(inputs(tmp_path), tmp_path / "tape").manifest
    with pytest.raises(BadRowsError):
        load(inputs(tmp_path, bars=BAD), tmp_path / "tape", replace=True)
    renames: list[Path] = []
    real = Path.rename

    def rename(path: Path, to: Path) -> Path:
        renames.append(to)
        if len(renames) == 2:
            raise OSError(28, "No space left on device")
        return real(path, to)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(LoadError, match="cannot be written: No space left on device"):
        load(inputs(tmp_path, bars=BARS.replace("900", "901")), tmp_path / "tape", replace=True)
    assert open_tape(tmp_path / "tape").digest == old.digest
    assert there(tmp_path) == {"tape"}


def test_replace_puts_the_new_tape_in_place_of_the_old(tmp_path: Path) -> None:
    old = load(inputs(tmp_path), tmp_path / "tape").manifest
    new = load(inputs(tmp_path, bars=BARS.replace("900", "901")), tmp_path / "tape", replace=True)
    assert open_tape(tmp_path / "tape").digest == new.manifest.digest != old.digest
    assert there(tmp_path) == {"tape"}


def test_a_tape_is_not_replaced_unasked(tmp_path: Path) -> None:
    load(inputs(tmp_path), tmp_path / "tape")
    with pytest.raises(LoadError, match="already holds a tape; name another folder or pass --repl"):
        load(inputs(tmp_path), tmp_path / "tape")


def test_a_folder_with_other_things_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    write(tmp_path / "mine", "thesis.txt", "years of work")
    with pytest.raises(LoadError, match="is not empty and no tape; name another folder"):
        load(inputs(tmp_path), tmp_path / "mine", replace=True)
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "years of work"


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    (tmp_path / "tape").mkdir()
    load(inputs(tmp_path), tmp_path / "tape")
    assert open_tape(tmp_path / "tape").name == "test"


def test_a_file_is_no_place_for_a_tape(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="is a file; name a folder"):
        load(inputs(tmp_path), write(tmp_path, "tape.csv", "x"))


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    load(inputs(tmp_path), tmp_path / "a" / "b")
    assert open_tape(tmp_path / "a" / "b").name == "test"


def status(tmp_path: Path, bars: str, instrument: str, session: str) -> str:
    load(inputs(tmp_path, bars=bars), tmp_path / "tape")
    found = open_tape(tmp_path / "tape").bars(instrument)
    assert found is not None
    bar = found.at(dt.date.fromisoformat(session))
    assert bar is not None
    return bar.status


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("ACME,2025-01-07,10,10,10,10,0,", "provisional"),
        ("ACME,2025-01-07,10,10,10,10,0,official", "official"),
        ("ACME,2025-01-07,10,10,10,10,500,", "official"),
        ("ACME,2025-01-07,10,11,10,10,0,", "official"),
        ("ACME,2025-01-07,10,11,10,10,5,provisional", "provisional"),
    ],
)
def test_one_price_without_volume_is_provisional(tmp_path: Path, row: str, expected: str) -> None:
    with_status = BARS.replace("volume", "volume,status").replace("00\n", "00,\n")
    bars = f"{with_status}{row}\n"
    assert status(tmp_path, bars, "XNYS:ACME", "2025-01-07") == expected


def test_an_index_is_not_provisional_for_want_of_volume(tmp_path: Path) -> None:
    bars = BARS + "IDX,2025-01-07,10,10,10,10,0\n"
    assert status(tmp_path, bars, "XNYS:IDX", "2025-01-07") == "official"


def test_a_series_that_never_has_volume_has_unknown_volume(tmp_path: Path) -> None:
    bars = "symbol,session,open,high,low,close,volume\nACME,2025-01-07,10,10,10,10,0\n"
    load(inputs(tmp_path, bars=bars), tmp_path / "tape")
    found = open_tape(tmp_path / "tape").bars("XNYS:ACME")
    assert found is not None
    assert (found.bar(0).volume, found.bar(0).status) == (None, "official")


def test_a_session_on_a_holiday_is_provisional(tmp_path: Path) -> None:
    # 20 January 2025: Martin Luther King Day, New York shut.
    bars = BARS + "ACME,2025-01-20,10,11,10,10,100\n"
    assert status(tmp_path, bars, "XNYS:ACME", "2025-01-20") == "provisional"


@pytest.mark.parametrize(("close", "expected"), [("77.506", "provisional"), ("77.5", "official")])
def test_a_hong_kong_price_finer_than_its_step_is_provisional(
    tmp_path: Path, close: str, expected: str
) -> None:
    bars = f"symbol,session,close\n9999.HK,2025-01-07,{close}\n"
    assert status(tmp_path, bars, "XHKG:9999.HK", "2025-01-07") == expected


def test_an_index_that_opens_at_the_close_before_has_no_open(tmp_path: Path) -> None:
    bars = (
        "symbol,session,open,high,low,close\n"
        "IDX,2025-01-02,100,103,99,102.5\nIDX,2025-01-03,102.5,104,101,103\n"
        "IDX,2025-01-06,103.2,104,101,103\nACME,2025-01-02,10,10,10,10\n"
        "ACME,2025-01-03,10,10,10,10\n"
    )
    manifest = load(inputs(tmp_path, bars=bars), tmp_path / "tape").manifest
    tape = open_tape(tmp_path / "tape")
    index, share = tape.bars("XNYS:IDX"), tape.bars("XNYS:ACME")
    assert index is not None
    assert share is not None
    assert [index.bar(place).open for place in range(3)] == [100, None, Decimal("103.2")]
    assert share.bar(1).open == 10
    assert manifest.notes == {"index-open-unknown": 1}


def test_prices_keep_four_decimals(tmp_path: Path) -> None:
    bars = "symbol,session,close\nACME,2025-01-02,10.123456\n"
    load(inputs(tmp_path, bars=bars), tmp_path / "tape")
    found = open_tape(tmp_path / "tape").bars("XNYS:ACME")
    assert found is not None
    assert found.bar(0).close == Decimal("10.1235")


def test_a_session_in_a_far_future_is_just_a_session(tmp_path: Path) -> None:
    bars = BARS + "ACME,2999-01-03,10,11,10,10,100\n"
    assert status(tmp_path, bars, "XNYS:ACME", "2999-01-03") == "provisional"


def test_splits_and_dividends_beside_the_bars_become_actions(tmp_path: Path) -> None:
    bars = (
        "symbol,session,close,dividend,split\nACME,2025-01-02,10,0,0\n"
        "ACME,2025-01-03,10,0.25,1\nACME,2025-01-06,5,,2\n"
    )
    load(inputs(tmp_path, bars=bars), tmp_path / "tape")
    found = open_tape(tmp_path / "tape").bars("XNYS:ACME")
    assert found is not None
    assert [(each.ex_date.day, each.kind, str(each.value)) for each in found.actions] == [
        (3, "dividend", "0.25"),
        (6, "split", "2"),
    ]


def test_an_actions_file_counts_before_what_stands_beside_the_bars(tmp_path: Path) -> None:
    bars = "symbol,session,close,split\nACME,2025-01-02,10,0\nACME,2025-01-03,5,2\n"
    actions = "symbol,ex_date,kind,value\nACME,2025-01-03,split,2.5\n"
    load(inputs(tmp_path, bars=bars, actions=actions), tmp_path / "tape")
    found = open_tape(tmp_path / "tape").bars("XNYS:ACME")
    assert found is not None
    assert [each.value for each in found.actions] == [Decimal("2.5")]


def test_an_exchange_without_a_calendar_has_the_days_of_its_bars(tmp_path: Path) -> None:
    instruments = INSTRUMENTS + "ODD,Odd Ltd,equity,XODD,USD,\n"
    bars = "symbol,session,close\nODD,2025-01-04,1\nODD,2025-01-09,1\n"
    manifest = load(inputs(tmp_path, bars=bars, instruments=instruments), tmp_path / "t").manifest
    sessions = open_tape(tmp_path / "t").sessions("XODD")
    assert manifest.calendars["XODD"] == "its bars"
    assert sessions is not None
    assert (len(sessions), sessions.first, sessions.last) == (
        2, dt.date(2025, 1, 4), dt.date(2025, 1, 9),
    )  # fmt: skip


def test_a_calendar_reaches_a_year_beyond_the_bars(tmp_path: Path) -> None:
    load(inputs(tmp_path), tmp_path / "tape")
    sessions = open_tape(tmp_path / "tape").sessions("XHKG")
    assert sessions is not None
    assert sessions.first == dt.date(2024, 1, 2)
    assert sessions.last == dt.date(2026, 1, 7)
    # 29 to 31 January 2025: the year of the snake.
    assert sessions.before(dt.date(2025, 2, 3)) == dt.date(2025, 1, 28)
