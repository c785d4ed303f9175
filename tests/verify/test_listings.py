"""Listings that changed their symbol, left the exchange, or share a name with another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tapecheck.core.verdicts import Outcome, Reason
from tapecheck.report.wording import summary
from tapecheck.verify.verifier import Verifier
from verify.checking import percent, small, verdict

INSTRUMENTS = """\
symbol,name,kind,mic,currency,aliases,valid_from,valid_to,formerly
NEW,New Name Inc,equity,XNAS,USD,New Name,2012-05-18,,OLD until 2022-06-08
GONE,Gone Inc,equity,XNAS,USD,Gone,,2023-03-10,
TWIN,Twin Corp,equity,XNYS,USD,Twin,,,
TWIN,Twin Corp,equity,XLON,GBP,Twin,,,
LONE,Lone Corp,equity,XNYS,USD,Lone,,,
LONE,Lone Corp,equity,XLON,GBP,Lone,,,
"""
# Twin rose 2 percent in New York on 9 June 2022 and fell 5 in London; Lone has bars in New York.
BARS = """\
symbol,session,close
OLD,2022-06-07,195
OLD,2022-06-08,190
NEW,2022-06-09,193.8
NEW,2022-06-10,180
GONE,2023-03-09,40
GONE,2023-03-10,30
XNYS:TWIN,2022-06-08,50
XNYS:TWIN,2022-06-09,51
XLON:TWIN,2022-06-08,40
XLON:TWIN,2022-06-09,38
XNYS:LONE,2022-06-08,50
XNYS:LONE,2022-06-09,51
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    return small(tmp_path_factory.mktemp("listings"), bars=BARS, instruments=INSTRUMENTS)


def test_a_move_over_a_change_of_symbol_is_of_one_history(made: Verifier) -> None:
    # 193.8 / 190 = 1.02
    found = verdict(made, "New Name shares rose 2 percent on Thursday.", published="2022-06-10")
    assert (found.outcome, percent(found)) == (Outcome.SUPPORTED, 2)


@pytest.mark.parametrize(
    ("text", "published", "reason"),
    [
        ("Gone shares rose 2 percent on Monday.", "2023-03-14", Reason.NO_BARS),
        ("Gone shares have risen 2 percent this year.", "2023-03-14", Reason.NO_BARS),
        ("New Name shares rose 2 percent on Tuesday.", "2022-06-08", Reason.NO_BARS),
        ("New Name shares rose 2 percent on Dec. 30, 2019.", "2022-06-10", Reason.NO_WINDOW),
        ("New Name has lost 2 percent in the year to date.", "2022-06-13", Reason.NO_BARS),
        ("New Name closed at its lowest since 2013 on Friday.", "2022-06-13", Reason.NO_BARS),
    ],
    ids=["delisted", "delisted-year", "first-row", "before-the-tape", "year", "since"],
)
def test_what_lies_outside_the_bars_is_unchecked_with_its_reason(
    made: Verifier, text: str, published: str, reason: Reason
) -> None:
    found = verdict(made, text, published=published)
    assert found.outcome is Outcome.UNCHECKED
    assert found.gap is not None
    assert found.gap.reason is reason


@pytest.mark.parametrize(
    ("text", "published", "detail", "wanted"),
    [
        (
            "Gone shares rose 2 percent on Monday.",
            "2023-03-14",
            "no bar of GONE on 2023-03-13: it was listed until 2023-03-10",
            0,
        ),
        (
            "New Name shares rose 2 percent on Tuesday.",
            "2022-06-08",
            "no bar of NEW on 2022-06-06: the tape has it from 2022-06-07",
            1,
        ),
    ],
)
def test_a_day_before_the_first_or_after_the_last_row_says_so_and_asks_for_what_can_be_had(
    made: Verifier, text: str, published: str, detail: str, wanted: int
) -> None:
    found = verdict(made, text, published=published)
    gaps = [gap for gap in (found.gap, *(each.gap for each in found.evidence)) if gap]
    assert {gap.detail for gap in gaps} == {detail}
    assert {len(gap.lacks) for gap in gaps} == {wanted}


def test_the_last_day_of_a_delisted_share_is_judged(made: Verifier) -> None:
    found = verdict(made, "Gone shares fell 25 percent on Friday.", published="2023-03-14")
    assert found.outcome is Outcome.SUPPORTED


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("Twin shares rose 2 percent on Thursday.", {Outcome.SUPPORTED, Outcome.AMBIGUOUS}),
        ("Twin shares fell 5 percent on Thursday.", {Outcome.SUPPORTED, Outcome.AMBIGUOUS}),
        ("Twin shares fell 9 percent on Thursday.", {Outcome.REFUTED}),
    ],
)
def test_a_figure_of_either_listing_is_never_refuted(
    made: Verifier, text: str, outcomes: set[Outcome]
) -> None:
    found = verdict(made, text, published="2022-06-10")
    assert found.outcome in outcomes
    assert {each.reading.instrument for each in found.evidence} == {"XNYS:TWIN", "XLON:TWIN"}


def test_one_listing_must_support_what_the_other_does_not(made: Verifier) -> None:
    texts = ("Twin shares rose 2 percent on Thursday.", "Twin shares fell 5 percent on Thursday.")
    outcomes = [verdict(made, text, published="2022-06-10").outcome for text in texts]
    assert sorted(outcomes) == [Outcome.AMBIGUOUS, Outcome.SUPPORTED]


def test_what_only_the_other_listing_bears_out_names_it(made: Verifier) -> None:
    right = {"rose 2": "XNYS:TWIN", "fell 5": "XLON:TWIN"}
    for move, listing in right.items():
        found = verdict(made, f"Twin shares {move} percent on Thursday.", published="2022-06-10")
        named = f"(close-to-close, {listing})" in summary(found)
        assert named is (found.outcome is Outcome.AMBIGUOUS)


def test_a_namesake_that_lacks_the_day_leaves_a_claim_unchecked(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    bars = BARS + "XLON:LONE,2022-06-07,40\n"
    made = small(tmp_path_factory.mktemp("lone"), bars=bars, instruments=INSTRUMENTS)
    found = verdict(made, "Lone shares fell 9 percent on Thursday.", published="2022-06-10")
    assert found.outcome is Outcome.UNCHECKED
    assert found.gap is not None
    assert found.gap.reason is Reason.NO_BARS


@pytest.mark.parametrize(
    ("firms", "listing"),
    [
        ("HAH,Hale & Hull Inc,equity,XNYS,USD", "XNYS:HAH"),
        ("HAH,Hale & Hull Inc,equity,XNYS,USD\nHOH,Holt & Hart,equity,XNYS,USD", None),
        ("HAH,Hale Hull & Holt Inc,equity,XNYS,USD", None),
    ],
)
def test_initials_name_a_firm_that_is_called_after_two_and_no_other(
    tmp_path: Path, firms: str, listing: str | None
) -> None:
    bars = "symbol,session,close\nHAH,2022-06-08,50\nHAH,2022-06-09,51\n"
    made = small(tmp_path, bars=bars, instruments=f"symbol,name,kind,mic,currency\n{firms}\n")
    found = verdict(made, "H&H shares rose 2 percent on Thursday.", published="2022-06-10")
    assert found.assertion.subject is not None
    assert found.assertion.subject.instrument == listing


def test_a_country_in_front_is_part_of_a_name_that_the_tape_spells_so(tmp_path: Path) -> None:
    bars = "symbol,session,close\nUSH,2022-06-08,50\nUSH,2022-06-09,51\n"
    firm = "symbol,name,kind,mic,currency\nUSH,US Bancorp,equity,XNYS,USD\n"
    made = small(tmp_path, bars=bars, instruments=firm)
    found = verdict(made, "U.S. Bancorp shares rose 2 percent on Thursday.", published="2022-06-10")
    assert (found.outcome, percent(found)) == (Outcome.SUPPORTED, 2)
