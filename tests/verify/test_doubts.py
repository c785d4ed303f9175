"""Nothing is refuted on missing or doubtful data; what is missing is named."""

from __future__ import annotations

import datetime as dt

import pytest

from tapecheck.core.verdicts import Cause, Doubt, Outcome, Reason
from tapecheck.verify.verifier import Verifier
from verify.checking import primary, small, verdict

INSTRUMENTS = """\
symbol,name,kind,mic,currency,aliases
ACME,Acme Corp,equity,XNYS,USD,Acme
GLBX,Globex Inc,equity,XNYS,USD,Globex
"""
# Globex triples overnight on 6 January, and nothing on the tape says why.
BARS = """\
symbol,session,open,high,low,close,status
ACME,2025-01-02,10,10.5,9.8,10.2,official
ACME,2025-01-03,10.2,10.9,10.1,10.8,official
ACME,2025-01-06,10.8,11,10.5,10.6,provisional
ACME,2025-01-08,10.6,11,10.5,10.9,official
GLBX,2025-01-02,10,10.5,9.8,10,official
GLBX,2025-01-03,10.1,10.9,10.1,10.2,official
GLBX,2025-01-06,30.6,31,30,30.6,official
GLBX,2025-01-07,30.6,31,30,30.9,official
GLBX,2025-01-08,30.9,31,30,30.8,official
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    return small(tmp_path_factory.mktemp("doubts"), bars=BARS, instruments=INSTRUMENTS)


@pytest.mark.parametrize(
    ("text", "published", "reason", "detail"),
    [
        # provisional rows
        (
            "Alibaba shares fell 5 percent on Dec. 31.",
            "2025-01-02",
            Reason.DOUBTFUL_ROWS,
            "the row of 9988.HK on 2024-12-31 is provisional",
        ),
        (
            "Alibaba shares closed at HK$90 on Dec. 31.",
            "2025-01-02",
            Reason.DOUBTFUL_ROWS,
            "the row of 9988.HK on 2024-12-31 is provisional",
        ),
        (
            "Alibaba shares have fallen 5 percent this year.",
            "2025-02-13",
            Reason.DOUBTFUL_ROWS,
            "the row of 9988.HK on 2024-12-31 is provisional",
        ),
        # bars that are not there
        (
            "The Hang Seng Tech Index rose 3 percent on Friday.",
            "2025-02-15",
            None,
            "",
        ),
        (
            "The Hang Seng Tech Index rose 3 percent on Thursday.",
            "2025-02-14",
            Reason.NO_BARS,
            "no bar of HSTECH on 2025-02-12",
        ),
        (
            "The Hang Seng Tech Index rose 3 percent on Wednesday.",
            "2025-02-13",
            Reason.NO_BARS,
            "no bar of HSTECH on 2025-02-11 and 2025-02-12",
        ),
        (
            "The Hang Seng Tech Index opened at 5,000 on Friday.",
            "2025-02-15",
            Reason.NO_BARS,
            "the bar of HSTECH on 2025-02-14 has no open",
        ),
        ("Nissan shares rose 3 percent.", "2025-02-13", Reason.NO_BARS, "no bars of 7201.T"),
        # the article is from after, or long after, what the tape holds
        (
            "Alibaba shares rose 3 percent on Wednesday.",
            "2025-03-20",
            Reason.NO_BARS,
            "no bar of 9988.HK on 2025-03-18 and 2025-03-19",
        ),
        (
            "Alibaba shares rose 3 percent on Wednesday.",
            "2035-03-20",
            Reason.NO_WINDOW,
            "no sessions can be told for 'on Wednesday': "
            "the calendar of XHKG is known up to 2026-02-13",
        ),
        (
            "Alibaba shares rose 3 percent on Wednesday.",
            "1999-03-19",
            Reason.NO_WINDOW,
            "no sessions can be told for 'on Wednesday'",
        ),
        # no date at all
        (
            "Alibaba shares rose 3 percent on Wednesday.",
            None,
            Reason.NO_PUBLICATION_DATE,
            "without the day of publication no window can be told",
        ),
        # nobody that the tape knows
        (
            "Initech shares rose 3 percent on Wednesday.",
            "2025-02-13",
            Reason.NO_INSTRUMENT,
            "'Initech' is not on the tape",
        ),
        # what daily bars cannot tell
        (
            "Alibaba shares rose 3 percent in premarket trading.",
            "2025-02-13",
            Reason.TIME_OF_DAY,
            "the tape holds no prices from before the opening",
        ),
        (
            "Alibaba shares rose 3 percent in after-hours trading.",
            "2025-02-13",
            Reason.TIME_OF_DAY,
            "the tape holds no prices from after the close",
        ),
        # what the article does not say itself
        (
            "Analysts expect Alibaba shares to rise 3 percent this year.",
            "2025-02-13",
            Reason.NOT_ASSERTED,
            "a forecast, which no price can judge yet",
        ),
        (
            "Alibaba shares would have risen 3 percent on Wednesday.",
            "2025-02-13",
            Reason.NOT_ASSERTED,
            "a condition, not a fact",
        ),
    ],
)
def test_a_claim_that_cannot_be_checked_says_exactly_why(
    verifier: Verifier, text: str, published: str | None, reason: Reason | None, detail: str
) -> None:
    quote = next(words for words in ("percent", "HK$90", "5,000") if words in text)
    found = verdict(verifier, text, quote, published)
    if reason is None:  # 5,235.28, then 5,526.22: up 5.6 percent, and both bars are there
        assert found.outcome is Outcome.REFUTED
        return
    assert found.outcome is Outcome.UNCHECKED
    assert found.gap is not None
    assert (found.gap.reason, found.gap.detail) == (reason, detail)


def test_a_provisional_row_may_support(verifier: Verifier) -> None:
    # Alibaba: 82 on 30 December, a provisional 82.85 on the 31st; 82.85 / 82 = 1.010366
    found = verdict(verifier, "Alibaba shares rose 1 percent on Dec. 31.", published="2025-01-02")
    assert found.outcome is Outcome.SUPPORTED
    evidence = primary(found)
    told = "the row of 9988.HK on 2024-12-31 is provisional"
    assert evidence.doubts == (Doubt(Cause.PROVISIONAL, told),)
    assert [row.status for row in evidence.rows] == ["official", "provisional"]


def test_a_doubtful_row_calls_no_figure_imprecise_either(verifier: Verifier) -> None:
    # 1.0366 percent rounds to 1.0: from official rows 1.1 would be imprecise.
    found = verdict(verifier, "Alibaba shares rose 1.1 percent on Dec. 31.", published="2025-01-02")
    assert found.outcome is Outcome.UNCHECKED
    assert found.gap is not None
    assert found.gap.reason is Reason.DOUBTFUL_ROWS


def test_the_same_rows_made_official_refute(made: Verifier) -> None:
    # 10.20, then 10.80 on Friday, both official; a provisional 10.60 on Monday.
    text = "Acme shares fell 5 percent on {}."
    assert verdict(made, text.format("Friday"), published="2025-01-04").outcome is Outcome.REFUTED
    monday = verdict(made, text.format("Monday"), published="2025-01-07")
    assert monday.gap is not None
    assert monday.gap.reason is Reason.DOUBTFUL_ROWS


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Globex shares fell 3 percent on Monday.", Outcome.UNCHECKED),
        ("Globex shares have fallen 3 percent since Jan. 2.", Outcome.UNCHECKED),
        # 30.60 / 10.20 = 3, whatever it was that made it so
        ("Globex shares tripled on Monday.", Outcome.UNCHECKED),
        ("Globex shares soared on Monday.", Outcome.UNCHECKED),
        ("Globex shares closed on Monday at their highest since Thursday.", Outcome.UNCHECKED),
        ("Globex shares outperformed Acme's on Monday.", Outcome.UNCHECKED),
        # a level rests on one day alone
        ("Globex shares closed at $25.00 on Monday.", Outcome.REFUTED),
        # and so does a move after the jump: 30.60, then 30.90
        ("Globex shares fell 3 percent on Tuesday.", Outcome.REFUTED),
        ("Globex shares rose 1 percent on Tuesday.", Outcome.SUPPORTED),
    ],
)
def test_a_jump_that_nothing_explains_neither_refutes_nor_supports(
    made: Verifier, text: str, outcome: Outcome
) -> None:
    found = verdict(made, text, published="2025-01-08")
    assert found.outcome is outcome
    if outcome is Outcome.UNCHECKED:
        assert found.gap is not None
        assert found.gap.reason is Reason.DOUBTFUL_ROWS
        assert "GLBX jumps on 2025-01-06, the tape does not say why" in found.gap.detail


def test_one_reading_that_cannot_be_computed_keeps_a_claim_from_being_refuted(
    made: Verifier,
) -> None:
    # Up to the close before publication, 10.60 on the 6th, it can be told; up to that of the day
    # itself, the 7th, there is no bar.
    text = "Acme shares have fallen 30 percent since Jan. 2."
    found = verdict(made, text, published="2025-01-07")
    assert found.outcome is Outcome.UNCHECKED
    assert found.gap is not None
    assert (found.gap.reason, found.gap.detail) == (
        Reason.NO_BARS,
        "no bar of ACME on 2025-01-07",
    )


def test_a_holiday_is_not_a_missing_bar(verifier: Verifier) -> None:
    # Hong Kong was shut from 29 to 31 January 2025; the session before Monday, 3 February, is the
    # half day of 28 January: 88.35, then 94. 94 / 88.35 = 1.063950
    found = verdict(
        verifier, "Alibaba shares rose 6.4 percent on Monday.", published=dt.date(2025, 2, 4)
    )
    assert found.outcome is Outcome.SUPPORTED
    assert [str(row.session) for row in primary(found).rows] == ["2025-01-28", "2025-02-03"]
