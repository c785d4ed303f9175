"""What each hedge allows, from both sides, as rules/verdicts.toml has it.

The true figure is always Alibaba's 8.4843 percent of 12 February: 104.90, then 113.80.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tapecheck.build import build_verifier, rules_root
from tapecheck.core.interval import Interval
from tapecheck.core.verdicts import Outcome
from tapecheck.settings import Settings
from tapecheck.verify.verifier import Verifier
from verify.checking import D, primary, verdict

SUPPORTED, IMPRECISE, REFUTED = Outcome.SUPPORTED, Outcome.IMPRECISE, Outcome.REFUTED


def told(verifier: Verifier, words: str) -> Outcome:
    """Return the outcome of a rise on 12 February told in these words."""
    return verdict(verifier, f"Alibaba shares rose {words} on Wednesday.").outcome


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        # exact: half the last digit either way, then six tenths of one more
        ("8 percent", SUPPORTED),
        ("9 percent", IMPRECISE),
        ("10 percent", REFUTED),
        ("8.5 percent", SUPPORTED),
        ("8.6 percent", REFUTED),
        ("8.4 percent", IMPRECISE),
        ("8.3 percent", REFUTED),
        # nearly: from 5 percent of it (or half a digit) below, up to it
        ("nearly 8.5 percent", SUPPORTED),
        ("nearly 8.9 percent", SUPPORTED),
        ("nearly 9 percent", IMPRECISE),
        ("nearly 10 percent", REFUTED),
        ("nearly 8.4 percent", IMPRECISE),
        ("nearly 8 percent", IMPRECISE),
        ("nearly 7 percent", REFUTED),
        # more than: from it up to a quarter more (or one digit)
        ("more than 8 percent", SUPPORTED),
        ("more than 7 percent", SUPPORTED),
        ("more than 6.8 percent", SUPPORTED),
        ("more than 6 percent", REFUTED),
        ("more than 8.5 percent", IMPRECISE),
        ("more than 9 percent", REFUTED),
        # less than: from a quarter less (or one digit) up to it
        ("less than 9 percent", SUPPORTED),
        ("less than 11 percent", SUPPORTED),
        ("less than 12 percent", REFUTED),
        ("less than 8.4 percent", IMPRECISE),
        ("less than 7 percent", REFUTED),
        # about: one digit or 5 percent either way
        ("about 8 percent", SUPPORTED),
        ("about 9 percent", SUPPORTED),
        ("about 8.1 percent", SUPPORTED),
        ("about 8.0 percent", IMPRECISE),
        ("about 10 percent", REFUTED),
        ("about 7 percent", IMPRECISE),
        ("about 6 percent", REFUTED),
        # at least: from it, without end
        ("at least 8 percent", SUPPORTED),
        ("at least 1 percent", SUPPORTED),
        ("at least 8.5 percent", IMPRECISE),
        ("at least 9 percent", REFUTED),
        # a range: half a digit beyond both of its ends
        ("8 to 9 percent", SUPPORTED),
        ("5 to 8 percent", SUPPORTED),
        ("9 to 10 percent", IMPRECISE),
        ("10 to 12 percent", REFUTED),
        ("5 to 7 percent", REFUTED),
    ],
)
def test_a_hedge_allows_what_the_house_rules_say(
    verifier: Verifier, words: str, outcome: Outcome
) -> None:
    assert told(verifier, words) is outcome


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("46 percent", "45.5", "46.5"),
        ("46.0 percent", "45.95", "46.05"),
        ("nearly 40 percent", "38", "40"),
        ("almost 0.5 percent", "0.45", "0.5"),
        ("more than 40 percent", "40", "50"),
        ("less than 40 percent", "30", "40"),
        ("about 40 percent", "38", "42"),
        ("about 4 percent", "3", "5"),
        ("at least 40 percent", "40", None),
        ("as much as 6 percent", "5.5", "6.5"),
        ("3 to 4 percent", "2.5", "4.5"),
        ("6-1/2 percent", "6.25", "6.75"),
    ],
)
def test_words_stand_for_an_interval(
    verifier: Verifier, words: str, low: str, high: str | None
) -> None:
    found = verdict(verifier, f"Alibaba shares rose {words} on Wednesday.")
    assert primary(found).reading.claimed == Interval(D(low), None if high is None else D(high))


def test_the_interval_of_a_fall_lies_below_zero(verifier: Verifier) -> None:
    found = verdict(verifier, "Alibaba shares fell more than 40 percent on Wednesday.")
    assert primary(found).reading.claimed == Interval(D(-50), D(-40))


def _with_rounding(folder: Path, how: str) -> Verifier:
    rules = Path(shutil.copytree(str(rules_root()), folder / "rules"))
    house = rules / "verdicts.toml"
    told = house.read_text(encoding="utf-8").replace('"half_up"', f'"{how}"')
    house.write_text(told, encoding="utf-8")
    return build_verifier(Settings(rules=rules))


@pytest.mark.parametrize(
    ("how", "cut", "rounded"),
    [("half_up", IMPRECISE, SUPPORTED), ("truncate", SUPPORTED, IMPRECISE),
     ("any", SUPPORTED, SUPPORTED)],
)  # fmt: skip
def test_a_house_that_cuts_digits_off_may_say_so(
    tmp_path: Path, how: str, cut: Outcome, rounded: Outcome
) -> None:
    verifier = _with_rounding(tmp_path, how)
    assert told(verifier, "8.4 percent") is cut
    assert told(verifier, "8.5 percent") is rounded


def test_the_room_of_a_hedge_is_a_line_of_the_house_rules(tmp_path: Path) -> None:
    rules = Path(shutil.copytree(str(rules_root()), tmp_path / "rules"))
    house = rules / "verdicts.toml"
    text = house.read_text(encoding="utf-8")
    nearly = "[hedges.nearly]\nbelow = { steps = 0.5, part = 0.05 }"
    assert nearly in text
    house.write_text(text.replace(nearly, nearly.replace("0.05", "0.2")), encoding="utf-8")
    # Nearly 10 is then 8 to 10.
    assert told(build_verifier(Settings(rules=rules)), "nearly 10 percent") is SUPPORTED
