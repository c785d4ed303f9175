"""Moves that run to now end with the last close that the article knows, if none fits anyway."""

from __future__ import annotations

import pytest

from tapecheck.core.verdicts import Outcome, Verdict
from tapecheck.intake.article import read_article, read_published
from tapecheck.verify.verifier import Verifier
from verify.checking import small

INSTRUMENTS = """\
symbol,name,kind,mic,currency,aliases
ACME,Acme Corp,equity,XNYS,USD,Acme
"""
# From the 40.00 of Monday the 6th: 44.00 on Wednesday is +10 percent, 46.00 on Thursday +15.
BARS = """\
symbol,session,open,high,low,close
ACME,2025-01-03,41,41,41,41.00
ACME,2025-01-06,40,41,40,40.00
ACME,2025-01-14,42,42,42,42.00
ACME,2025-01-15,42,44,42,44.00
ACME,2025-01-16,44,46,44,46.00
"""
THURSDAY = "2025-01-16"
SINCE = "Acme shares have risen {} percent since hitting a low on Jan. 6."


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    return small(tmp_path_factory.mktemp("known"), bars=BARS, instruments=INSTRUMENTS)


def said(made: Verifier, text: str, published: str = THURSDAY) -> Verdict:
    """Return the verdict on the last claim of a text that tells a percentage."""
    article = read_article(text, id="test", published=read_published(published, "test"))
    found = made.check(article).verdicts
    return [each for each in found if "percent" in each.assertion.span.of(text)][-1]


def corrected(verdict: Verdict) -> str:
    """Return the words that a refuted claim should have."""
    assert verdict.outcome is Outcome.REFUTED
    assert verdict.correction is not None
    return verdict.correction.text


@pytest.mark.parametrize(
    ("before", "right"),
    [
        # Without a word about any session the close before publication counts: what a morning
        # paper, and any copy written before the bell, can know.
        ("", "10 percent"),
        ("Acme shares rose 4.8 percent on Wednesday. ", "10 percent"),  # 44 / 42 - 1
        ("Acme shares rose 4.5 percent on Thursday. ", "15 percent"),  # 46 / 44 - 1
        ("Acme shares closed at $46.00. ", "15 percent"),
        # a price of some moment of the day tells no close
        ("Acme shares traded at $46.00 on Thursday morning. ", "10 percent"),
        # and a close that was none tells nothing
        ("Acme shares closed at $45.50 on Thursday. ", "10 percent"),
    ],
)
def test_a_wrong_move_is_corrected_by_the_last_close_that_the_article_tells(
    made: Verifier, before: str, right: str
) -> None:
    assert corrected(said(made, before + SINCE.format(30))) == right


@pytest.mark.parametrize(
    ("published", "right"),
    [
        ("2025-01-16T09:00:00-05:00", "10 percent"),  # before the opening
        ("2025-01-16T12:00:00-05:00", "10 percent"),  # while Thursday's session ran
        ("2025-01-16T17:00:00-05:00", "15 percent"),
    ],
)
def test_the_hour_tells_which_close_is_the_last(made: Verifier, published: str, right: str) -> None:
    assert corrected(said(made, SINCE.format(30), published)) == right


def test_before_the_bell_no_figure_is_of_the_close(made: Verifier) -> None:
    text = "Acme shares rose 4.5 percent. " + SINCE.format(30)
    assert corrected(said(made, text, "2025-01-16T12:00:00-05:00")) == "10 percent"


@pytest.mark.parametrize("percent", [10, 15])
def test_copy_of_the_day_may_tell_of_either_close(made: Verifier, percent: int) -> None:
    text = "Acme shares closed at $46.00. " + SINCE.format(percent)
    assert said(made, text).outcome is Outcome.SUPPORTED


def test_nobody_but_the_article_makes_a_close_of_its_own_day_the_plain_reading(
    made: Verifier,
) -> None:
    assert said(made, SINCE.format(10)).outcome is Outcome.SUPPORTED
    assert said(made, SINCE.format(15)).outcome is Outcome.AMBIGUOUS


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        # 44 of Wednesday is +10 percent from 40, and Thursday's 46 is +15
        ("Acme closed at $46.00 on Thursday and has risen 10 percent since Jan. 6.",
         Outcome.AMBIGUOUS),
        ("Acme closed at $46.00 on Thursday and has risen 15 percent since Jan. 6.",
         Outcome.SUPPORTED),
        ("Acme has risen 10 percent since Jan. 6.", Outcome.SUPPORTED),
    ],
)  # fmt: skip
def test_beside_a_close_told_by_name_a_move_ends_with_that_close(
    made: Verifier, text: str, outcome: Outcome
) -> None:
    assert said(made, text).outcome is outcome
