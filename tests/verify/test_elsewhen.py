"""A figure that may be of another time is supported by its day, and not refuted by it."""

from __future__ import annotations

import pytest

from tapecheck.core.verdicts import Outcome, Reason
from tapecheck.verify.verifier import Verifier
from verify.checking import small, verdicts

INSTRUMENTS = "symbol,name,kind,mic,currency,aliases\nACME,Acme Corp,equity,XNYS,USD,Acme\n"
# Tuesday the 14th: 50.00 to 48.00 is -4.0 percent.
BARS = """\
symbol,session,open,high,low,close
ACME,2025-01-10,49,49.5,48.5,49.00
ACME,2025-01-13,49,50.2,48.9,50.00
ACME,2025-01-14,50,50.1,47.9,48.00
"""
TUESDAY = "2025-01-14"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    return small(tmp_path_factory.mktemp("elsewhen"), bars=BARS, instruments=INSTRUMENTS)


def test_after_another_time_a_figure_that_does_not_fit_today_is_left_open(made: Verifier) -> None:
    said = verdicts(made, "In 2008 gold fell 9 percent. Acme shares lost 7 percent.", TUESDAY)[-1]
    assert said.outcome is Outcome.UNCHECKED
    assert said.gap is not None
    assert said.gap.reason is Reason.NO_WINDOW


def test_after_another_time_a_figure_of_today_is_supported(made: Verifier) -> None:
    said = verdicts(made, "In 2008 gold fell 9 percent. Acme shares lost 4 percent.", TUESDAY)[-1]
    assert said.outcome is Outcome.SUPPORTED


@pytest.mark.parametrize(
    "text",
    [
        "Acme shares lost 7 percent.",
        "Acme shares slipped to $47.20.",
        "Acme shares closed up 7 percent.",
        "Acme shares lost more than 35 percent.",
        "Acme shares fell. Acme shares lost 7 percent.",
        f"Acme shares closed at $48.00. {'It employs many people in many towns. ' * 9}"
        "Acme shares lost 7 percent.",
    ],
    ids=[
        "of no day",
        "a level",
        "a close the other way",
        "a slip no more exact",
        "a way alone",
        "a close far off",
    ],
)
def test_where_nothing_shows_its_day_a_figure_is_left_open(made: Verifier, text: str) -> None:
    said = verdicts(made, text, TUESDAY)[-1]
    assert said.gap is not None
    assert said.gap.reason is Reason.NO_WINDOW


def test_a_move_of_a_moment_is_not_held_to_the_whole_of_a_month(made: Verifier) -> None:
    # Acme stood at 49.00 on the 10th, and no bar of December is needed to tell what a moment was.
    said = verdicts(made, "Acme shares briefly plunged 30 percent in January 2025.", "2025-02-14")
    assert [each.outcome for each in said] == [Outcome.UNCHECKED]


@pytest.mark.parametrize(
    "text",
    [
        "Acme shares lost 7 percent on Tuesday.",
        "Acme shares ended down 7 percent.",
        "Acme shares lost 7 percent to $48.00.",
        "Acme shares closed at $48.00. They lost 7 percent.",
        "Gold ended higher on Tuesday. Acme shares lost 7 percent.",
        "Acme shares rose 4.0 percent.",
    ],
    ids=["named", "a close", "its level fits", "another fits", "named before", "a slip"],
)
def test_what_shows_its_day_lets_a_figure_be_refuted(made: Verifier, text: str) -> None:
    assert Outcome.REFUTED in {each.outcome for each in verdicts(made, text, TUESDAY)}


def test_a_day_told_before_may_be_meant_or_not(made: Verifier) -> None:
    # The article names Monday alone; -4.0 percent is of Tuesday, +2.04 percent of Monday.
    monday = "Gold fell 1 percent on Monday. Acme shares "
    told = {
        words: verdicts(made, monday + words, TUESDAY)[-1].outcome
        for words in ("rose 2.04 percent.", "lost 4 percent.", "lost 7 percent.")
    }
    assert list(told.values()) == [Outcome.SUPPORTED, Outcome.AMBIGUOUS, Outcome.REFUTED]
