"""Runs over many articles: baselines, several at once, and progress at a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from cli.running import Run
from conftest import Command

FRONT = "---\npublished: 2025-02-13\n---\n"
FALSE = "Alibaba shares rose 6.2 percent on Wednesday."
NEW = "Tencent shares rose 9.9 percent on Wednesday."


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(f"{FRONT}{FALSE}")
    return tmp_path


def test_what_the_baseline_knows_does_not_fail_and_what_is_new_does(
    tapecheck: Command, here: Path
) -> None:
    status, _, err = tapecheck("check", "a.md", "--baseline", "known.json", "--write-baseline")
    assert status == 0
    assert err.splitlines()[-1] == "known.json: 1 finding known from now on"
    status, out, _ = tapecheck("check", "a.md", "--baseline", "known.json")
    assert status == 0
    assert "    Known: it is in the baseline." in out.splitlines()
    (here / "a.md").write_text(f"{FRONT}New first line.\n\n{FALSE} {NEW}")
    status, out, _ = tapecheck("check", "a.md", "--baseline", "known.json")
    assert status == 1
    assert out.count("Known: ") == 1


def test_a_baseline_of_what_could_not_be_read_still_fails(tapecheck: Command, here: Path) -> None:
    status, _, err = tapecheck(
        "check", "a.md", "none.md", "--baseline", "known.json", "--write-baseline"
    )
    assert status == 2
    assert "none.md: no such file" in err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--write-baseline",), "--write-baseline: no file is named; add --baseline FILE"),
        (("--baseline", "no.json"), "no.json: no such baseline; renew it with --write-baseline"),
        (
            ("--write-baseline", "--baseline", "b.json", "--changed-since", "main"),
            "--write-baseline: a baseline is written of all lines; leave out --changed-since",
        ),
    ],
)  # fmt: skip
def test_a_baseline_that_cannot_be_is_one_line(
    tapecheck: Command, here: Path, arguments: tuple[str, ...], says: str
) -> None:
    status, out, err = tapecheck("check", "a.md", *arguments)
    assert (status, out, err) == (2, "", f"error: {says}\n")


@pytest.mark.slow
@pytest.mark.parametrize("form", ["text", "sarif"])
def test_several_at_once_give_the_same_bytes(tapecheck: Command, here: Path, form: str) -> None:
    for place in range(12):
        (here / f"{place:02}.md").write_text(f"{FRONT}{FALSE} " * (12 - place))
    (here / "05.md").write_bytes(b"\xff")
    one, two = (
        tapecheck("check", ".", "none.md", "--format", form, "--jobs", jobs) for jobs in (1, 2)
    )
    assert one == two
    assert one[0] == 2
    assert one[1].count("6.2 percent") >= 12


def test_a_folder_that_does_not_exist_is_no_reason_to_hang(run: Run, here: Path) -> None:
    assert run("check", "none", "--jobs", "2")[0] == 2


def test_what_one_run_does_not_need_is_not_waited_for(here: Path) -> None:
    (here / "a.txt").write_text(FALSE)
    script = (
        "import sys; sys.argv = ['tapecheck', 'check', 'a.txt']\n"
        "from tapecheck.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print({'jinja2', 'markdown_it', 'html.parser', 'multiprocessing', "
        "'litestar', 'xml.etree.ElementTree', 'yaml'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "set()"


def at_terminal(*arguments: str) -> tuple[bytes, bytes]:
    """Return what a command says on a terminal that is its standard error, and on its output."""
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "tapecheck.cli.main", *arguments],
        stdout=subprocess.PIPE, stderr=theirs, check=False,
    )  # fmt: skip
    os.close(theirs)
    said = b""
    try:
        while chunk := os.read(ours, 4096):
            said += chunk
    except OSError:  # Linux says so when the other side has closed
        pass
    os.close(ours)
    return said, done.stdout


def test_progress_is_told_on_a_terminal_and_wiped_out(here: Path) -> None:
    said, out = at_terminal("check", "a.md", "--format", "gitlab")
    assert said.endswith(b"\r\x1b[K1 checked\r\x1b[K")
    assert b"checked" not in out


def test_no_progress_is_told_to_a_pipe(tapecheck: Command, here: Path) -> None:
    assert "checked" not in tapecheck("check", "a.md")[2]
