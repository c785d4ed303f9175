from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.running import Run
from reference.makers import BARS, INSTRUMENTS, inputs, load, write
from tapecheck.reference.sample import sample_tape_path

MORE = "symbol,session,close\nACME,2025-01-06,10.65\nACME,2025-01-07,10.7\n"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    load(inputs(tmp_path), tmp_path / "old")
    return tmp_path / "old"


def test_update_makes_a_new_tape_and_says_what_is_new(run: Run, tmp_path: Path, old: Path) -> None:
    bars = write(tmp_path, "more.csv", MORE)
    status, out, _ = run("tape", "update", old, "--into", tmp_path / "new", "--bars", bars)
    assert status == 0
    assert out.startswith(f"{tmp_path / 'new'}: tape new, digest ")
    assert f"bars: 1 added, 1 changed since {old}\n" in out
    assert "\n  bars XNYS:ACME 2025-01-06: open 10.8 -> nothing, high 11 -> nothing, " in out
    assert ", close 10.6 -> 10.65, volume 900 -> nothing, source bars.csv -> more.csv\n" in out
    assert "shared with the tape before: actions.parquet, figures.parquet" in out
    assert run("tape", "verify", tmp_path / "new")[0] == 0


def test_an_update_that_tells_nothing_new_says_so(run: Run, tmp_path: Path, old: Path) -> None:
    bars = write(tmp_path, "bars.csv", BARS)
    _, out, _ = run("tape", "update", old, "--into", tmp_path / "new", "--bars", bars)
    assert out.endswith(f"nothing differs from {old}\n")


@pytest.mark.parametrize("rest", [[], ["--name", "other"]])
def test_an_update_without_files_is_the_same_tape_by_its_digest(
    run: Run, tmp_path: Path, old: Path, rest: list[str]
) -> None:
    assert run("tape", "update", old, "--into", tmp_path / "new", *rest)[0] == 0
    assert run("tape", "diff", old, tmp_path / "new") == (0, "", "")


def test_diff_says_what_differs_and_by_whom(run: Run, tmp_path: Path, old: Path) -> None:
    bars = write(tmp_path, "more.csv", MORE)
    run("tape", "update", old, "--into", tmp_path / "new", "--bars", bars)
    status, out, _ = run("tape", "diff", old, tmp_path / "new")
    assert status == 1
    first, second, header, *rows, edited = out.splitlines()
    assert first.startswith(f"--- {old} ")
    assert second.startswith(f"+++ {tmp_path / 'new'} ")
    assert header.split() == ["table", "of", "rows", "first", "last", "columns"]
    moved = ["open", "high", "low", "close", "volume", "source"]
    assert [row.split() for row in rows] == [
        ["bars", "+", "XNYS:ACME", "1", "2025-01-07", "2025-01-07"],
        ["bars", "~", "XNYS:ACME", "1", "2025-01-06", "2025-01-06", *moved],
        # The calendars reach a year beyond the last bar.
        ["sessions", "+", "XHKG", "1", "2026-01-08", "2026-01-08"],
        ["sessions", "+", "XNYS", "1", "2026-01-08", "2026-01-08"],
    ]
    assert edited.startswith("  bars XNYS:ACME 2025-01-06: open 10.8 -> nothing, ")


REVISED = "symbol,session,open,high,low,close,volume\n" + "".join(
    f"ACME,2025-01-0{day},10,10.5,9.8,{close},1000\n"
    for day, close in ((2, 9.9), (3, 9.95), (6, 10))
)


def test_of_many_changed_rows_some_are_told_and_all_counted(
    run: Run, tmp_path: Path, old: Path
) -> None:
    bars = write(tmp_path, "revised.csv", REVISED)
    run("tape", "update", old, "--into", tmp_path / "new", "--bars", bars)
    _, out, _ = run("tape", "diff", old, tmp_path / "new", "--examples", "1")
    shown, rest = out.splitlines()[-2:]
    assert shown.startswith("  bars XNYS:ACME 2025-01-02: close 10.2 -> 9.9, source ")
    assert rest == "  and 2 more changed"


def test_an_update_that_may_only_add_changes_no_row(run: Run, tmp_path: Path, old: Path) -> None:
    new, bars = tmp_path / "new", write(tmp_path, "more.csv", MORE)
    status, _, err = run("tape", "update", old, "--into", new, "--bars", bars, "--only-add")
    assert status == 2
    assert "1 row of the tape would change:\n  bars XNYS:ACME 2025-01-06: open 10.8 -> " in err
    assert "nothing was loaded: leave those rows out, or ask without --only-add" in err
    assert not new.exists()
    later = write(tmp_path, "later.csv", "symbol,session,close\nACME,2025-01-07,10.7\n")
    status, out, _ = run("tape", "update", old, "--into", new, "--bars", later, "--only-add")
    assert (status, f"bars: 1 added since {old}\n" in out) == (0, True)


def test_diff_as_json_lines(run: Run, tmp_path: Path, old: Path) -> None:
    given = inputs(tmp_path, instruments=INSTRUMENTS + "NEW,New Inc,equity,XNYS,USD,\n")
    load(given, tmp_path / "new")
    status, out, _ = run("tape", "diff", old, tmp_path / "new", "--format", "jsonl")
    assert status == 1
    assert [json.loads(line) for line in out.splitlines()] == [
        {"table": "instruments", "key": "XNYS:NEW", "change": "added", "rows": 1,
         "first": None, "last": None, "columns": [], "edited": []},
    ]  # fmt: skip


def test_diff_as_json_lines_tells_old_and_new_values(run: Run, tmp_path: Path, old: Path) -> None:
    bars = write(tmp_path, "revised.csv", REVISED)
    run("tape", "update", old, "--into", tmp_path / "new", "--bars", bars)
    _, out, _ = run("tape", "diff", old, tmp_path / "new", "--format", "jsonl", "--examples", "1")
    (line,) = (json.loads(each) for each in out.splitlines())
    assert (line["rows"], [each["row"] for each in line["edited"]]) == (3, [["2025-01-02"]])
    assert line["edited"][0]["edits"][0] == {"column": "close", "old": "10.2", "new": "9.9"}


def test_diff_of_what_is_no_tape_is_trouble(run: Run, tmp_path: Path, old: Path) -> None:
    status, out, err = run("tape", "diff", old, tmp_path / "none")
    assert (status, out) == (2, "")
    assert "no such folder; make one with `tapecheck tape load`" in err


def test_show_draws_a_mark_a_year(run: Run, tmp_path: Path) -> None:
    days = [f"2022-{month:02}-{day:02}" for month in (1, 2) for day in (3, 4, 7, 8, 9, 10, 11)]
    more = [f"2022-03-{day:02}" for day in (1, 2, 3, 4, 7, 8, 9, 10, 11, 14, 15, 16, 17)]
    rows = "".join(f"ACME,{day},10\n" for day in [*days, *more, "2019-12-31"])
    load(inputs(tmp_path, bars="symbol,session,close\n" + rows), tmp_path / "tape")
    status, out, _ = run("tape", "show", tmp_path / "tape")
    assert status == 0
    legend, ruler, drawn = out.splitlines()[-3:]
    assert legend == "one mark a year: # a bar of every session, 0 to 9 tenths of them, . none"
    assert ruler.split() == ["coverage", "2019", "first", "last", "bars"]
    # One session of 252 in 2019, none in 2020 and 2021, 27 of the 52 of 2022 up to 17 March.
    assert drawn.split() == ["XNYS:ACME", "0..5", "2019-12-31", "2022-03-17", "28"]


def test_show_as_json_lines_has_one_instrument_a_line(run: Run) -> None:
    status, out, _ = run("tape", "show", sample_tape_path(), "--format", "jsonl")
    lines = {line["instrument"]: line for line in map(json.loads, out.splitlines())}
    assert status == 0
    # Alibaba's bars are those of 30 and 31 December and of January and February up to the 14th.
    alibaba = lines["XHKG:9988.HK"]
    assert (alibaba["first"], alibaba["last"]) == ("2024-12-30", "2025-02-14")
    assert alibaba["years"][0] == {"year": 2024, "bars": 2, "sessions": 246}
    assert alibaba["bars"] == sum(year["bars"] for year in alibaba["years"])
