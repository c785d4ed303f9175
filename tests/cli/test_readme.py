"""The README's console blocks are run as they stand; what they show is what comes out.

In a block marked ``console``, a line that starts with ``$`` is a command; the lines below it are
its output, and a line of three dots stands for any lines.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import Command
from tapecheck.cli.main import COMMANDS
from tapecheck.intake.demo import sample_text

README = Path(__file__).parents[2] / "README.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
ANYTHING = "..."


def examples(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each ``tapecheck`` command of the console blocks, with the output shown."""
    for block in BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = part.splitlines()
            if command.startswith("tapecheck "):
                yield command, shown


def shows(shown: list[str], lines: list[str]) -> bool:
    """Return whether lines are as shown, where three dots stand for any number of them."""
    if not shown:
        return not lines
    if shown[0] == ANYTHING:
        return any(shows(shown[1:], lines[start:]) for start in range(len(lines) + 1))
    return bool(lines) and lines[0] == shown[0] and shows(shown[1:], lines[1:])


EXAMPLES = list(examples(README.read_text(encoding="utf-8")))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder to work in, with the sample article as the reader's own draft."""
    (tmp_path / "draft.txt").write_text(sample_text(), encoding="utf-8")
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "one.md").write_text(sample_text(), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_readme_shows_commands_and_their_output() -> None:
    assert len(EXAMPLES) >= 2
    assert any(shown for _, shown in EXAMPLES)


@pytest.mark.parametrize(("command", "shown"), EXAMPLES, ids=[each for each, _ in EXAMPLES])
def test_a_command_of_the_readme_gives_what_it_shows(
    tapecheck: Command, here: Path, command: str, shown: list[str]
) -> None:
    status, out, err = tapecheck(*shlex.split(command)[1:])
    assert status in (0, 1), err
    if shown:
        assert shows(shown, out.splitlines()), out


def test_every_command_that_the_readme_names_is_there() -> None:
    written = re.compile(r"(?:`|^|\$ |: +)tapecheck ([a-z]+)", re.MULTILINE)
    assert set(written.findall(README.read_text(encoding="utf-8"))) == set(COMMANDS)


@pytest.mark.parametrize(
    ("shown", "lines", "same"),
    [
        (["a", "b"], ["a", "b"], True),
        (["a", "b"], ["a", "c"], False),
        (["a"], ["a", "b"], False),
        (["a", ANYTHING], ["a", "b", "c"], True),
        ([ANYTHING, "c"], ["a", "b", "c"], True),
        (["a", ANYTHING, "c"], ["a", "b", "d"], False),
        ([ANYTHING], [], True),
    ],
)
def test_three_dots_stand_for_any_lines(shown: list[str], lines: list[str], *, same: bool) -> None:
    assert shows(shown, lines) is same


def test_blocks_are_found_with_their_commands_and_output() -> None:
    block = "```console\n$ tapecheck demo\nout\n...\n$ ls\n$ tapecheck rules\n```\n"
    text = f"Words.\n{block}```sh\n$ tapecheck check\n```\n"
    assert list(examples(text)) == [("tapecheck demo", ["out", "..."]), ("tapecheck rules", [])]
