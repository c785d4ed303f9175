"""Moves that may be of trade outside the session accuse nobody; those of the session still do."""

from __future__ import annotations

import pytest

from tapecheck.core.verdicts import Outcome, Reason, Verdict
from tapecheck.verify.verifier import Verifier
from verify.checking import small, verdicts

INSTRUMENTS = "symbol,name,kind,mic,currency,aliases\nACME,Acme Corp,equity,XNYS,USD,Acme\n"
# Tuesday the 14th: 50.00 to 48.00 is -4.0 percent, within 47.90 and 50.10.
BARS = """\
symbol,session,open,high,low,close
ACME,2025-01-10,49,49.5,48.5,49.00
ACME,2025-01-13,49,50.2,48.9,50.00
ACME,2025-01-14,50,50.1,47.9,48.00
"""
TUESDAY = "2025-01-14"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    return small(tmp_path_factory.mktemp("hours"), bars=BARS, instruments=INSTRUMENTS)


def test_a_move_may_be_that_of_extended_trading_which_the_article_tells_of(made: Verifier) -> None:
    text = (
        "Strong results sent Acme shares up 6 percent. "
        "Acme shares rose 6 percent to $50.88 in after-hours trading."
    )
    said = verdicts(made, text, TUESDAY)[0]
    assert said.gap is not None
    assert said.gap.reason is Reason.TIME_OF_DAY


@pytest.mark.parametrize(
    "text",
    [
        "Strong results sent Acme shares up 6 percent on Tuesday.",
        "Acme shares rose 6 percent on Tuesday. Acme shares fell 1 percent in after-hours trading.",
        "Acme shares closed up 6 percent on Tuesday. They rose 2 percent in after-hours trading.",
    ],
    ids=["no other trade told", "which went the other way", "the close is told"],
)
def test_a_move_that_must_be_the_sessions_is_refuted(made: Verifier, text: str) -> None:
    assert verdicts(made, text, TUESDAY)[0].outcome is Outcome.REFUTED


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Acme shares closed at $48. Strong results sent its shares up 6 percent.", True),
        ("Acme shares closed at $48. They rose 6 percent after the announcement.", True),
        ("Acme shares closed at $48. They rose 6 percent to $48 after the announcement.", False),
        ("Acme shares closed at $48. They rose 6 percent on Tuesday after the news.", False),
    ],
    ids=["sent", "after", "to the close", "of a day"],
)
def test_a_move_that_news_made_may_be_of_after_the_close(
    made: Verifier, text: str, *, reason: bool
) -> None:
    moved = next(each for each in verdicts(made, text, TUESDAY) if "6" in _quote(each, text))
    assert (moved.outcome is Outcome.UNCHECKED) is reason
    assert (moved.gap is not None and moved.gap.reason is Reason.TIME_OF_DAY) is reason


def _quote(verdict: Verdict, text: str) -> str:
    return verdict.assertion.span.of(text)


def test_a_move_from_a_close_is_none_of_the_session(made: Verifier) -> None:
    text = "Acme shares slid 3.1 percent to $46.51 on Tuesday from a close at $48."
    slid = verdicts(made, text, TUESDAY)[0]
    assert slid.gap is not None
    assert slid.gap.reason is Reason.TIME_OF_DAY
    assert verdicts(made, text.partition(" from")[0] + ".", TUESDAY)[0].outcome is Outcome.REFUTED


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("At 10:30 a.m., Acme shares were down 2 percent.", "10:30 a.m."),
        ("Acme shares were down 2 percent at midday on Tuesday.", "midday"),
        ("Acme shares were trading at $49.00 at 2:45 p.m. on Tuesday.", "2:45 p.m."),
        # -4.0 percent is the close, which tells nothing of the morning
        ("By 11 a.m. on Tuesday Acme shares were down 4 percent.", "11 a.m."),
    ],
)
def test_what_a_session_went_through_says_nothing_of_one_hour(
    made: Verifier, text: str, hour: str
) -> None:
    (said,) = verdicts(made, text, TUESDAY)
    assert said.gap is not None
    assert said.gap.reason is Reason.TIME_OF_DAY
    assert said.gap.detail.endswith(f"whether it stood there at {hour}")


@pytest.mark.parametrize(
    "text",
    [
        "In early trading on Tuesday, Acme shares were down 2 percent.",
        "Acme shares fell as much as 4.2 percent by 2 p.m. on Tuesday.",  # 47.90 / 50.00 - 1
    ],
)
def test_a_part_of_the_session_and_its_farthest_need_no_hour(made: Verifier, text: str) -> None:
    assert verdicts(made, text, TUESDAY)[0].outcome is Outcome.SUPPORTED


def test_where_no_moment_of_the_session_was_is_refuted_and_not_corrected(made: Verifier) -> None:
    text = "At 10:30 a.m. on Tuesday, Acme shares were up 2 percent."
    (said,) = verdicts(made, text, TUESDAY)
    assert said.outcome is Outcome.REFUTED
    assert said.correction is None  # the close, 4 percent down, was not the price at half past ten


def test_figures_of_one_hour_must_still_make_each_other(made: Verifier) -> None:
    text = "At 10:30 a.m. on Tuesday, Acme shares were down $1.00, or 4 percent, at $49.00."
    said = {each.assertion.span.of(text): each for each in verdicts(made, text, TUESDAY)}
    assert said["4 percent"].outcome is Outcome.REFUTED  # 1.00 / (49.00 + 1.00) is 2 percent
    assert said["$49.00"].outcome is Outcome.UNCHECKED
