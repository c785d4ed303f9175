"""Highs, lows, biggest moves and streaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tapecheck.core.verdicts import Outcome, Reason, Verdict
from tapecheck.report.wording import summary
from tapecheck.verify.verifier import Verifier
from verify.checking import primary, small, verdict, verdicts

SUPPORTED, REFUTED = Outcome.SUPPORTED, Outcome.REFUTED
AMBIGUOUS, UNCHECKED = Outcome.AMBIGUOUS, Outcome.UNCHECKED
INSTRUMENTS = """\
symbol,name,kind,mic,currency,aliases,valid_from
ACME,Acme Corp,equity,XNYS,USD,Acme,
GAP,Gaptooth Inc,equity,XNYS,USD,Gaptooth,
YNG,Youngster Inc,equity,XNYS,USD,Youngster,
NEW,Newcomer Inc,equity,XNYS,USD,Newcomer,2025-01-03
"""
# Acme closes: 10.0, 10.2, 10.5, 10.4, 10.6, 10.8, 10.8, 11.0. Its highest price is 11.5, on the
# 13th. Gaptooth has no bars of 7 and 8 January. New York was shut on the 9th.
BARS = """\
symbol,session,open,high,low,close
ACME,2025-01-02,10,10.1,9.8,10.0
ACME,2025-01-03,10,10.3,10,10.2
ACME,2025-01-06,10.2,10.6,10.2,10.5
ACME,2025-01-07,10.5,10.6,10.3,10.4
ACME,2025-01-08,10.4,10.7,10.4,10.6
ACME,2025-01-10,10.6,10.9,10.6,10.8
ACME,2025-01-13,10.8,11.5,10.7,10.8
ACME,2025-01-14,10.8,11.1,10.8,11.0
GAP,2025-01-02,10,10.1,9.8,10.0
GAP,2025-01-03,10,10.3,10,10.2
GAP,2025-01-06,10.2,10.6,10.2,10.5
GAP,2025-01-10,10.6,10.9,10.6,10.8
GAP,2025-01-13,10.8,11.5,10.7,10.9
GAP,2025-01-14,10.9,11.1,10.8,11.0
NEW,2025-01-03,20,20.1,19.9,20.0
NEW,2025-01-06,20,21.1,19.9,21.0
YNG,2025-01-02,12.4,12.6,12.3,12.5
YNG,2025-01-03,11,11.2,10.9,11.0
YNG,2025-01-06,11,11.2,10.9,11.0
YNG,2025-01-07,11,11.2,10.9,11.0
YNG,2025-01-08,11,11.2,10.9,11.0
YNG,2025-01-10,11,11.2,10.9,11.0
YNG,2025-01-13,11,11.2,10.9,11.0
YNG,2025-01-14,11.5,12.1,11.4,12.0
"""
NEXT_DAY = "2025-01-15"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    return small(tmp_path_factory.mktemp("extremes"), bars=BARS, instruments=INSTRUMENTS)


def of_kind(verifier: Verifier, text: str, kind: str, published: str = NEXT_DAY) -> Verdict:
    """Return the verdict on the one claim of a kind."""
    found = [v for v in verdicts(verifier, text, published) if v.assertion.kind.value == kind]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        # 11.0 on Tuesday, the 14th, is the highest close of all
        ("Acme shares rose on Tuesday to their highest close since Jan. 2.", SUPPORTED),
        ("Acme shares rose on Tuesday to their highest close since Jan. 13.", SUPPORTED),
        ("Acme shares fell on Tuesday to their lowest close since Jan. 2.", REFUTED),
        # 10.4 on the 7th is below the 10.5 of the 6th, and above the 10.2 of the 3rd
        ("Acme shares fell on Jan. 7 to their lowest close since Jan. 6.", SUPPORTED),
        ("Acme shares fell on Jan. 7 to their lowest close since Jan. 3.", SUPPORTED),
        ("Acme shares fell on Jan. 7 to their lowest close since Jan. 2.", REFUTED),
        # 10.8 on the 10th and on the 13th: equals are both the highest
        ("Acme shares ended on Jan. 13 at their highest close since Jan. 2.", SUPPORTED),
        # the tape starts on 2 January
        ("Acme shares rose on Tuesday to their highest close since October 2021.", UNCHECKED),
    ],
)
def test_a_close_is_held_against_every_close_of_its_look_back(
    made: Verifier, text: str, outcome: Outcome
) -> None:
    assert of_kind(made, text, "extreme").outcome is outcome


def test_a_look_back_beyond_the_tape_names_its_first_day(made: Verifier) -> None:
    text = "Acme shares rose on Tuesday to their highest close since October 2021."
    gap = of_kind(made, text, "extreme").gap
    assert gap is not None
    assert (gap.reason, gap.detail) == (
        Reason.NO_BARS,
        "the tape of ACME starts on 2025-01-02, after 2021-11-01",
    )


def test_a_look_back_beyond_the_tape_can_still_be_contradicted_by_it(made: Verifier) -> None:
    text = "Acme shares fell on Jan. 7 to their lowest close since October 2021."
    assert of_kind(made, text, "extreme").outcome is REFUTED  # 10.4, and 10.0 on the 2nd


def test_a_record_needs_the_whole_life_of_a_listing(made: Verifier) -> None:
    high = of_kind(made, "Acme shares closed at a record high.", "extreme", "2025-01-14")
    assert high.gap is not None
    assert (high.gap.reason, high.gap.detail) == (
        Reason.NO_BARS,
        "the tape of ACME starts on 2025-01-02, not with its first trade",
    )
    low = of_kind(made, "Acme shares closed at a record low.", "extreme", "2025-01-14")
    assert low.outcome is REFUTED
    # Newcomer was first listed on the day of its first bar
    new = of_kind(made, "Newcomer shares closed at a record high.", "extreme", "2025-01-06")
    assert new.outcome is SUPPORTED


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        # 12.0 on the 14th; higher only on the 2nd, 12.5: twelve days before
        ("Youngster shares hit a two-week high on Tuesday.", SUPPORTED),
        ("Youngster shares hit a three-week high on Tuesday.", REFUTED),
    ],
)
def test_a_span_in_weeks_is_rounded_to_half_a_week(
    made: Verifier, text: str, outcome: Outcome
) -> None:
    assert of_kind(made, text, "extreme").outcome is outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        # over two sessions: to the 6th +5.0 percent, to the 8th +0.95, to the 10th +3.85; of one
        # session the 10th's +1.89 is less than the 8th's +1.92
        ("Acme shares on Jan. 10 had their best two-day run since Jan. 6.", SUPPORTED),
        ("Acme shares on Jan. 10 had their best two-day run since Jan. 2.", REFUTED),
        ("Acme shares on Jan. 10 had their best day since Jan. 6.", REFUTED),
    ],
)
def test_a_run_of_sessions_is_one_move(made: Verifier, text: str, outcome: Outcome) -> None:
    assert of_kind(made, text, "extreme").outcome is outcome


def test_a_missing_session_can_hide_a_higher_close(made: Verifier) -> None:
    text = "Gaptooth shares rose on Tuesday to their highest close since Jan. 2."
    found = of_kind(made, text, "extreme")
    assert found.outcome is UNCHECKED
    assert found.gap is not None
    assert (found.gap.reason, found.gap.detail) == (
        Reason.NO_BARS,
        "no bar of GAP on 2025-01-07 and 1 more sessions",
    )


def test_a_missing_session_cannot_hide_the_lower_close_that_is_there(made: Verifier) -> None:
    text = "Gaptooth shares fell on Tuesday to their lowest close since Jan. 2."
    assert of_kind(made, text, "extreme").outcome is REFUTED


def test_the_2025_low_of_the_sample_is_by_close_and_by_price(verifier: Verifier) -> None:
    text = "Alibaba shares have risen 46 percent since hitting a 2025 low on Jan. {}."
    right = of_kind(verifier, text.format(13), "extreme", "2025-02-13")
    assert right.outcome is SUPPORTED
    wrong = of_kind(verifier, text.format(14), "extreme", "2025-02-13")
    assert wrong.outcome is REFUTED
    # 78.1 on the 13th against 79.95 on the 14th, and 77.35 against 78.35
    rows = {(e.reading.name, str(r.session), str(r.value)) for e in wrong.evidence for r in e.rows}
    assert rows == {
        ("by-close", "2025-01-13", "78.1"),
        ("by-close", "2025-01-14", "79.95"),
        ("by-price", "2025-01-13", "77.35"),
        ("by-price", "2025-01-14", "78.35"),
    }


def test_closes_alone_answer_the_reading_by_close(verifier: Verifier) -> None:
    # Tencent has closes only; by price nothing is known, and the close of 12 February is the
    # highest since 13 January.
    text = "Tencent shares reached on Wednesday the highest close since Jan. 13."
    assert of_kind(verifier, text, "extreme", "2025-02-13").outcome is SUPPORTED
    level = "Tencent shares hit on Wednesday their highest level since Jan. 13."
    found = of_kind(verifier, level, "extreme", "2025-02-13")
    assert found.outcome in (SUPPORTED, AMBIGUOUS)
    assert {e.gap.detail for e in found.evidence if e.gap is not None} == {
        "the bar of 0700.HK on 2025-02-12 has no high"
    }


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        # 2.94 percent on 6 January is Acme's biggest gain; the only fall is of 0.95, on the 7th
        ("Acme shares posted on Jan. 6 their biggest one-day gain since Jan. 2.", SUPPORTED),
        ("Acme shares posted on Tuesday their biggest one-day gain since Jan. 6.", REFUTED),
        ("Acme shares posted on Tuesday their biggest one-day gain since Jan. 10.", SUPPORTED),
        ("Acme shares posted on Jan. 7 their biggest one-day loss since Jan. 2.", SUPPORTED),
    ],
)
def test_a_biggest_move_is_the_biggest_of_its_look_back(
    made: Verifier, text: str, outcome: Outcome
) -> None:
    assert of_kind(made, text, "extreme").outcome is outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        # up on the 8th and the 10th, unchanged on the 13th, up on the 14th
        ("Acme shares rose on Jan. 10 for a second straight day.", SUPPORTED),
        ("Acme shares rose on Jan. 10 for a third straight day.", REFUTED),
        ("Acme shares rose on Tuesday for a second straight day.", REFUTED),
        ("Acme shares rose on Tuesday for a fourth straight day.", REFUTED),
        ("Acme shares fell on Jan. 7 for a second straight day.", REFUTED),
        # up on the 3rd and the 6th, and before that the tape holds nothing
        ("Acme shares rose on Jan. 6 for a second straight day.", UNCHECKED),
        ("Acme shares rose on Jan. 6 for a fifth straight day.", UNCHECKED),
        # Gaptooth was up on the 13th and 14th; whether on the 10th too, nobody can tell
        ("Gaptooth shares rose on Tuesday for a second straight day.", UNCHECKED),
        ("Gaptooth shares rose on Jan. 13 for a second straight day.", UNCHECKED),
    ],
)
def test_a_streak_is_counted_back_to_the_first_move_the_other_way(
    made: Verifier, text: str, outcome: Outcome
) -> None:
    assert of_kind(made, text, "streak").outcome is outcome


def test_a_streak_that_is_longer_already_is_refuted_whatever_is_missing(
    tmp_path: Path,
) -> None:
    # With Wednesday, Gaptooth has risen three days running: whatever came before, not two.
    more = BARS + "GAP,2025-01-15,11,11.3,11,11.2\n"
    longer = small(tmp_path, bars=more, instruments=INSTRUMENTS)
    text = "Gaptooth shares rose on Wednesday for a second straight day."
    assert of_kind(longer, text, "streak", "2025-01-16").outcome is REFUTED


def test_a_streak_of_the_sample(verifier: Verifier) -> None:
    # Tencent: 416, 414.2, 409.4, 379.6, 369.2 from 2 to 8 January, after a provisional 419.8 on
    # 31 December, which was above the 419 of the 30th.
    text = "Tencent shares fell on Wednesday for a {} straight session."
    fifth = of_kind(verifier, text.format("fifth"), "streak", "2025-01-09")
    assert fifth.outcome is SUPPORTED
    assert primary(fifth).formula == "5 in a row up to 2025-01-08, from the close of 2024-12-31"
    fourth = of_kind(verifier, text.format("fourth"), "streak", "2025-01-09")
    assert fourth.gap is not None
    assert fourth.gap.reason is Reason.DOUBTFUL_ROWS


def test_a_streak_without_a_count_is_of_two_at_least(verifier: Verifier) -> None:
    falling = "Tencent shares fell for several straight days."
    assert of_kind(verifier, falling, "streak", "2025-01-08").outcome is SUPPORTED
    rising = "Tencent shares rose for several straight days."
    assert of_kind(verifier, rising, "streak", "2025-01-08").outcome is REFUTED


def test_a_high_without_a_look_back_is_no_claim_to_judge(made: Verifier) -> None:
    found = verdict(made, "Acme shares closed at their highest on Tuesday.", "highest", NEXT_DAY)
    assert found.outcome is UNCHECKED


@pytest.mark.parametrize(
    ("text", "kind", "published"),
    [
        # Tencent closed at 444.20 on Wednesday, 12 February, after 427.40: its highest since the
        # 13th of January, and its biggest gain since the 10th. On Thursday it closed at 442.
        ("Tencent shares were at their highest since Jan. 13.", "extreme", "2025-02-13"),
        (
            "Tencent shares posted their biggest one-day gain since Feb. 10.",
            "extreme",
            "2025-02-13",
        ),
        # Alibaba rose on the 12th, the 13th and the 14th, and fell on the 11th.
        ("Alibaba shares rose for a second straight day.", "streak", "2025-02-14"),
    ],
)
def test_an_undated_high_or_streak_may_be_of_the_day_before(
    verifier: Verifier, text: str, kind: str, published: str
) -> None:
    found = of_kind(verifier, text, kind, published)
    assert found.outcome is AMBIGUOUS
    assert "copy of the morning after" in found.evidence[-1].reading.assumed


def test_a_close_told_without_its_day_is_as_likely_the_highest_of_the_day_before(
    verifier: Verifier,
) -> None:
    text = "Tencent shares closed at their highest since Jan. 13."
    assert of_kind(verifier, text, "extreme", "2025-02-13").outcome is SUPPORTED


def test_a_high_of_this_week_may_be_of_any_of_its_days(verifier: Verifier) -> None:
    # Baidu closed at 89.45 on Monday the 10th, at 88.75 and 88.90 on the days behind it
    text = "Baidu closed at HK$89.45 earlier this week, its highest since Jan. 13."
    found = of_kind(verifier, text, "extreme", "2025-02-12")
    assert found.outcome is AMBIGUOUS
    assert found.diagnosis is not None
    assert found.diagnosis.detail == "of the session of 2025-02-10"


@pytest.mark.parametrize(
    "text",
    [
        # nothing tells which way, and a run of losses is none of the share's
        "Acme shares were above $10 for the fifth straight session.",
        "Acme reported a third straight quarterly loss.",
    ],
)
def test_a_run_that_is_none_of_the_prices_is_not_measured(made: Verifier, text: str) -> None:
    said = of_kind(made, text, "streak")
    assert said.gap is not None
    assert said.gap.reason is Reason.NO_MEASURE


def test_an_extreme_that_is_none_names_the_row_that_beats_it(verifier: Verifier) -> None:
    # 25 sessions from 3 January to 11 February: 104.90 after the 105.50 of the 10th
    text = "Alibaba shares closed at their highest since Jan. 2 on Tuesday."
    said = of_kind(verifier, text, "extreme", "2025-02-12")
    assert summary(said) == (
        "It is not so: highest close of 25 sessions, 2025-01-03 to 2025-02-11: "
        "105.5 on 2025-02-10; its own is 104.9."
    )
    rows = [(str(row.session), str(row.value)) for row in primary(said).rows]
    assert rows == [("2025-02-11", "104.9"), ("2025-02-10", "105.5")]
