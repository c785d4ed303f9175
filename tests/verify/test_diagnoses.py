"""What went wrong with a false figure, and what to write instead, in the article's own style."""

from __future__ import annotations

from pathlib import Path

import pytest

from tapecheck.core.interval import last_digit
from tapecheck.core.nouns import Hedge, Quantity
from tapecheck.core.verdicts import Outcome
from tapecheck.verify.restyle import restyled
from tapecheck.verify.verifier import Verifier
from verify.checking import D, small, verdict, verdicts

# On Wednesday, 12 February 2025, by their closes of the 11th and 12th:
#   Alibaba 104.90, 113.80: +8.4843     Tencent 427.40, 444.20: +3.9307
#   JD.com  158.50, 156.10: -1.5142     Baidu    88.75,  88.90: +0.1690
#   Meituan 161.80, 155.20: -4.0791     Xiaomi   42.55,  44.10: +3.6428


@pytest.mark.parametrize(
    ("text", "quote", "diagnosis", "write"),
    [
        # direction reversed: the figure is right
        (
            "Tencent shares fell 3.9 percent on Wednesday.",
            "3.9 percent",
            "direction-reversed",
            "rose 3.9 percent",
        ),
        (
            "JD.com shares gained 1.5 percent on Wednesday.",
            "1.5 percent",
            "direction-reversed",
            "lost 1.5 percent",
        ),
        (
            "JD.com shares added HK$2.40 on Wednesday.",
            "HK$2.40",
            "direction-reversed",
            "lost HK$2.40",
        ),
        # the other way, and another figure
        ("Meituan shares rose 2.5 percent on Wednesday.", "2.5", "wrong-way", "fell 4.1 percent"),
        # digits cut off
        ("Alibaba shares rose 8.4 percent on Wednesday.", "8.4", "truncated", "8.5 percent"),
        ("Xiaomi shares rose 3.64 percent on Wednesday.", "3.64", None, None),
        ("Meituan shares fell 4.07 percent on Wednesday.", "4.07", "truncated", "4.08 percent"),
        # 113.80 is the price in Hong Kong dollars: at 8.0769 / 1.0370 to the dollar 14.61
        ("Alibaba shares closed at US$113.80 on Wednesday.", "113.80", "currency", "US$14.61"),
        # the hedge on the wrong side of the figure
        ("Alibaba shares rose nearly 8 percent on Wednesday.", "8", "hedge", "nearly 8.5 percent"),
        (
            "Alibaba shares rose more than 8.5 percent on Wednesday.",
            "8.5",
            "hedge",
            "more than 8.4 percent",
        ),
        # a decimal point that slipped
        ("Alibaba shares rose 84.8 percent on Wednesday.", "84.8", "decimal-point", "8.5 percent"),
        ("Alibaba shares rose 0.85 percent on Wednesday.", "0.85", "decimal-point", "8.48 percent"),
        (
            "Alibaba shares closed at HK$1,138.00 on Wednesday.",
            "HK$1,138.00",
            "decimal-point",
            "HK$113.80",
        ),
        # digits that changed places
        (
            "JD.com shares closed at HK$165.10 on Wednesday.",
            "HK$165.10",
            "digits-swapped",
            "HK$156.10",
        ),
        ("Tencent shares rose 9.3 percent on Wednesday.", "9.3", "digits-swapped", "3.9 percent"),
        # just another figure
        ("Alibaba shares rose 6.2 percent on Wednesday.", "6.2", "wrong-figure", "8.5 percent"),
        ("Alibaba shares rose 6 percent on Wednesday.", "6", "wrong-figure", "8 percent"),
        (
            "Alibaba shares rose about 6 percent on Wednesday.",
            "6",
            "wrong-figure",
            "about 8 percent",
        ),
        (
            "Alibaba shares rose as much as 6 percent on Wednesday.",
            "6",
            "wrong-figure",
            "as much as 9 percent",
        ),
        ("Alibaba shares rose 6-1/2 percent on Wednesday.", "6-1/2", "wrong-figure", "8.5 percent"),
    ],
)
def test_a_false_figure_gets_its_diagnosis_and_its_correction(
    verifier: Verifier, text: str, quote: str, diagnosis: str | None, write: str | None
) -> None:
    found = verdict(verifier, text, quote)
    assert (found.diagnosis.code if found.diagnosis else None) == diagnosis
    assert (found.correction.text if found.correction else None) == write
    assert (found.outcome is Outcome.SUPPORTED) == (diagnosis is None)


def test_a_correction_replaces_the_words_it_names(verifier: Verifier) -> None:
    text = "Tencent shares, said to be dear, fell by a modest 3.9 percent on Wednesday."
    found = verdict(verifier, text, "3.9 percent")
    assert found.correction is not None
    assert found.correction.span.of(text) == "fell by a modest 3.9 percent"
    assert found.correction.text == "rose by a modest 3.9 percent"


def test_million_for_billion_is_the_magnitude(tmp_path_factory: pytest.TempPathFactory) -> None:
    made = small(
        tmp_path_factory.mktemp("magnitude"),
        bars="symbol,session,close\nACME,2025-01-02,10.2\nACME,2025-01-03,10.8\n",
        shares="symbol,as_of,kind,shares,source\nACME,2025-01-03,issued,2000000000,filing\n",
    )
    # 10.80 x 2,000,000,000 = 21.6 billion
    text = "Acme had a market value of $21.6 million on Friday."
    found = verdict(made, text, published="2025-01-04")
    assert found.outcome is Outcome.REFUTED
    assert found.diagnosis is not None
    assert found.diagnosis.code == "magnitude"
    right = verdict(made, text.replace("million", "billion"), published="2025-01-04")
    assert right.outcome is Outcome.SUPPORTED


def test_nothing_is_no_slip_of_a_decimal_point(verifier: Verifier) -> None:
    found = verdict(verifier, "Alibaba shares rose 0 percent on Wednesday.", "0 percent")
    assert found.diagnosis is not None
    assert found.diagnosis.code == "wrong-figure"


def test_as_much_as_is_not_turned_round(verifier: Verifier) -> None:
    # Turned round it would tell of the session's other end, which nobody has looked at.
    found = verdict(verifier, "Alibaba shares fell as much as 6 percent on Wednesday.", "6")
    assert found.outcome is Outcome.REFUTED
    assert found.correction is None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Alibaba shares plummeted 3 percent on Wednesday.", "3 percent"),
        ("Alibaba shares rose 1 to 2 percent on Wednesday.", "1 to 2 percent"),
        ("Alibaba shares doubled on Wednesday.", "doubled"),
    ],
)
def test_where_no_replacement_is_sure_there_is_none(
    verifier: Verifier, text: str, quote: str
) -> None:
    found = verdict(verifier, text, quote)
    assert found.outcome is Outcome.REFUTED
    assert found.diagnosis is not None
    assert found.correction is None


def test_a_figure_of_two_claims_is_mended_for_neither_where_they_differ(
    verifier: Verifier,
) -> None:
    found = verdicts(verifier, "Alibaba and Tencent shares rose 6 percent on Wednesday.")
    assert [each.outcome for each in found] == [Outcome.REFUTED, Outcome.REFUTED]
    assert [each.correction for each in found] == [None, None]


def test_a_verb_of_two_claims_is_turned_only_where_both_call_for_it(verifier: Verifier) -> None:
    both = verdicts(verifier, "Alibaba shares fell HK$8.90, or 8.5 percent, on Wednesday.")
    assert [each.correction and each.correction.text for each in both] == [
        "rose HK$8.90",
        "rose HK$8.90, or 8.5 percent",
    ]


def test_a_verb_that_is_right_for_another_is_not_turned(verifier: Verifier) -> None:
    text = "Tencent shares rose 3.9 percent and Meituan 2.5 percent on Wednesday."
    _, meituan = verdicts(verifier, text)
    assert meituan.outcome is Outcome.REFUTED
    assert meituan.diagnosis is not None
    assert (meituan.diagnosis.code, meituan.correction) == ("wrong-way", None)


def test_a_claim_that_is_not_refuted_or_imprecise_has_no_diagnosis(verifier: Verifier) -> None:
    text = "Alibaba shares rose 8.5 percent on Wednesday. Nissan shares rose 8.5 percent."
    for each in verdicts(verifier, text):
        assert (each.diagnosis, each.correction) == (None, None)


def test_a_claim_without_a_number_is_not_so(verifier: Verifier) -> None:
    found = verdict(verifier, "Alibaba shares fell on Wednesday.")
    assert found.diagnosis is not None
    assert found.diagnosis.code == "not-so"
    assert found.diagnosis.detail == "113.8 / 104.9 - 1"


@pytest.mark.parametrize(
    ("quote", "value", "unit", "right", "text"),
    [
        ("46 percent", "46", "percent", "45.71", "46 percent"),
        ("46.0 percent", "46.0", "percent", "45.71", "45.7 percent"),
        ("$3.4 billion", "3.4E9", "USD", "2912345678", "$2.9 billion"),
        ("US$87 billion", "87E9", "USD", "85345678901", "US$85 billion"),
        ("HK$1,138.00", "1138.00", "HKD", "113.8", "HK$113.80"),
        ("16,576.66", "16576.66", "point", "12050.41", "12,050.41"),
        ("99 points", "99", "point", "12345.6", "12,346 points"),
        ("12 cents", "0.12", "USD", "0.345", "35 cents"),
        ("0 percent", "0", "percent", "0.04", "0.04 percent"),
        ("6 1/2 percent", "6.5", "percent", "8.4843", "8.5 percent"),
    ],
)
def test_the_right_number_is_dressed_as_the_wrong_one_was(
    quote: str, value: str, unit: str, right: str, text: str
) -> None:
    quantity = Quantity(value=D(value), unit=unit, step=D(1))
    dressed = restyled(quote, quantity, D(right))
    assert dressed is not None
    assert dressed.text == text


@pytest.mark.parametrize(
    ("hedge", "text"),
    [
        (Hedge.EXACT, "8.5 percent"),
        (Hedge.ABOUT, "8.5 percent"),
        (Hedge.NEARLY, "8.5 percent"),
        (Hedge.LESS_THAN, "8.5 percent"),
        (Hedge.MORE_THAN, "8.4 percent"),
        (Hedge.AT_LEAST, "8.4 percent"),
    ],
)
def test_a_number_is_rounded_to_the_side_its_hedge_tells(hedge: Hedge, text: str) -> None:
    quantity = Quantity(value=D("6.2"), unit="percent", step=D("0.1"), hedge=hedge)
    dressed = restyled("6.2 percent", quantity, D("8.4843"))
    assert dressed is not None
    assert dressed.text == text
    low = restyled("6.2 percent", quantity, D("8.41"))
    assert low is not None
    rounds_up = hedge in (Hedge.NEARLY, Hedge.LESS_THAN)
    assert low.text == ("8.5 percent" if rounds_up else "8.4 percent")


MAGNITUDES = (("thousand", "million", "billion", "trillion"), ("m", "bn", "tn"))


@pytest.mark.parametrize(
    ("quote", "written", "value", "text"),
    [
        ("2.8 million yuan", "2.8E6", "280154000000", "280.2 billion yuan"),
        ("$3.4 trillion", "3.4E12", "3400000000", "$3.4 billion"),
        ("$3.4bn", "3.4E9", "3400000", "$3.4m"),
        # a billion's tenths may be written so, and nothing is larger than the last word
        ("$3.4 billion", "3.4E9", "340000000", "$0.3 billion"),
        ("$3.4 trillion", "3.4E12", "5600E12", "$5600.0 trillion"),
        ("3.4 percent", "3.4", "5600", "5600.0 percent"),
    ],
)
def test_a_correction_takes_the_magnitude_that_fits(
    quote: str, written: str, value: str, text: str
) -> None:
    number = D(written)
    quantity = Quantity(value=number, unit="USD", step=last_digit(number), hedge=Hedge.EXACT)
    mended = restyled(quote, quantity, D(value), magnitudes=MAGNITUDES)
    assert mended is not None
    assert mended.text == text
    assert abs(mended.value - D(value)) <= mended.step / 2


def test_a_window_that_may_end_twice_is_mended_by_the_nearer_end(verifier: Verifier) -> None:
    # The week up to Tuesday, from 100.00 to 104.90, is +4.9 percent; up to Wednesday +13.8.
    said = verdict(verifier, "Alibaba shares have gained 15 percent this week.", "15", "2025-02-12")
    assert said.outcome is Outcome.REFUTED
    assert said.correction is not None
    assert said.correction.text == "14 percent"


def test_a_figure_nearly_right_is_corrected_to_what_it_is_nearly(tmp_path: Path) -> None:
    # From 100.00 at the year's end: 103.00 on the 13th is +3.0 percent, 106.10 on the 14th +6.1.
    bars = "symbol,session,open,high,low,close\nACME,2024-12-31,100,100,100,100\n"
    bars += "ACME,2025-01-13,103,103,103,103\nACME,2025-01-14,106.1,106.1,106.1,106.1\n"
    text = "Acme shares have gained 6.0 percent this year."
    said = verdict(small(tmp_path, bars=bars), text, "6.0", "2025-01-14")
    assert said.outcome is Outcome.IMPRECISE
    assert said.correction is not None
    assert said.correction.text == "6.1 percent"
