from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cli.running import Run
from tapecheck.intake.demo import sample_text

COMMAND = [sys.executable, "-m", "tapecheck.cli.main"]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(sample_text(), encoding="utf-8")
    return path


@pytest.mark.parametrize("command", ["check", "parse", "explain"])
@pytest.mark.parametrize(
    ("place", "why"), [("none/x", "No such file or directory"), (".", "Is a directory")]
)
def test_a_place_that_takes_no_file_is_one_message(
    run: Run, article: Path, tmp_path: Path, command: str, place: str, why: str
) -> None:
    status, _, err = run(command, article, "-o", tmp_path / place)
    assert status == 2
    assert err.splitlines()[-1] == (
        f"error: {tmp_path / place}: cannot be written: {why}; name another file with --output"
    )
    assert err.count("error: ") == 1


def test_an_interrupted_check_is_no_refutation() -> None:
    with subprocess.Popen(
        [*COMMAND, "check", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stderr is not None
        process.stderr.readline()  # the note on the tape: from here on it waits for the article
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in err


@pytest.mark.parametrize("arguments", [["check", "{}"], ["check", "--help"], ["--help"], ["rules"]])
def test_a_reader_that_has_gone_is_no_refutation(article: Path, arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    given = [each.format(article) for each in arguments]
    done = subprocess.run([*COMMAND, *given], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert done.returncode == 141
    assert b"Traceback" not in done.stderr
