from __future__ import annotations

import datetime as dt
from array import array
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapecheck.reference.actions import Action, split_of
from tapecheck.reference.bars import Bars
from tapecheck.reference.columns import NONE, SCALE, Columns

D = Decimal
MONDAY = dt.date(2025, 1, 6)


def bars(
    *closes: str | None, opens: list[str | None] | None = None, actions: tuple[Action, ...] = ()
) -> Bars:
    """Return bars on days in a row from Monday, 6 January 2025; of closes, and opens, only."""
    days = range(MONDAY.toordinal(), MONDAY.toordinal() + len(closes))
    columns = Columns(
        sessions=array("i", days),
        open=_millionths(opens or [None] * len(closes)),
        high=_millionths([None] * len(closes)),
        low=_millionths([None] * len(closes)),
        close=_millionths(closes),
        volume=array("q", [NONE] * len(closes)),
        provisional=array("b", [0] * len(closes)),
        source=array("i", [0] * len(closes)),
        sources=("test",),
    )
    return Bars(columns, actions)


def _millionths(prices: object) -> array[int]:
    return array("q", [NONE if each is None else int(D(each) * SCALE) for each in prices])  # type: ignore[attr-defined]  # a sequence


def split(day: int, value: str) -> Action:
    """Return a split with its ex-date in January 2025."""
    return Action(ex_date=dt.date(2025, 1, day), kind="split", value=D(value))


def test_aapl_split_two_for_one_on_28_february_2005() -> None:
    # Closes as traded: 88.99 on Friday 25 February, 44.86 on Monday; raw it halved, adjusted it
    # rose 0.82 percent (44.86 * 2 / 88.99 = 1.00820).
    friday, monday = dt.date(2005, 2, 25), dt.date(2005, 2, 28)
    columns = Columns(
        sessions=array("i", [friday.toordinal(), monday.toordinal()]),
        open=_millionths(["89.62", "44.68"]),
        high=_millionths(["89.91", "45.14"]),
        low=_millionths(["88.19", "43.96"]),
        close=_millionths(["88.99", "44.86"]),
        volume=array("q", [16_348_400, 23_271_800]),
        provisional=array("b", [0, 0]),
        source=array("i", [0, 0]),
        sources=("typed by hand",),
    )
    apple = Bars(columns, [Action(ex_date=monday, kind="split", value=D(2))])
    assert apple.split_factor(0, 1) == 2
    assert apple.split_factor(0, 0) == 1
    assert apple.split_factor(1, 1) == 1
    assert not apple.odd_jump(1)
    assert apple.highest(range(2)) == 1
    assert apple.lowest(range(2)) == 0
    assert apple.highest(range(2), "high") == 1  # 45.14 against 89.91 / 2 = 44.955


def test_a_split_that_the_prices_do_not_show_is_an_odd_jump() -> None:
    assert bars("50", "51", actions=(split(7, "2"),)).odd_jump(1)


def test_a_split_on_a_day_without_a_bar_falls_on_the_next() -> None:
    found = bars("50", "25", actions=(split(7, "2"),))
    assert found.split_factor(0, 1) == 2
    weekend = Bars(
        Columns(
            sessions=array("i", [MONDAY.toordinal(), MONDAY.toordinal() + 7]),
            open=_millionths([None, None]),
            high=_millionths([None, None]),
            low=_millionths([None, None]),
            close=_millionths(["50", "25"]),
            volume=array("q", [NONE, NONE]),
            provisional=array("b", [0, 0]),
            source=array("i", [0, 0]),
            sources=("test",),
        ),
        [split(9, "2")],
    )
    assert weekend.split_factor(0, 1) == 2
    assert not weekend.odd_jump(1)


@pytest.mark.parametrize(
    ("value", "ratio", "plain"),
    [
        ("2", D(2), True),
        ("1.5", D("1.5"), True),
        ("1.333333", D(4) / 3, True),
        ("1.3333", D(4) / 3, True),
        ("0.142857", D(1) / 7, True),
        ("0.05", D("0.05"), True),
        ("0.0333", D(1) / 30, True),
        ("1.02", D("1.02"), True),
        ("50", D(50), True),
        ("1.142465", D("1.142465"), False),  # AXP leaves Ameriprise, 3 October 2005
        ("1.013685", D("1.013685"), False),  # DIS, 13 June 2007
        ("1.2346", D("1.2346"), False),  # RF, 1 July 2004
        ("1.038055", D("1.038055"), False),  # VZ, 20 November 2006
        ("1.004652", D("1.004652"), False),  # VZ, 1 April 2008
        ("1.066224", D("1.066224"), False),  # VZ, 2 July 2010
    ],
)
def test_a_plain_split_is_told_from_a_spin_off(value: str, ratio: Decimal, plain: bool) -> None:  # noqa: FBT001 -- a column of the table above
    found = split_of(split(7, value))
    assert (found.ratio, found.plain) == (ratio, plain)


@given(st.integers(1, 20), st.integers(1, 20))
def test_every_ratio_of_small_numbers_is_plain_in_six_decimals(new: int, old: int) -> None:
    value = (D(new) / old).quantize(D("0.000001"))
    found = split_of(Action(ex_date=MONDAY, kind="split", value=value))
    assert found.plain
    assert found.ratio == D(new) / old


def test_look_ups_at_the_edges() -> None:
    found = bars("10", "11", "12")
    day = dt.timedelta(days=1)
    first, last = MONDAY, MONDAY + 2 * day
    assert (len(found), found.first, found.last) == (3, first, last)
    assert found.at(first - day) is None
    assert found.before(first) is None
    assert found.on_or_before(first - day) is None
    assert found.on_or_after(last + day) is None
    assert found.before(last + 9 * day) == found.at(last) == found.bar(2)
    assert found.on_or_after(first - 9 * day) == found.at(first) == found.bar(0)
    assert found.before(last) == found.bar(1)
    assert found.position(last) == 2
    assert found.position(last + day) is None


def test_between_takes_both_ends_and_may_be_empty() -> None:
    found = bars("10", "11", "12")
    day = dt.timedelta(days=1)
    assert found.between(MONDAY, MONDAY + day) == range(2)
    assert found.between(MONDAY - day, MONDAY + 99 * day) == range(3)
    assert len(found.between(MONDAY + 99 * day, MONDAY)) == 0
    assert len(found.between(MONDAY + 9 * day, MONDAY + 19 * day)) == 0


def test_a_bar_has_the_digits_of_its_price_and_no_more() -> None:
    bar = bars("82.35", "400", "0.0001").bar
    assert [str(bar(place).close) for place in range(3)] == ["82.35", "400", "0.0001"]


def test_what_the_source_lacks_is_none() -> None:
    bar = bars("10").bar(0)
    assert (bar.open, bar.high, bar.low, bar.volume) == (None, None, None, None)
    assert bars("10").highest(range(1), "high") is None
    assert bars("10").lowest(range(1), "low") is None
    assert bars("10").lowest(range(0)) is None


def test_the_first_of_equals_is_the_extreme() -> None:
    found = bars("10", "12", "12", "9", "9")
    assert (found.highest(range(5)), found.lowest(range(5))) == (1, 3)


def test_an_open_that_is_missing_is_never_the_lowest() -> None:
    found = bars("10", "11", "12", opens=[None, "11", "10.5"])
    assert found.lowest(range(3), "open") == 2
    assert found.highest(range(3), "open") == 1


@pytest.mark.parametrize(
    ("closes", "opens", "odd"),
    [
        (("73.83", "22.2"), ["73.6", "23.12"], True),  # MO, 31 March 2008
        (("17.31", "37.32"), ["17.4", "18.44"], False),  # the VIX, 5 February 2018: no gap
        (("13.52", "22"), ["13.4", "13.64"], False),  # AIG, 5 August 2009: no gap
        (("10", "16"), None, True),  # no open to ask
        (("10", "14.9"), None, False),
        (("10", "15"), None, True),
        (("15", "10"), None, True),
        (("15", "10.1"), None, False),
        (("10", "30"), ["10", "10"], True),  # three times, whatever the open says
        (("609.6", "5.85"), ["610", "5.9"], True),  # pence, then pounds
    ],
)
def test_odd_jumps(closes: tuple[str, ...], opens: list[str | None] | None, odd: bool) -> None:  # noqa: FBT001 -- a column of the table above
    found = bars(*closes, opens=opens)
    assert found.odd_jump(1) is odd
    assert found.odd_jumps(0, 1) == ((1,) if odd else ())
    assert not found.odd_jump(0)


@pytest.mark.parametrize(
    ("kind", "value", "odd"),
    [
        ("dividend", "0.5", False),
        ("dividend", "1", True),  # a tenth of the price
        ("spin_off", "0", True),
        ("split", "1.142465", True),
    ],
)
def test_odd_actions(kind: str, value: str, odd: bool) -> None:  # noqa: FBT001 -- a column of the table above
    action = Action(ex_date=dt.date(2025, 1, 7), kind=kind, value=D(value))
    found = bars("10", "9.5", "9.6", actions=(action,))
    assert found.odd_jump(1) is odd
    assert not found.odd_jump(2)


def test_odd_jumps_are_those_after_the_first_up_to_the_last() -> None:
    found = bars("10", "20", "10", "20")
    assert found.odd_jumps(0, 3) == (1, 2, 3)
    assert found.odd_jumps(1, 2) == (2,)
    assert found.odd_jumps(2, 2) == ()


def test_dividends_are_those_after_the_first_up_to_the_last() -> None:
    paid = Action(ex_date=dt.date(2025, 1, 7), kind="dividend", value=D("0.1"))
    found = bars("10", "10", "10", actions=(paid, split(8, "1.02")))
    assert found.dividends(0, 2) == (paid,)
    assert found.dividends(1, 2) == ()


PRICES = st.lists(st.integers(1, 400).map(lambda cents: D(cents) / 4), min_size=1, max_size=12)
SPLITS = st.dictionaries(st.integers(6, 18), st.sampled_from(["2", "1.5", "0.25"]), max_size=3)


@given(PRICES, SPLITS)
def test_extremes_are_those_of_all_prices_in_the_last_ones_shares(
    prices: list[Decimal], splits: dict[int, str]
) -> None:
    actions = tuple(split(day, splits[day]) for day in sorted(splits))
    found = bars(*map(str, prices), actions=actions)
    last = len(prices) - 1
    adjusted = [price / found.split_factor(place, last) for place, price in enumerate(prices)]
    assert found.lowest(range(last + 1)) == adjusted.index(min(adjusted))
    assert found.highest(range(last + 1)) == adjusted.index(max(adjusted))


@given(PRICES, SPLITS, st.data())
def test_split_factors_multiply(
    prices: list[Decimal], splits: dict[int, str], data: st.DataObject
) -> None:
    actions = tuple(split(day, splits[day]) for day in sorted(splits))
    found = bars(*map(str, prices), actions=actions)
    first, middle, last = sorted(data.draw(st.integers(0, len(prices) - 1)) for _ in range(3))
    whole = found.split_factor(first, last)
    assert whole == found.split_factor(first, middle) * found.split_factor(middle, last)
