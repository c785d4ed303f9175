"""A level told as the farthest of a session is its high or low, whatever the close was."""

from __future__ import annotations

import pytest

from tapecheck.core.interval import Interval
from tapecheck.core.verdicts import Outcome
from tapecheck.verify.verifier import Verifier
from verify.checking import D, primary, small, verdict, verdicts

INSTRUMENTS = "symbol,name,kind,mic,currency,aliases\nACME,Acme Corp,equity,XNYS,USD,Acme\n"
# Tuesday the 14th, from a close of 50.00: the low of 46.00 is -8.0 percent, the high of 53.00 is
# +6.0 percent, the close of 51.00 is +2.0 percent.
BARS = """\
symbol,session,open,high,low,close
ACME,2025-01-10,49,49.5,48.5,49.00
ACME,2025-01-13,49,50.2,48.9,50.00
ACME,2025-01-14,50,53,46,51.00
"""
TUESDAY, WEDNESDAY = "2025-01-14", "2025-01-15"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    return small(tmp_path_factory.mktemp("ends"), bars=BARS, instruments=INSTRUMENTS)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Acme shares fell as much as 8 percent to $46.00 before ending 2 percent higher.", "46"),
        ("Acme shares fell as much as 8 percent, to $46.00, on Tuesday before closing up.", "46"),
        ("Acme shares rose as much as 6 percent to $53.00 before ending at $51.00.", "53"),
        ("Acme shares rose as high as $53.00 on Tuesday.", "53"),
        ("Acme shares hit as high as $53.00 on Tuesday.", "53"),
        ("Acme shares fell to as low as $46.00 on Tuesday.", "46"),
        ("Acme shares rose as much as 6 percent to close at $51.00.", "51"),
    ],
)
def test_the_end_of_the_session_bears_it_out(made: Verifier, text: str, quote: str) -> None:
    assert verdict(made, text, quote, TUESDAY).outcome is Outcome.SUPPORTED


@pytest.mark.parametrize(
    ("text", "right", "correction"),
    [
        ("Acme shares rose as high as $51.00 on Tuesday.", "53", "as high as $53.00"),
        ("Acme shares traded as low as $51.00 on Tuesday.", "46", "as low as $46.00"),
        ("Acme shares fell to as low as $51.00 on Tuesday.", "46", "as low as $46.00"),
        ("Acme shares fell as much as 8 percent to $51.00 on Tuesday.", "46", "$46.00"),
    ],
)
def test_the_close_is_no_end_of_the_session(
    made: Verifier, text: str, right: str, correction: str
) -> None:
    said = verdict(made, text, "$51", WEDNESDAY)
    assert said.outcome is Outcome.REFUTED
    assert primary(said).observed == Interval.exactly(D(right))
    assert said.correction is not None
    assert said.correction.text == correction


@pytest.mark.parametrize(
    "words", ["rose as high as $52.00", "fell as low as $47.00", "rose as much as 4 percent"]
)
def test_copy_of_the_day_itself_may_be_older_than_the_end_of_its_session(
    made: Verifier, words: str
) -> None:
    told = verdict(made, f"Acme shares {words} on Tuesday.", words[5:], TUESDAY)
    assert told.outcome is Outcome.AMBIGUOUS


@pytest.mark.parametrize(
    "words", ["rose as high as $55.00", "fell as low as $45.00", "rose as much as 9 percent"]
)
def test_nor_did_it_stand_beyond_the_end_of_its_session(made: Verifier, words: str) -> None:
    told = verdict(made, f"Acme shares {words} on Tuesday.", words[5:], TUESDAY)
    assert told.outcome is Outcome.REFUTED


@pytest.mark.parametrize(
    "text",
    [
        "Acme shares rose as high as $52.00 in early trading on Tuesday.",
        "Acme shares traded as high as $52.00 in early trading on Tuesday.",
        "In early trading on Tuesday, Acme shares hit as high as $52.00.",
        "Acme shares have traded as high as $52.00.",
    ],
    ids=["a part of the session", "also behind traded", "also before it", "no session named"],
)
def test_what_is_of_no_whole_session_is_not_held_to_its_high(made: Verifier, text: str) -> None:
    assert verdict(made, text, "$52", TUESDAY).outcome is not Outcome.REFUTED


@pytest.mark.parametrize(
    "text",
    [
        "Acme shares fell as much as 8 percent, or $4.00, before ending higher.",
        "Acme shares fell as much as $4.00, or 8 percent, to $46.00 on Tuesday.",
        "Acme shares rose as much as 6 percent ($3.00) on Tuesday.",
    ],
)
def test_what_says_the_farthest_move_again_is_of_the_same_end(made: Verifier, text: str) -> None:
    found = verdicts(made, text, TUESDAY)
    figures = [each.outcome for each in found if each.assertion.quantity is not None]
    assert figures == len(figures) * [Outcome.SUPPORTED]
    assert len(figures) >= 2


def test_a_wrong_second_figure_is_not_corrected_to_the_close(made: Verifier) -> None:
    text = "Acme shares fell as much as 8 percent, or $5.00, before ending higher."
    said = verdict(made, text, "$5.00", TUESDAY)
    assert said.outcome is Outcome.REFUTED
    assert said.correction is not None
    assert said.correction.text == "$4.00"


@pytest.mark.parametrize(
    "text",
    [
        # from 50.00 the session went between 46.00 and 53.00: 7 percent down is within it
        "Acme shares fell 7 percent before closing up 2 percent.",
        "Acme shares fell nearly 7 percent before recovering.",
        "Acme shares fell 7 percent before paring losses.",
    ],
)
def test_what_was_so_before_it_turned_is_of_some_moment(made: Verifier, text: str) -> None:
    assert verdict(made, text, "7 percent", TUESDAY).outcome is Outcome.SUPPORTED


def test_where_no_moment_before_the_turn_was_is_refuted(made: Verifier) -> None:
    said = verdict(made, "Acme fell 11 percent on Tuesday before closing up.", "11", TUESDAY)
    assert said.outcome is Outcome.REFUTED
    assert said.correction is None


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        # Monday opened at 49.00, where Friday had closed; Tuesday at 50.00, where Monday had
        ("Acme shares opened 2 percent higher on Tuesday.", Outcome.REFUTED),
        ("Acme shares opened flat on Tuesday.", Outcome.SUPPORTED),
    ],
)
def test_a_move_at_the_opening_is_held_to_the_open(
    made: Verifier, text: str, outcome: Outcome
) -> None:
    quote = "percent" if "percent" in text else "flat"
    assert verdict(made, text, quote, TUESDAY).outcome is outcome


def test_a_direction_at_some_moment_is_borne_out_by_the_close_alone(made: Verifier) -> None:
    # it went from -8 to +6 percent and closed at +2: nearly every session has such moments
    assert verdict(made, "Acme shares were up on Tuesday.", "up", TUESDAY).outcome is (
        Outcome.SUPPORTED
    )
    assert verdict(made, "Acme shares were down on Tuesday.", "down", TUESDAY).outcome is (
        Outcome.AMBIGUOUS
    )
