from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Command
from tapecheck.cli.config import find_config

CLOSE = "---\npublished: 2025-02-13\n---\nAlibaba shares rose 8.4 percent on Wednesday."
IN_DOLLARS = "---\npublished: 2025-02-13\n---\nAlibaba shares closed at $113.80 on Wednesday."


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of work that is the top of a repository, with an imprecise draft."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "draft.md").write_text(CLOSE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tapecheck.toml", 'fail-on = "imprecise"\nformat = "gitlab"\n'),
        ("pyproject.toml", '[tool.tapecheck]\nfail-on = "imprecise"\nformat = "gitlab"\n'),
    ],
)
def test_a_file_stands_in_for_options(
    tapecheck: Command, here: Path, name: str, content: str
) -> None:
    (here / name).write_text(content)
    status, out, _ = tapecheck("check", "draft.md")
    assert status == 1
    assert [entry["severity"] for entry in json.loads(out)] == ["minor"]


def test_the_command_line_beats_the_file(tapecheck: Command, here: Path) -> None:
    (here / "tapecheck.toml").write_text('fail-on = "imprecise"\n')
    assert tapecheck("check", "draft.md", "--fail-on", "refuted")[0] == 0


def test_a_file_may_be_named(tapecheck: Command, here: Path) -> None:
    (here / "ours.toml").write_text('fail-on = "imprecise"\n')
    assert tapecheck("check", "draft.md")[0] == 0
    assert tapecheck("check", "draft.md", "--config", "ours.toml")[0] == 1


def test_paths_are_those_of_the_files_own_folder(
    tapecheck: Command, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "tapecheck.toml").write_text('tape = "tapes/none"\n')
    (here / "deep").mkdir()
    monkeypatch.chdir(here / "deep")
    status, _, err = tapecheck("check", "../draft.md")
    assert status == 2
    assert f"{here / 'tapes' / 'none'}: no such folder" in err


@pytest.mark.parametrize("command", ["check", "explain", "parse"])
def test_every_command_that_reads_articles_takes_it(
    tapecheck: Command, here: Path, command: str
) -> None:
    (here / "draft.md").write_text(IN_DOLLARS)
    (here / "tapecheck.toml").write_text('home = "HKD"\njobs = 1\n')
    status, out, _ = tapecheck(command, "draft.md")
    assert status == 0
    assert "113.8 HKD" in out


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("tapecheck.toml", "fail_on = 1", "unknown key 'fail_on'; did you mean 'fail-on'?"),
        (
            "pyproject.toml", "[tool.tapecheck]\nformt = 1",
            "unknown key 'formt' in [tool.tapecheck]; did you mean 'format'?",
        ),
        ("tapecheck.toml", 'fail-on = "refutd"',
         "unknown word 'refutd' for fail-on; did you mean 'refuted'?"),
        ("tapecheck.toml", 'format = "sarf"',
         "unknown word 'sarf' for format; did you mean 'sarif'?"),
        ("tapecheck.toml", 'jobs = "two"', "Expected `int | null`, got `str` for jobs"),
        ("tapecheck.toml", "=", "not TOML: "),
        ("tapecheck.toml", "[tool.tapecheck]\n", "unknown key 'tool'"),
        ("pyproject.toml", "[tool]\ntapecheck = 3", "tool.tapecheck is no table"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_the_file_and_the_nearest_word(
    tapecheck: Command, here: Path, name: str, content: str, says: str
) -> None:
    (here / name).write_text(content)
    status, out, err = tapecheck("check", "draft.md")
    assert (status, out) == (2, "")
    assert err.startswith(f"error: {here / name}: {says}")


def test_a_file_that_is_named_and_not_there_is_an_error(tapecheck: Command, here: Path) -> None:
    status, _, err = tapecheck("check", "draft.md", "--config", "none.toml")
    assert (status, err) == (2, "error: none.toml: no such file\n")


def test_the_nearest_file_counts_and_the_top_of_a_repository_ends_the_search(
    tmp_path: Path,
) -> None:
    (tmp_path / "tapecheck.toml").write_text("")
    inner = tmp_path / "repository"
    deep = inner / "a" / "b"
    deep.mkdir(parents=True)
    assert find_config(deep) == tmp_path / "tapecheck.toml"
    (inner / ".git").write_text("gitdir: elsewhere")
    assert find_config(deep) is None
    (inner / "pyproject.toml").write_text("[tool.other]\n")
    assert find_config(deep) is None
    (inner / "pyproject.toml").write_text("[tool.tapecheck]\n")
    assert find_config(deep) == inner / "pyproject.toml"
    (inner / "tapecheck.toml").write_text("")
    assert find_config(deep) == inner / "tapecheck.toml"
    (inner / "a" / "tapecheck.toml").write_text("")
    assert find_config(deep) == inner / "a" / "tapecheck.toml"
