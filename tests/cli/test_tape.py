from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from cli.running import Run
from reference.makers import BARS, INSTRUMENTS, write
from tapecheck.reference.sample import sample_tape_path
from tapecheck.reference.tape import open_tape


@pytest.fixture
def sources(tmp_path: Path) -> list[object]:
    return [
        "--instruments", write(tmp_path, "instruments.csv", INSTRUMENTS),
        "--bars", write(tmp_path, "bars.csv", BARS),
    ]  # fmt: skip


def test_load_show_and_verify(run: Run, tmp_path: Path, sources: list[object]) -> None:
    tape = tmp_path / "mine"
    licence = ["--licence", "bars=Vendor, internal use", "--retrieved-at", "2025-02-13"]
    status, out, _ = run("tape", "load", "--into", tape, *sources, *licence)
    assert status == 0
    assert out.startswith(f"{tape}: tape mine, digest ")
    status, out, _ = run("tape", "show", tape)
    assert status == 0
    assert "XNYS      equity            1          1  exchange_calendars" in out
    assert "bars   Vendor, internal use" in out
    assert "bars         bars.csv         2025-02-13" in out
    assert run("tape", "verify", tape)[0] == 0


def test_show_as_json(run: Run) -> None:
    status, out, _ = run("tape", "show", sample_tape_path(), "--format", "json")
    shown = json.loads(out)
    assert status == 0
    assert shown["provisional"] == 12
    assert shown["manifest"]["tables"]["bars"]["rows"] == 189
    assert shown["spans"]["bars"] == {"first": "2024-12-30", "last": "2025-02-14"}


def test_rates_may_be_the_ecbs(run: Run, tmp_path: Path, sources: list[object]) -> None:
    status, _, _ = run("tape", "load", "--into", tmp_path / "t", *sources, "--rates", "ecb")
    _, out, _ = run("tape", "show", tmp_path / "t")
    assert status == 0
    assert "rates  European Central Bank" in out
    assert "rates        eurofxref-hist.zip" in out


def test_bad_rows_stop_the_load(run: Run, tmp_path: Path, sources: list[object]) -> None:
    sources[3] = write(tmp_path, "bad.csv", BARS + "ACME,2025-01-07,1,1,1,0,1\n")
    status, out, err = run("tape", "load", "--into", tmp_path / "t", *sources)
    assert (status, out) == (2, "")
    assert err == (
        "error: 1 bad row (1 not-positive):\n"
        "  bad.csv line 5: close 0 is no price; nothing was loaded: mend the rows, "
        "or leave them out with --skip-bad\n"
    )
    assert not (tmp_path / "t").exists()


def test_skipped_rows_are_shown(run: Run, tmp_path: Path, sources: list[object]) -> None:
    sources[3] = write(tmp_path, "bad.csv", BARS + "ACME,2025-01-07,1,1,1,0,1\n")
    status, out, _ = run("tape", "load", "--into", tmp_path / "t", *sources, "--skip-bad")
    assert status == 0
    assert "left out 1 bad row (1 not-positive):\n  bad.csv line 5: close 0 is no price\n" in out
    assert "1  rows of bars left out: not-positive" in run("tape", "show", tmp_path / "t")[1]


def test_columns_nobody_asked_for_are_mentioned(
    run: Run, tmp_path: Path, sources: list[object]
) -> None:
    sources[3] = write(tmp_path, "more.csv", "symbol,session,close,vwap\nACME,2025-01-02,1,2\n")
    _, out, _ = run("tape", "load", "--into", tmp_path / "t", *sources)
    assert "ignored column vwap of more.csv" in out


def test_a_desks_own_file_is_read_as_it_is_told(
    run: Run, tmp_path: Path, sources: list[object]
) -> None:
    sources[3] = write(tmp_path, "kurse.csv", "Kürzel;Tag;Schluss\nACME;03.01.2025;10,8\n")
    names = ["--map", "symbol=Kürzel", "--map", "session=Tag", "--map", "close=Schluss"]
    written = ["--decimal", "comma", "--dates", "%d.%m.%Y"]
    assert run("tape", "load", "--into", tmp_path / "t", *sources, *names, *written)[0] == 0
    bars = open_tape(tmp_path / "t").bars("XNYS:ACME")
    assert bars is not None
    assert (str(bars.first), bars.bar(0).close) == ("2025-01-03", Decimal("10.8"))


def test_what_two_files_differ_on_is_listed(
    run: Run, tmp_path: Path, sources: list[object]
) -> None:
    other = write(tmp_path, "other.csv", "symbol,session,close\nACME,2025-01-03,10.9\n")
    status, out, _ = run("tape", "load", "--into", tmp_path / "t", *sources, "--bars", other)
    assert status == 0
    assert (
        "1 price on which files differ; the one named first counts:\n"
        "  XNYS:ACME 2025-01-03: close 10.8 (bars.csv line 3), not 10.9 (other.csv line 2)\n"
        "kept 1, from the file named first; a later file tells of those sessions too\n"
    ) in out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--licence", "bars"], "--licence: 'bars' is not TABLE=NOTE"),
        (["--licence", "bar=x"], "--licence: no table 'bar'; did you mean 'bars'?"),
        (
            ["--retrieved-at", "lately"],
            "--retrieved-at: 'lately' is no date; write it",
        ),
        (["--map", "close"], "--map: 'close' is not OURS=THEIRS"),
        (["--map", "bar.close=x"], "--map: no table 'bar'; did you mean 'bars'?"),
        (["--map", "close=PX"], "--map: no file of bars has a column 'px'"),
        (["--dates", "%d.%m."], "--dates: '%d.%m.' does not tell day, month and year; write it"),
        (["--shares", "/none/shares.csv"], "/none/shares.csv: cannot be read: No such file"),
    ],
)
def test_misuse_is_one_message(
    run: Run, tmp_path: Path, sources: list[object], arguments: list[str], says: str
) -> None:
    status, out, err = run("tape", "load", "--into", tmp_path / "t", *sources, *arguments)
    assert (status, out) == (2, "")
    assert err.startswith(f"error: {says}")
    assert err.count("\n") == 1


def test_a_tape_is_replaced_only_when_asked(
    run: Run, tmp_path: Path, sources: list[object]
) -> None:
    assert run("tape", "load", "--into", tmp_path / "t", *sources)[0] == 0
    status, _, err = run("tape", "load", "--into", tmp_path / "t", *sources)
    assert status == 2
    assert "already holds a tape; name another folder or pass --replace" in err
    assert run("tape", "load", "--into", tmp_path / "t", *sources, "--replace")[0] == 0


def test_verify_tells_a_changed_tape_from_none(
    run: Run, tmp_path: Path, sources: list[object]
) -> None:
    run("tape", "load", "--into", tmp_path / "t", *sources)
    (tmp_path / "t" / "bars.parquet").write_bytes(b"")
    status, out, _ = run("tape", "verify", tmp_path / "t")
    assert status == 1
    assert out.count("\n") == 1
    assert "bars.parquet: was changed since it was loaded" in out
    status, _, err = run("tape", "verify", tmp_path / "none")
    assert status == 2
    assert err.endswith("no such folder; make one with `tapecheck tape load`\n")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        (
            "manifest.json",
            None,
            "is not a tape: no manifest.json; make one with `tapecheck tape load`",
        ),
        ("manifest.json", "[]", "manifest.json cannot be read: "),
        ("manifest.json", '{"format": 9}', "has format 9; this version reads format 1; load it"),
        ("bars.parquet", None, "bars.parquet: is missing from the tape; load it anew with"),
        ("bars.parquet", "PAR1", "bars.parquet: was changed since it was loaded: sha256"),
    ],
)
@pytest.mark.parametrize(
    "command", ["check --tape TAPE DRAFT", "tape show TAPE", "tape diff TAPE SAMPLE"]
)
def test_a_malformed_tape_is_one_message(
    run: Run, tmp_path: Path, sources: list[object],
    name: str, content: str | None, says: str, command: str,
) -> None:  # fmt: skip
    tape, draft = tmp_path / "t", write(tmp_path, "draft.txt", "Acme rose 2 percent on Friday.")
    run("tape", "load", "--into", tape, *sources)
    if content is None:
        (tape / name).unlink()
    else:
        (tape / name).write_text(content)
    words = {"TAPE": tape, "DRAFT": draft, "SAMPLE": sample_tape_path()}
    status, out, err = run(*(words.get(word, word) for word in command.split()))
    assert (status, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1


def test_show_refuses_a_changed_tape(run: Run, tmp_path: Path, sources: list[object]) -> None:
    run("tape", "load", "--into", tmp_path / "t", *sources)
    (tmp_path / "t" / "names.json").write_text("{}")
    assert run("tape", "show", tmp_path / "t")[0] == 2


def test_a_mistyped_command_gets_the_nearest(run: Run) -> None:
    status, _, err = run("tpae")
    assert status == 2
    assert "no command 'tpae'; did you mean 'tape'?" in err


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["tape", "--help"], ["tape", "fetch", "--help"]]
)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys; from tapecheck.cli.main import main; "
        f"sys.argv = ['tapecheck', *{arguments!r}]\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print([each for each in ('polars', 'pandas', 'litestar', 'httpx') if each in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
