"""Numbers in all dress. Values, units and steps below were typed by hand from the words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapecheck.grammar.quantities import Amount, Quantities, build_quantities, read_number
from tapecheck.grammar.rulebook import Rulebook

D = Decimal


@pytest.fixture(scope="module")
def spotter(rulebook: Rulebook) -> Quantities:
    return build_quantities(rulebook.lexicon.textual)


def read(spotter: Quantities, text: str) -> Amount | None:
    """Return the quantity that opens a text, in digits or in words."""
    return spotter.match(text, 0) or spotter.match_spelled(text, 0)


@pytest.mark.parametrize(
    ("text", "value", "unit", "step"),
    [
        # percent, in every spelling
        ("46 percent", "46", "percent", "1"),
        ("46.0 percent", "46", "percent", "0.1"),
        ("0.6 per cent", "0.6", "percent", "0.1"),
        ("0.4pc", "0.4", "percent", "0.1"),
        ("0.4 pc", "0.4", "percent", "0.1"),
        ("0.1 pct", "0.1", "percent", "0.1"),
        ("12%", "12", "percent", "1"),
        ("12 %", "12", "percent", "1"),
        (".5 percent", "0.5", "percent", "0.1"),
        ("1,234.5%", "1234.5", "percent", "0.1"),
        ("6-1/2 percent", "6.5", "percent", "0.5"),
        ("6 1/2 percent", "6.5", "percent", "0.5"),
        ("6½ percent", "6.5", "percent", "0.5"),
        ("¾ percent", "0.75", "percent", "0.25"),
        ("1/4 percent", "0.25", "percent", "0.25"),
        ("half a percent", "0.5", "percent", "0.1"),
        ("three percent", "3", "percent", "1"),
        ("46-percent", "46", "percent", "1"),
        # what is not a percent
        ("1.3 percentage points", "1.3", "percentage_point", "0.1"),
        ("one percentage point", "1", "percentage_point", "1"),
        ("a percentage point", "1", "percentage_point", "1"),
        ("3.6pp", "3.6", "percentage_point", "0.1"),
        ("25 basis points", "25", "basis_point", "1"),
        ("12bps", "12", "basis_point", "1"),
        ("12 bps", "12", "basis_point", "1"),
        ("25-basis-point", "25", "basis_point", "1"),
        ("99.22 points", "99.22", "point", "0.01"),
        ("1,234 pts", "1234", "point", "1"),
        ("10x", "10", "ratio", "1"),
        ("15 times", "15", "ratio", "1"),
        # money: sign, code, name; magnitudes; parts of a currency
        ("$41.20", "41.2", "USD", "0.01"),
        ("$41", "41", "USD", "1"),
        ("US$87 billion", "87000000000", "USD", "1000000000"),
        ("US$56.3 billion", "56300000000", "USD", "100000000"),
        ("HK$18.00", "18", "HKD", "0.01"),
        ("HK$3.4 trillion", "3400000000000", "HKD", "100000000000"),
        ("$3.4 billion", "3400000000", "USD", "100000000"),
        ("$3.4-billion", "3400000000", "USD", "100000000"),
        ("$1.2bn", "1200000000", "USD", "100000000"),
        ("£1.2 bn", "1200000000", "GBP", "100000000"),
        ("€500m", "500000000", "EUR", "1000000"),
        ("500 million euros", "500000000", "EUR", "1000000"),
        ("5 mln yen", "5000000", "JPY", "1000000"),
        ("¥1.5 trillion", "1500000000000", "JPY", "100000000000"),
        ("3 billion yuan", "3000000000", "CNY", "1000000000"),
        ("NT$1,085", "1085", "TWD", "1"),
        ("A$12.5", "12.5", "AUD", "0.1"),
        ("Rs 1,23,456", "123456", "INR", "1"),
        ("Rs.410", "410", "INR", "1"),
        ("1,000 crore rupees", "10000000000", "INR", "10000000"),
        ("5 lakh rupees", "500000", "INR", "100000"),
        ("₹5 lakh crore", "5000000000000", "INR", "1000000000000"),
        ("412.6 pence", "4.126", "GBP", "0.001"),
        ("1,733p", "17.33", "GBP", "0.01"),
        ("71.8 US cents", "0.718", "USD", "0.001"),
        ("12 cents", "0.12", "USD", "0.01"),
        ("71.8¢", "0.718", "USD", "0.001"),
        ("US71.8¢", "0.718", "USD", "0.001"),
        ("a dollar", "1", "USD", "1"),
        ("900 rupees", "900", "INR", "1"),
        ("50 Hong Kong dollars", "50", "HKD", "1"),
        ("250 Swedish crowns", "250", "SEK", "1"),
        # things
        ("3 million shares", "3000000", "shares", "1000000"),
        ("1.2 million barrels", "1200000", "barrels", "100000"),
        ("40 tonnes", "40", "tonne", "1"),
        # bare
        ("16,576.66", "16576.66", None, "0.01"),
        ("12050", "12050", None, "1"),
        ("87 billion", "87000000000", None, "1000000000"),
    ],
)
def test_a_number_is_read_with_its_unit_and_the_worth_of_its_last_digit(
    spotter: Quantities, text: str, value: str, unit: str | None, step: str
) -> None:
    amount = read(spotter, text)
    assert amount is not None
    assert (amount.value, amount.unit, amount.step) == (D(value), unit, D(step))
    assert (amount.start, amount.stop) == (0, len(text))


@pytest.mark.parametrize(
    ("text", "sign", "value"),
    [
        ("-4.31%", -1, "4.31"),
        ("−0.3%", -1, "0.3"),
        ("+0.5%", 1, "0.5"),
        ("- 2 percent", -1, "2"),
        ("2 percent", 0, "2"),
    ],
)
def test_a_sign_is_kept_beside_a_value_that_is_always_positive(
    spotter: Quantities, text: str, sign: int, value: str
) -> None:
    amount = spotter.match(text, 0)
    assert amount is not None
    assert (amount.sign, amount.value) == (sign, D(value))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3-4 percent", "3", "4"),
        ("3–4 percent", "3", "4"),
        ("$40-$42", "40", None),
        ("$40-42", "40", "42"),
        ("$1.2-1.4 billion", "1200000000", "1400000000"),
        ("25-50 basis points", "25", "50"),
    ],
)
def test_a_range_has_two_ends_in_one_unit(
    spotter: Quantities, text: str, low: str, high: str | None
) -> None:
    amount = spotter.match(text, 0)
    assert amount is not None
    assert amount.value == D(low)
    assert amount.value_max == (None if high is None else D(high))


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("5 points", "point"),
        ("5 pointless", None),
        ("5 percentages", None),
        ("12 bpsx", None),
        ("3 million", None),
        ("3 millionaires", None),
        ("3 times", "ratio"),
        ("3 timeshares", None),
        ("3 cents", "USD"),
        ("3 centres", None),
        ("5 pcs", None),
        ("40 pencils", None),
    ],
)
def test_units_are_whole_words(spotter: Quantities, text: str, unit: str | None) -> None:
    amount = spotter.match(text, 0)
    assert amount is None or amount.unit == unit
    assert (amount is not None and amount.unit == unit) or unit is None


@pytest.mark.parametrize(
    "text",
    ["", " ", "$", "HK$", "percent", "-", ".", "1.2.3", "12:30", "3rd", "A4", "1/2/2024"],
)
def test_what_is_no_number_is_none(spotter: Quantities, text: str) -> None:
    assert spotter.match(text, 0) is None


def test_a_bare_dollar_is_the_papers_own(rulebook: Rulebook) -> None:
    sydney = build_quantities(rulebook.lexicon.textual, home="AUD")
    units = [sydney.match(text, 0) for text in ("$5", "5 dollars", "5 cents", "US$5", "HK$5")]
    assert [amount and amount.unit for amount in units] == ["AUD", "AUD", "AUD", "USD", "HKD"]


def test_a_price_per_barrel_is_told_from_one_per_share(spotter: Quantities) -> None:
    barrel, share = spotter.match("$40 a barrel", 0), spotter.match("$1.20 per share", 0)
    assert barrel is not None
    assert share is not None
    assert (barrel.per_share, share.per_share) == (False, True)
    assert (barrel.stop, share.stop) == (12, 15)


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("6-1/2", "6.5", "0.5"),
        ("6 3/4", "6.75", "0.25"),
        ("1/8", "0.125", "0.125"),
        ("1,234.50", "1234.50", "0.01"),
        ("1,23,456", "123456", "1"),
        ("⅜", "0.375", "0.125"),
        ("1/0", "1", "1"),
    ],
)
def test_a_written_number_has_a_value_and_a_step(text: str, value: str, step: str) -> None:
    assert read_number(text) == (D(value), D(step))


@given(
    whole=st.integers(0, 10**9),
    places=st.integers(0, 6),
    unit=st.sampled_from(["percent", "basis points", "points", "pct", "percentage points"]),
    commas=st.booleans(),
)
def test_every_unit_leaves_the_number_before_it_alone(
    spotter: Quantities, whole: int, places: int, unit: str, *, commas: bool
) -> None:
    number = D(whole).scaleb(-places)
    text = f"{number:,f}" if commas else f"{number:f}"
    amount = spotter.match(f"{text} {unit}", 0)
    assert amount is not None
    assert (amount.value, amount.step) == (number, D(1).scaleb(-places))
    assert amount.stop == len(text) + 1 + len(unit)


@given(text=st.text(st.characters()) | st.text(st.sampled_from("0123456789,./-–$%½ bnmpctUSHK\n")))
def test_any_text_is_a_quantity_inside_it_or_none(spotter: Quantities, text: str) -> None:
    for place in range(len(text)):
        amount = read(spotter, text[place:])
        assert amount is None or 0 < amount.stop <= len(text) - place
        assert amount is None or amount.value >= 0
