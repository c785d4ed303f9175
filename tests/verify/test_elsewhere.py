"""Figures that fit another listing or another session together, and figures too far off."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from tapecheck.core.nouns import Assertion
from tapecheck.core.verdicts import Outcome, Reason, Verdict
from tapecheck.verify.elsewhere import Around, elsewhere
from tapecheck.verify.verifier import Verifier
from verify.checking import small, verdict, verdicts

SUPPORTED, REFUTED = Outcome.SUPPORTED, Outcome.REFUTED
AMBIGUOUS, UNCHECKED = Outcome.AMBIGUOUS, Outcome.UNCHECKED
INSTRUMENTS = """\
symbol,name,kind,mic,currency,aliases
ACME,Acme Corp,equity,XNYS,USD,Acme
GLX,Globex Inc,equity,XNYS,USD,Globex
INI,Initech Inc,equity,XNYS,USD,Initech
^SIX,Six Hundred Index,index,XNYS,USD,Six Hundred
"""
# Tuesday the 14th: Acme 50.00 to 48.00 is -4.0 percent, Globex 20.00 to 21.00 is +5.0 percent.
# Monday the 13th: Acme 49.00 to 50.00 is +2.04 percent. The index: 1,000 to 1,010, +1.0 percent.
BARS = """\
symbol,session,open,high,low,close
ACME,2025-01-10,49,49.5,48.5,49.00
ACME,2025-01-13,49,50.2,48.9,50.00
ACME,2025-01-14,50,50.1,47.9,48.00
ACME,2025-01-15,48,48.2,46.9,47.00
ACME,2025-01-16,47,47.6,46.9,47.50
GLX,2025-01-10,20,20.1,19.8,20.00
GLX,2025-01-13,20,20.1,19.9,20.00
GLX,2025-01-14,20,21.2,19.9,21.00
GLX,2025-01-15,21,21.1,20.9,21.00
GLX,2025-01-16,21,21.1,20.9,21.00
INI,2025-01-10,10,10.1,9.9,10.00
INI,2025-01-13,10,10.1,9.9,10.00
INI,2025-01-14,10,10.1,9.6,9.70
^SIX,2025-01-10,1000,1005,995,1000
^SIX,2025-01-13,1000,1005,995,1000
^SIX,2025-01-14,1000,1012,998,1010
"""
TUESDAY, THURSDAY = "2025-01-14", "2025-01-16"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    return small(tmp_path_factory.mktemp("elsewhere"), bars=BARS, instruments=INSTRUMENTS)


@pytest.mark.parametrize("quote", ["5 percent", "$21.00"])
def test_figures_of_another_listing_that_is_named_are_ambiguous(made: Verifier, quote: str) -> None:
    text = "Acme, which competes with Globex, rose 5 percent to $21.00."
    said = verdict(made, text, quote, TUESDAY)
    assert said.outcome is AMBIGUOUS
    assert said.diagnosis is not None
    assert (said.diagnosis.code, said.diagnosis.detail) == (
        "other-listing",
        "of Globex Inc, also named",
    )


def test_one_percentage_alone_may_fit_another_listing_by_chance(made: Verifier) -> None:
    text = "Acme, which competes with Globex, rose 5 percent on Tuesday."
    assert verdict(made, text, "5 percent", TUESDAY).outcome is REFUTED


def test_a_listing_that_is_not_named_explains_nothing(made: Verifier) -> None:
    text = "Acme shares rose 5 percent to $45.20 on Tuesday."
    assert verdict(made, text, "5 percent", TUESDAY).outcome is REFUTED
    assert verdict(made, text, "$45.20", TUESDAY).outcome is REFUTED


def test_figures_of_two_listings_told_in_one_breath_accuse_neither(made: Verifier) -> None:
    # Initech went from 10.00 to 9.70: -3.0 percent
    text = (
        "Acme and Initech were among the drags, falling 4.0 percent to $48.00 and 3.0 percent to "
        "$9.70, respectively."
    )
    assert REFUTED not in {each.outcome for each in verdicts(made, text, TUESDAY)}


@pytest.mark.parametrize("quote", ["2.0 percent", "$50.00"])
def test_undated_figures_of_a_session_before_are_ambiguous(made: Verifier, quote: str) -> None:
    said = verdict(made, "Acme shares rose 2.0 percent to $50.00.", quote, THURSDAY)
    assert said.outcome is AMBIGUOUS
    assert said.diagnosis is not None
    assert said.diagnosis.detail == "of the session of 2025-01-13"


@pytest.mark.parametrize("quote", ["2.0 percent", "$50.00"])
def test_figures_of_a_session_before_the_day_named_are_refuted_and_say_so(
    made: Verifier, quote: str
) -> None:
    said = verdict(made, "Acme shares rose 2.0 percent to $50.00 on Tuesday.", quote, THURSDAY)
    assert said.outcome is REFUTED
    assert said.diagnosis is not None
    assert said.diagnosis.code == "other-session"


def test_a_move_of_a_long_window_that_is_one_of_a_day_is_ambiguous(made: Verifier) -> None:
    # to $48.00 is Tuesday's; the week, from Friday's 49.00, is -2.04 percent
    text = "Acme shares fell 4.0 percent to $48.00 this week."
    assert verdict(made, text, "4.0 percent", TUESDAY).outcome is AMBIGUOUS
    assert verdict(made, text, "$48.00", TUESDAY).outcome is SUPPORTED


def test_three_figures_that_agree_with_each_other_alone_are_of_something_else(
    made: Verifier,
) -> None:
    # 12.00 of 1,100.00 - 12.00 is 1.103 percent; the tape's 1.0 alone would make that imprecise
    text = "The Six Hundred rose 12.00 points, or 1.1 percent, to 1,100.00."
    for quote in ("12.00 points", "1.1 percent", "1,100.00"):
        said = verdict(made, text, quote, TUESDAY)
        assert said.gap is not None
        assert said.gap.reason is Reason.NONE_FITS


def test_three_figures_that_contradict_each_other_are_each_held_against_the_tape(
    made: Verifier,
) -> None:
    text = "The Six Hundred rose 12.00 points, or 2.5 percent, to 1,100.00 on Tuesday."
    assert verdict(made, text, "12.00 points", TUESDAY).outcome is REFUTED


@pytest.mark.parametrize(
    ("text", "quote", "outcome"),
    [
        # 97 cents is no price of a 48-dollar share, nor half a wrong one
        ("Acme shares closed at $0.97 on Tuesday.", "$0.97", UNCHECKED),
        # a decimal point that slipped is an error, and its right figure is known
        ("Acme shares closed at $4.80 on Tuesday.", "$4.80", REFUTED),
        ("Acme shares closed at $52.00 on Tuesday.", "$52.00", REFUTED),
        # 57 percent is no move of a session that fell 4; 6 percent may be
        ("Acme shares fell 57 percent.", "57 percent", UNCHECKED),
        ("Acme shares fell 57 percent on Tuesday.", "57 percent", REFUTED),
        ("Acme shares fell 6 percent on Tuesday.", "6 percent", REFUTED),
        ("Acme shares fell 40 percent.", "40 percent", REFUTED),
        # 48.00 is 0.98 times the 49.00 of the 10th: twice may be meant of it, five times is not
        ("Acme shares have doubled since Jan. 10.", "doubled", REFUTED),
        ("Acme shares have quintupled since Jan. 10.", "quintupled", UNCHECKED),
        # an index of 1,000 loses no 2,263 points
        ("The Six Hundred fell 2,263 points on Tuesday.", "2,263 points", UNCHECKED),
    ],
)
def test_a_figure_far_from_the_tape_is_of_something_else_unless_it_is_a_slip(
    made: Verifier, text: str, quote: str, outcome: Outcome
) -> None:
    assert verdict(made, text, quote, TUESDAY).outcome is outcome


# From Friday's 49.00 to Thursday's 47.50 is -3.06 percent; Thursday alone is +1.06 percent.
WEEK = "For the week, Globex shares rose 5 percent."
# Globex closed at 21.00 on Thursday, which shows what day the figures beside it are of.
TODAY = "Globex shares were at $21.00."
LONG = "It employs many people in many towns. " * 9


def test_a_figure_that_fits_the_week_told_just_before_is_ambiguous(made: Verifier) -> None:
    said = verdict(made, f"{WEEK} Acme shares fell 3.1 percent.", "3.1 percent", THURSDAY)
    assert said.outcome is AMBIGUOUS
    assert said.diagnosis is not None
    assert said.diagnosis.code == "other-window"


@pytest.mark.parametrize(
    "text",
    [
        f"Acme shares fell 3.1 percent. {TODAY}",
        f"{WEEK} Acme shares fell 3.4 percent. {TODAY}",
        f"{WEEK} Acme shares fell 3.1 percent on Thursday.",
        f"{WEEK} {LONG} Acme shares fell 3.1 percent. {TODAY}",
    ],
    ids=["no week told", "does not fit it", "names its day", "told long before"],
)
def test_no_other_figure_is_saved_by_a_week(made: Verifier, text: str) -> None:
    told = [each for each in verdicts(made, text, THURSDAY) if each.assertion.quantity]
    assert [each.outcome for each in told if "3." in each.assertion.span.of(text)] == [REFUTED]


def test_names_are_looked_for_once_and_each_claim_is_tried_equally_often(made: Verifier) -> None:
    (wrong,) = verdicts(made, "Acme shares fell 6 percent on Tuesday.", TUESDAY)
    tried: list[Assertion] = []
    looked: list[str] = []

    def retry(claim: Assertion) -> Verdict:
        tried.append(claim)
        return replace(wrong, assertion=claim)

    def name(text: str) -> tuple[str, ...]:
        looked.append(text)
        return ("XNYS:ACME", "XNYS:GLX")

    counts = []
    for many in (10, 20):
        tried.clear()
        each = [replace(wrong, assertion=replace(wrong.assertion, move=at)) for at in range(many)]
        claims = [one.assertion for one in each]
        around = Around(claims, "Acme, Globex", dt.date(2025, 1, 14), made.tape, name)
        assert elsewhere(each, around, retry) == each
        counts.append(len(tried))
    assert len(looked) == 2
    assert counts[1] == 2 * counts[0]
