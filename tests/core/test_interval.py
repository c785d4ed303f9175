from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tapecheck.core.interval import Interval, Overlap, last_digit

D = Decimal
INSIDE, ACROSS, OUTSIDE = Overlap.INSIDE, Overlap.ACROSS, Overlap.OUTSIDE

NUMBER = st.decimals(-10_000, 10_000, places=4)
PLACES = st.integers(0, 3)
FACTOR = st.sampled_from([D("0.01"), D("0.5"), D(1), D(3), D(1000)])


@st.composite
def intervals(draw: st.DrawFn, ends: st.SearchStrategy[Decimal] = NUMBER) -> Interval:
    """Return an interval whose sides may be open."""
    low, high = draw(st.none() | ends), draw(st.none() | ends)
    if low is not None and high is not None:
        return Interval.spanning(low, high)
    return Interval(low, high)


def holds(interval: Interval, number: Decimal) -> bool:
    """Return whether a number lies in an interval, told from its ends alone."""
    above = interval.low is None or interval.low <= number
    below = interval.high is None or number <= interval.high
    return above and below


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("46", "45.5", "46.5"),
        ("46.0", "45.95", "46.05"),
        ("0.6", "0.55", "0.65"),
        ("12050.41", "12050.405", "12050.415"),
        ("0", "-0.5", "0.5"),
        ("8.7E+10", "8.65E+10", "8.75E+10"),
    ],
)
def test_a_written_number_stands_for_half_its_last_digit_either_way(
    written: str, low: str, high: str
) -> None:
    assert Interval.rounded(D(written)) == Interval(D(low), D(high))


def test_a_step_tells_the_last_digit_where_the_number_does_not() -> None:
    billions = Interval.rounded(D(87_000_000_000), D(1_000_000_000))
    assert billions == Interval(D(86_500_000_000), D(87_500_000_000))
    assert Interval.rounded(D("6.5"), D("0.5")) == Interval(D("6.25"), D("6.75"))


@given(number=NUMBER, places=PLACES, how=st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]))
def test_rounded_holds_every_number_that_rounds_to_it(
    number: Decimal, places: int, how: str
) -> None:
    written = number.quantize(D(1).scaleb(-places), rounding=how)
    assert Interval.rounded(written).against(Interval.exactly(number)) is INSIDE


@given(number=NUMBER, places=PLACES)
def test_rounded_holds_no_number_that_rounds_to_another(number: Decimal, places: int) -> None:
    step = D(1).scaleb(-places)
    written = (number + 1).quantize(step, rounding=ROUND_DOWN)
    either = {number.quantize(step, rounding=how) for how in (ROUND_HALF_UP, ROUND_HALF_DOWN)}
    assume(written not in either)
    assert Interval.rounded(written).against(Interval.exactly(number)) is OUTSIDE


@given(interval=intervals(), number=NUMBER, factor=FACTOR)
def test_another_unit_moves_interval_and_numbers_alike(
    interval: Interval, number: Decimal, factor: Decimal
) -> None:
    assert holds(interval.scaled(factor), number * factor) == holds(interval, number)


@pytest.mark.parametrize("factor", ["0", "-1"])
def test_a_unit_factor_is_positive(factor: str) -> None:
    with pytest.raises(ValueError, match="a unit factor is positive"):
        Interval(D(1), D(2)).scaled(D(factor))


@given(interval=intervals(), number=NUMBER)
def test_the_negated_interval_holds_the_negatives(interval: Interval, number: Decimal) -> None:
    assert holds(interval.negated(), -number) == holds(interval, number)
    assert interval.negated().negated() == interval


@given(interval=intervals(), number=NUMBER, by=st.decimals(0, 10, places=2))
def test_a_widened_interval_holds_exactly_what_lies_within_that_distance(
    interval: Interval, number: Decimal, by: Decimal
) -> None:
    nearest = number if interval.low is None else max(number, interval.low)
    nearest = nearest if interval.high is None else min(nearest, interval.high)
    assert holds(interval.widened(by), number) == (abs(nearest - number) <= by)


def test_an_open_side_stays_open() -> None:
    assert Interval(low=D(3)).widened(D(1)) == Interval(low=D(2))
    assert Interval(low=D(3)).scaled(D(10)) == Interval(low=D(30))
    assert Interval(low=D(3)).negated() == Interval(high=D(-3))


SMALL = st.integers(-4, 4).map(D)
# Half steps from -10 to 10: fine enough to lie between any two small ends, and wide enough that
# an open side holds an end of the grid and a closed one never does.
GRID = [D(half) / 2 for half in range(-20, 21)]


@given(claimed=intervals(SMALL), observed=intervals(SMALL))
def test_against_is_inside_across_or_outside_exactly_as_sets_of_numbers_are(
    claimed: Interval, observed: Interval
) -> None:
    allowed = {number for number in GRID if holds(claimed, number)}
    seen = {number for number in GRID if holds(observed, number)}
    expected = INSIDE if seen <= allowed else ACROSS if seen & allowed else OUTSIDE
    assert claimed.against(observed) is expected


@pytest.mark.parametrize(
    ("observed", "lies"),
    [
        (("45.5", "45.5"), INSIDE),
        (("46.5", "46.5"), INSIDE),
        (("45.5", "46.5"), INSIDE),
        (("45.49", "45.49"), OUTSIDE),
        (("46.51", "46.51"), OUTSIDE),
        (("46.5", "47"), ACROSS),
        (("45", "45.5"), ACROSS),
        (("45", "47"), ACROSS),
        (("46.51", "47"), OUTSIDE),
    ],
)
def test_both_ends_belong_to_an_interval(observed: tuple[str, str], lies: Overlap) -> None:
    assert Interval(D("45.5"), D("46.5")).against(Interval(*map(D, observed))) is lies


def test_an_open_claim_covers_an_open_observation_and_a_closed_one_does_not() -> None:
    assert Interval(low=D(3)).against(Interval(low=D(4))) is INSIDE
    assert Interval(D(3), D(9)).against(Interval(low=D(4))) is ACROSS
    assert Interval().against(Interval()) is INSIDE


def test_an_interval_never_ends_before_it_starts() -> None:
    with pytest.raises(ValueError, match="interval ends before it starts: 2 > 1"):
        Interval(D(2), D(1))


@given(first=NUMBER, second=NUMBER)
def test_spanning_takes_two_numbers_in_either_order(first: Decimal, second: Decimal) -> None:
    spanned = Interval.spanning(first, second)
    assert spanned == Interval.spanning(second, first)
    assert {spanned.low, spanned.high} == {first, second}


@pytest.mark.parametrize(
    ("low", "high", "sign"),
    [("0.1", "2", 1), ("0", "2", 0), ("-1", "1", 0), ("-2", "-0.1", -1), ("-2", "0", 0)],
)
def test_an_interval_has_a_sign_when_all_its_numbers_share_it(
    low: str, high: str, sign: int
) -> None:
    assert Interval(D(low), D(high)).sign == sign


def test_an_open_interval_has_the_sign_of_its_closed_end() -> None:
    assert (Interval(low=D(1)).sign, Interval(high=D(-1)).sign, Interval().sign) == (1, -1, 0)


@pytest.mark.parametrize(
    ("written", "worth"), [("46", "1"), ("46.0", "0.1"), ("46.00", "0.01"), ("4E+9", "1E+9")]
)
def test_the_last_digit_is_told_by_how_a_number_is_written(written: str, worth: str) -> None:
    assert last_digit(D(written)) == D(worth)


@pytest.mark.parametrize("written", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_has_no_last_digit(written: str) -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        Interval.rounded(D(written))
