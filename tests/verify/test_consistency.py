"""Figures that contradict each other whatever the tape says, or where there is none."""

from __future__ import annotations

import pytest

from tapecheck.core.verdicts import Outcome
from tapecheck.report.wording import summary
from tapecheck.verify.verifier import Verifier
from verify.checking import verdict, verdicts

REFUTED, UNCHECKED = Outcome.REFUTED, Outcome.UNCHECKED


@pytest.mark.parametrize(
    ("text", "quote", "outcome"),
    [
        # 63.69 of 12,050.41 + 63.69 is 0.526 percent
        ("The Nikkei fell 63.69 points, or 0.3 percent, to 12,050.41.", "0.3", REFUTED),
        ("The Nikkei fell 63.69 points, or 0.5 percent, to 12,050.41.", "0.5", UNCHECKED),
        ("The Nikkei fell 63.69 points, or 0.53 percent, to 12,050.41.", "0.53", UNCHECKED),
        # cut off instead of rounded: a last digit is no contradiction
        ("The Nikkei fell 63.69 points, or 0.52 percent, to 12,050.41.", "0.52", UNCHECKED),
        # from 8 to 9 is +12.5 percent
        ("Initech shares rose 12.5 percent to $9.00 from $8.00.", "12.5", UNCHECKED),
        ("Initech shares rose 20 percent to $9.00 from $8.00.", "20", REFUTED),
        ("Initech shares fell 12.5 percent to $9.00 from $8.00.", "12.5", REFUTED),
        ("Initech shares fell to $9.00 from $8.00.", "fell", REFUTED),
        ("Initech shares rose to $9.00 from $8.00.", "rose", UNCHECKED),
        # the size told behind the move, and a start with a day of its own
        ("Initech shares rose from $8.00 to $9.00, a gain of 20 percent.", "20", REFUTED),
        ("Initech shares rose from $8.00 to $9.00, a gain of 12.5 percent.", "12.5", UNCHECKED),
        ("Initech shares fell to $9.00 from $8.00 late Tuesday.", "fell", REFUTED),
        ("Initech shares rose to $9.00 from $8.00 late Tuesday.", "rose", UNCHECKED),
        # hedges leave room
        ("Initech shares rose about 12 percent to $9.00 from $8.00.", "12", UNCHECKED),
    ],
)
def test_a_percentage_is_held_against_the_other_figures_of_its_move(
    verifier: Verifier, text: str, quote: str, outcome: Outcome
) -> None:
    assert verdict(verifier, text, quote).outcome is outcome


@pytest.mark.parametrize(
    ("text", "quote", "outcome"),
    [
        # from 2.08 to 2.14 percent is 6 basis points, give or take one that rounding hides
        (
            "The Initech bond yield rose 6 basis points to 2.14 percent from 2.08 percent.",
            "6 b",
            UNCHECKED,
        ),
        (
            "The Initech bond yield fell 6 basis points to 2.14 percent from 2.08 percent.",
            "6 b",
            REFUTED,
        ),
        (
            "The Initech bond yield rose 16 basis points to 2.14 percent from 2.08 percent.",
            "16",
            REFUTED,
        ),
        ("Initech shares rose $1.25 to $9.25 from $8.00.", "1.25", UNCHECKED),
        ("Initech shares rose $2.25 to $9.25 from $8.00.", "2.25", REFUTED),
        ("Initech shares rose 1.25 euros to $9.25 from $8.00.", "1.25", UNCHECKED),
    ],
)
def test_an_amount_is_held_against_the_levels_it_leads_between(
    verifier: Verifier, text: str, quote: str, outcome: Outcome
) -> None:
    assert verdict(verifier, text, quote).outcome is outcome


@pytest.mark.parametrize(
    ("text", "quote", "outcome"),
    [
        # 2.24 after 2.00 is 12 percent more
        ("Initech's revenue rose 12 percent to $2.24 billion from $2.00 billion.", "12", UNCHECKED),
        ("Initech's revenue rose 21 percent to $2.24 billion from $2.00 billion.", "21", REFUTED),
        ("Initech's revenue fell to $2.24 billion from $2.00 billion.", "fell", REFUTED),
        (
            "The jobless rate rose 0.6 percentage point to 6.1 percent from 5.5 percent.",
            "0.6",
            UNCHECKED,
        ),
        (
            "The jobless rate rose 0.2 percentage point to 6.1 percent from 5.5 percent.",
            "0.2",
            REFUTED,
        ),
        # a loss is no smaller profit
        ("Initech's profit rose to $3.2 million from a loss of $5.1 million.", "rose", UNCHECKED),
        ("Initech's profit rose to $3.2 million, from a $5.1 million loss.", "rose", UNCHECKED),
        (
            "Initech swung to a profit of $3.2 million from a loss of $5.1 million.",
            "3.2",
            UNCHECKED,
        ),
    ],
)
def test_reported_figures_contradict_each_other_too(
    verifier: Verifier, text: str, quote: str, outcome: Outcome
) -> None:
    assert verdict(verifier, text, quote).outcome is outcome


def test_a_contradiction_says_so_and_what_the_other_figures_make(verifier: Verifier) -> None:
    text = "The Nikkei fell 63.69 points, or 0.3 percent, to 12,050.41."
    said = verdict(verifier, text, "0.3")
    assert said.diagnosis is not None
    assert said.diagnosis.code == "contradiction"
    assert said.correction is not None
    assert said.correction.text == "0.5 percent"
    assert said.evidence[0].formula == "-63.69 / (12050.41 + 63.69)"


def test_the_other_figures_of_a_contradiction_stay_unchecked(verifier: Verifier) -> None:
    text = "The Nikkei fell 63.69 points, or 0.3 percent, to 12,050.41."
    assert [v.outcome for v in verdicts(verifier, text)] == [UNCHECKED, REFUTED, UNCHECKED]


def test_where_there_is_a_tape_it_tells_which_figure_is_wrong(verifier: Verifier) -> None:
    # 104.90 to 113.80 is +8.90, or 8.48 percent: here the amount is the wrong one
    text = "Alibaba shares rose HK$9.90, or 8.5 percent, to HK$113.80 on Wednesday."
    assert verdict(verifier, text, "9.90").outcome is REFUTED
    assert verdict(verifier, text, "8.5").outcome is Outcome.SUPPORTED


def test_figures_that_no_session_saw_must_still_make_each_other(verifier: Verifier) -> None:
    # too far from the tape to be of that day: yet 5 / (150 + 5) is 3.23 percent
    text = "Alibaba shares fell HK$5.00, or 5.8 percent, to HK$150.00."
    said = verdict(verifier, text, "5.8 percent")
    assert said.outcome is REFUTED
    assert said.diagnosis is not None
    assert said.diagnosis.code == "contradiction"
    assert said.correction is not None
    assert said.correction.text == "3.2 percent"


@pytest.mark.parametrize("percent", ["2.0", "5.0"])
def test_a_contradiction_tells_which_figures_the_tape_bears_out(
    verifier: Verifier, percent: str
) -> None:
    # From 105.50 the session of the 11th went between -0.85 and +2.94 percent: it had a price of
    # 106.50, and one 2 percent up, but not both at once. 1.00 / 105.50 is 0.948 percent.
    text = f"In early trade on Feb. 11 Alibaba was up HK$1.00, or {percent} percent, at HK$106.50."
    said = verdict(verifier, text, "percent")
    assert said.diagnosis is not None
    assert said.diagnosis.detail.endswith("; the tape bears out HK$1.00 and HK$106.50")
    assert said.correction is not None
    assert said.correction.text == "0.9 percent"


def test_a_forecast_contradicts_nothing(verifier: Verifier) -> None:
    text = "Initech shares may rise 20 percent to $9.00 from $8.00."
    assert REFUTED not in {each.outcome for each in verdicts(verifier, text)}


def test_what_the_tape_does_not_bear_out_is_the_wrong_figure(verifier: Verifier) -> None:
    # 1.00 up from 105.50 is 0.95 percent and 106.50; 3.00 is within the session, but not with them
    text = "In early trade on Feb. 11 Alibaba was up HK$3.00, or 0.95 percent, at HK$106.50."
    assert verdict(verifier, text, "0.95").outcome is Outcome.SUPPORTED
    said = verdict(verifier, text, "HK$3.00")
    assert said.outcome is REFUTED
    assert summary(said) == (
        "By the article's own figures 3.00 / (106.50 - 3.00) is 2.90 percent, not 0.95 percent: the"
        " figures of this move contradict each other; the tape bears out 0.95 percent and"
        " HK$106.50."
    )
