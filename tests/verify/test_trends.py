"""A price held against its own past: averages, corrections, bear and bull markets."""

from __future__ import annotations

from pathlib import Path

import pytest

from tapecheck.build import check_defined
from tapecheck.core.errors import RuleFileError
from tapecheck.core.verdicts import Outcome, Reason
from tapecheck.grammar.rulebook import Rulebook
from tapecheck.report.wording import summary
from tapecheck.verify.verifier import Verifier
from verify.checking import D, percent, small, verdict, verdicts

SUPPORTED, REFUTED, UNCHECKED = Outcome.SUPPORTED, Outcome.REFUTED, Outcome.UNCHECKED
AMBIGUOUS = Outcome.AMBIGUOUS
# First traded on 2 January, so that no earlier close can be missing.
INSTRUMENTS = """\
symbol,name,kind,mic,currency,aliases,valid_from
ACME,Acme Corp,equity,XNYS,USD,Acme,2025-01-02
"""
# The last three closes make 143 / 3 = 47.67, the three before the last 142 / 3 = 47.33; the last
# five 227 / 5 = 45.40, the five before the last 224 / 5 = 44.80.
BARS = """\
symbol,session,open,high,low,close
ACME,2025-01-02,44,44.5,43.5,44.00
ACME,2025-01-03,44,44.5,42.5,43.00
ACME,2025-01-06,43,43.5,41.5,42.00
ACME,2025-01-07,42,42.5,39.0,40.00
ACME,2025-01-08,41,44.5,40.5,44.00
ACME,2025-01-10,44,48.5,43.5,48.00
ACME,2025-01-13,48,52.0,47.5,50.00
ACME,2025-01-14,45,45.3,44.5,45.00
"""
WEDNESDAY = "2025-01-15"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    return small(tmp_path_factory.mktemp("trends"), bars=BARS, instruments=INSTRUMENTS)


@pytest.mark.parametrize(
    ("text", "quote", "outcome"),
    [
        ("Acme shares closed below their three-day moving average on Tuesday.", "below", SUPPORTED),
        ("Acme shares closed above their three-day moving average on Tuesday.", "above", REFUTED),
        ("Acme shares closed below their five-day average on Tuesday.", "below", SUPPORTED),
        # above the average of the five closes before: some count the day itself, some do not
        ("Acme shares closed above their five-day average on Tuesday.", "above", AMBIGUOUS),
        # 45 / 47.67 is -5.6 percent
        ("Acme shares are 5.6 percent below their three-day average on Tuesday.", "5.6", SUPPORTED),
        ("Acme shares are 8 percent below their three-day average on Tuesday.", "8", REFUTED),
        # of weeks: 45 and 48 make 46.50 with the week that runs, 48 and 43 make 45.50 without it
        ("Acme shares closed below their two-week moving average on Tuesday.", "below", SUPPORTED),
        ("Acme shares closed above their two-week moving average on Tuesday.", "above", REFUTED),
        ("Acme shares are 3.2 percent below their two-week average on Tuesday.", "3.2", SUPPORTED),
        # too few closes, too few weeks, and no one session
        ("Acme shares closed below their 50-day moving average.", "below", UNCHECKED),
        ("Acme shares closed below their three-week average on Tuesday.", "below", UNCHECKED),
        ("Acme fell below its three-day average last week.", "below", UNCHECKED),
    ],
)
def test_a_price_is_held_against_the_average_of_its_last_closes(
    made: Verifier, text: str, quote: str, outcome: Outcome
) -> None:
    assert verdict(made, text, quote, WEDNESDAY).outcome is outcome


@pytest.mark.parametrize(
    ("text", "quote", "outcome"),
    [
        ("Acme ended at $45, below its 3-day average of $47.67 on Tuesday.", "$45", SUPPORTED),
        ("Acme ended at $45, below its 3-day average of $47.67 on Tuesday.", "$47.67", SUPPORTED),
        ("Acme ended at $45, below its 3-day average of $44.67 on Tuesday.", "$44.67", REFUTED),
        # of the three closes before: some count the day itself, some do not
        ("Acme closed well below its three-day average of $47.33 on Tuesday.", "$47.33", AMBIGUOUS),
        ("Acme lost 10 percent to $45, below the three-day average of about $48 and its five-day "
         "moving average at $45.40 on Tuesday.", "$45.40", SUPPORTED),
        ("Acme closed below its 50-day average of $46 on Tuesday.", "$46", UNCHECKED),
        ("Acme's three-day average stood at $47 on Tuesday.", "stood", None),
    ],
)  # fmt: skip
def test_the_figure_of_an_average_is_no_price_of_the_day(
    made: Verifier, text: str, quote: str, outcome: Outcome | None
) -> None:
    found = [v for v in verdicts(made, text, WEDNESDAY) if quote in v.assertion.span.of(text)]
    told = [v.outcome for v in found if v.assertion.span.of(text).endswith(quote)]
    assert told == ([outcome] if outcome is not None else [])


def test_an_average_names_its_closes(made: Verifier) -> None:
    said = verdict(
        made, "Acme closed above its three-day moving average on Tuesday.", "above", WEDNESDAY
    )
    assert percent(said) == D("-5.59")
    assert summary(said) == (
        "The tape says -5.59 %, not more than 0 %: 45 / 47.6667 - 1: "
        "the average of 3 closes, 2025-01-10 to 2025-01-14."
    )


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        # 45 is 10 percent below 50, the highest close
        ("Acme shares entered a correction on Tuesday.", SUPPORTED),
        ("Acme shares entered a correction on Monday.", REFUTED),
        ("Acme shares were in a bear market on Tuesday.", REFUTED),
        # 50 was 25 percent above 40; 45 is 12.5 above it, but the bull market need not be over
        ("Acme shares entered a bull market on Monday.", SUPPORTED),
        ("Acme shares were in a bull market on Tuesday.", AMBIGUOUS),
        ("Acme shares entered a bull market on Jan. 8.", REFUTED),
    ],
)
def test_a_term_is_what_the_house_defines(made: Verifier, text: str, outcome: Outcome) -> None:
    assert verdict(
        made, text, "market" if "market" in text else "correction", WEDNESDAY
    ).outcome is (outcome)


def test_a_tape_that_is_too_short_for_a_highest_close_refutes_nothing(tmp_path: Path) -> None:
    unknown = INSTRUMENTS.replace(",2025-01-02", ",")
    made = small(tmp_path, bars=BARS, instruments=unknown)
    said = verdict(made, "Acme shares were in a bear market on Tuesday.", "bear", WEDNESDAY)
    assert said.gap is not None
    assert said.gap.reason is Reason.DOUBTFUL_ROWS
    assert "less than a year before" in said.gap.detail


def test_a_definition_of_no_term_and_a_term_without_one_are_refused(rulebook: Rulebook) -> None:
    with pytest.raises(RuleFileError, match=r"unknown rule 'comparison\.corection'"):
        check_defined({"comparison.corection": D("-0.1")}, rulebook)
    with pytest.raises(RuleFileError, match=r"no definition of 'comparison\.correction'"):
        check_defined({}, rulebook)
