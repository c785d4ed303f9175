from __future__ import annotations

import json
from collections import Counter

import pytest

from conftest import Command
from tapecheck.cli import main as command
from tapecheck.intake.demo import sample_text


def test_the_demo_is_the_check_of_the_sample(tapecheck: Command) -> None:
    _, shown, _ = tapecheck("demo", "--format", "jsonl")
    _, checked, _ = tapecheck("check", "-", "--format", "jsonl", stdin=sample_text())
    demo, check = json.loads(shown), json.loads(checked)
    assert demo["id"] == "sample-article.md"
    assert check["id"] == "-"
    assert demo | {"id": ""} == check | {"id": ""}


def test_the_demo_shows_all_that_an_editor_may_get(tapecheck: Command) -> None:
    status, out, err = tapecheck("demo", "--format", "jsonl")
    assert (status, err) == (0, "")
    outcomes = Counter(each["verdict"]["outcome"] for each in json.loads(out)["assertions"])
    assert set(outcomes) >= {"supported", "ambiguous", "refuted", "unchecked"}
    assert outcomes["refuted"] == 3


def test_the_demo_says_that_its_tape_is_the_sample(tapecheck: Command) -> None:
    status, out, _ = tapecheck("demo")
    assert status == 0
    assert out.startswith("tape: sample (the sample tape that ships with tapecheck; ")
    assert "sample-article.md - Alibaba leads the pack again, published 2025-02-13\n" in out


def test_the_sample_article_can_be_printed(tapecheck: Command) -> None:
    status, out, _ = tapecheck("demo", "--text")
    assert (status, out) == (0, sample_text())


@pytest.mark.parametrize("command", ["parse", "check", "explain", "rules", "demo"])
def test_every_command_shows_an_example_of_itself(tapecheck: Command, command: str) -> None:
    status, out, _ = tapecheck(command, "--help")
    assert status == 0
    assert f"\n    tapecheck {command}" in out


def test_a_mistyped_command_gets_the_nearest(tapecheck: Command) -> None:
    for typed, meant in (("demmo", "demo"), ("chekc", "check"), ("pasre", "parse")):
        status, _, err = tapecheck(typed)
        assert status == 2
        assert f"no command '{typed}'; did you mean '{meant}'?" in err


def test_a_command_that_is_like_none_gets_them_all(tapecheck: Command) -> None:
    _, _, err = tapecheck("zzz")
    assert f"known: {', '.join(sorted(command.COMMANDS))}" in err
