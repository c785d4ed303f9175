"""Days that a desk states, and those that ship: open or shut, whatever a calendar says."""

from __future__ import annotations

import csv
import datetime as dt
from importlib import resources
from pathlib import Path

import pytest

from reference.makers import inputs, load, write
from tapecheck.reference.audit import audit
from tapecheck.reference.calendar import Sessions
from tapecheck.reference.faults import BadRowsError
from tapecheck.reference.loading import sessions as calendars
from tapecheck.reference.loading.inputs import Inputs
from tapecheck.reference.loading.load import Loaded, update_tape
from tapecheck.reference.tape import open_tape

# A Saturday session, a Friday's storm; Odd Street has no calendar but that of its bars.
STATED = """\
mic,session,open,source
XNYS,2025-01-04,yes,circular 7
XNYS,2025-01-03,no,circular 8
XODD,2025-01-03,yes,
"""
INSTRUMENTS = """\
symbol,name,kind,mic,currency
ACME,Acme Corp,equity,XNYS,USD
ODD,Odd Corp,equity,XODD,USD
"""
BARS = """\
symbol,session,close
ACME,2025-01-02,10
ACME,2025-01-06,11
ODD,2025-01-02,5
ODD,2025-01-06,6
"""
FRIDAY, SATURDAY = dt.date(2025, 1, 3), dt.date(2025, 1, 4)


def sessions(tape: Path, mic: str) -> Sessions:
    found = open_tape(tape).sessions(mic)
    assert found is not None
    return found


def update(old: Path, into: Path, **tables: str) -> Loaded:
    told = {
        table: (write(old.parent, f"more-{into.name}-{table}.csv", text),)
        for table, text in tables.items()
    }
    return update_tape(old, Inputs(**told), into, name="test", replace=False, skip_bad=False)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    load(inputs(tmp_path, bars=BARS, instruments=INSTRUMENTS, sessions=STATED), tmp_path / "old")
    return tmp_path / "old"


def test_a_desk_knows_better_than_a_calendar(old: Path) -> None:
    days = sessions(old, "XNYS")
    assert (days.is_session(FRIDAY), days.is_session(SATURDAY)) == (False, True)
    assert days.before(dt.date(2025, 1, 6)) == SATURDAY
    assert sessions(old, "XODD").is_session(FRIDAY)
    origins = open_tape(old).manifest.calendars
    assert origins["XNYS"].startswith("exchange_calendars ")
    assert origins["XNYS"].endswith(", 2 days as stated")
    assert origins["XODD"] == "its bars, 1 day as stated"
    assert audit(old) == ()


def test_what_a_desk_stated_outlives_an_update_until_it_states_otherwise(
    tmp_path: Path, old: Path
) -> None:
    update(old, tmp_path / "more", bars="symbol,session,close\nACME,2025-01-07,12\n")
    days = sessions(tmp_path / "more", "XNYS")
    assert (days.is_session(FRIDAY), days.is_session(SATURDAY)) == (False, True)
    update(old, tmp_path / "mended", sessions="mic,session,open\nXNYS,2025-01-03,yes\n")
    days = sessions(tmp_path / "mended", "XNYS")
    assert (days.is_session(FRIDAY), days.is_session(SATURDAY)) == (True, True)


def test_a_calendar_is_not_made_again_where_the_days_stay(
    tmp_path: Path, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(calendars, "_calendar", lambda mic, *_: asked.append(mic))
    shares = "symbol,as_of,kind,shares,source\nACME,2025-01-02,issued,1234567,filing\n"
    update(old, tmp_path / "counted", bars="symbol,session,close\nODD,2025-01-03,7\n")
    update(old, tmp_path / "shared", shares=shares)
    assert len(sessions(tmp_path / "shared", "XNYS")) == len(sessions(old, "XNYS"))
    assert set(asked) == {"XODD"}  # which has none


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("XNYS,2025-01-03,maybe,", "open 'maybe'"),
        ("NYSE!,2025-01-03,no,", "mic 'NYSE!' is not four letters"),
        ("XNYS,2025-13-03,no,", "session '2025-13-03'"),
        ("XNYS,2025-01-04,no,", "second row for XNYS 2025-01-04"),
    ],
)
def test_a_day_is_stated_once_and_is_open_or_not(tmp_path: Path, row: str, says: str) -> None:
    given = inputs(tmp_path, bars=BARS, instruments=INSTRUMENTS, sessions=f"{STATED}{row}\n")
    with pytest.raises(BadRowsError, match=says):
        load(given, tmp_path / "tape")


def test_each_day_that_ships_has_its_source() -> None:
    file = resources.files("tapecheck.reference.loading") / "sessions.csv"
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    assert {row["mic"] for row in rows} == {"XBOM", "XHKG", "XTAI"}
    assert all(row["source"].startswith("http") and row["open"] in {"yes", "no"} for row in rows)
