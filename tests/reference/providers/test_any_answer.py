"""Whatever a vendor sends, out come rows that can be held, or an error with its name."""

from __future__ import annotations

import contextlib
import copy
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.providers.asking import listing, wanted
from tapecheck.reference.providers.catalogue import VENDORS
from tapecheck.reference.providers.errors import VendorError
from tapecheck.reference.providers.staging import fetched
from tapecheck.reference.providers.vendor import Found, Vendor, Wanted
from tapecheck.reference.providers.wire import Answer

T = TypeVar("T")

BAR = {"open": 10, "high": 11, "low": 9, "close": 10.5, "volume": 100}
TEXTS = {name: str(value) for name, value in BAR.items()}
YAHOO = {
    "chart": {
        "result": [
            {
                "meta": {"symbol": "ACME", "currency": "USD", "exchangeName": "NYQ",
                         "instrumentType": "EQUITY", "exchangeTimezoneName": "America/New_York"},
                "timestamp": [1735828200],
                "indicators": {"quote": [{name: [value] for name, value in BAR.items()}]},
                "events": {"splits": {"1": {"date": 1735914600, "numerator": 2, "denominator": 1}},
                           "dividends": {"1": {"date": 1735914600, "amount": 0.1}}},
            }
        ],
        "error": None,
    }
}  # fmt: skip
FACT = {"end": "2025-01-03", "val": 50_000_000, "accn": "A", "filed": "2025-01-05", "form": "10-Q"}
# What each vendor answers, by a part of the address.
ANSWERS: dict[str, dict[str, Any]] = {
    "yahoo": {"": YAHOO},
    "alphavantage": {
        "": {
            "Meta Data": {"2. Symbol": "ACME"},
            "Time Series (Daily)": {
                "2025-01-02": {f"{at}. {name}": text for at, (name, text) in
                               enumerate(TEXTS.items(), 1)}
            },
        }
    },
    "tiingo": {"": [BAR | {"date": "2025-01-02T00:00:00.000Z", "divCash": 0.1, "splitFactor": 2}]},
    "eodhd": {
        "/eod/": [BAR | {"date": "2025-01-02"}],
        "/splits/": [{"date": "2025-01-02", "split": "2.0/1.0"}],
    },
    "twelvedata": {
        "": {
            "meta": {"symbol": "ACME", "currency": "USD", "mic_code": "XNYS", "type": "ETF"},
            "values": [TEXTS | {"datetime": "2025-01-02"}],
            "status": "ok",
        }
    },
    "massive": {
        "": {"adjusted": False, "results": [{"t": 1735794000000, "o": 10, "h": 11, "l": 9, "c": 10,
                                             "v": 100}]}
    },
    "fred": {
        "/observations": {
            "count": 1,
            "observations": [
                {"realtime_start": "2025-01-04", "date": "2025-01-02", "value": "4.5"}
            ],
        },
        "/series": {"seriess": [{"units": "Percent", "frequency": "Monthly"}]},
    },
    "ecb": {
        "": "FREQ,CURRENCY,CURRENCY_DENOM,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n"
        "D,USD,EUR,2025-01-02,1.03,A\n"
    },
    "sec": {
        "": {
            "facts": {
                "dei": {"EntityCommonStockSharesOutstanding": {"units": {"shares": [FACT]}}},
                "us-gaap": {"Revenues": {"units": {"USD": [FACT | {"start": "2025-01-01"}]}}},
            }
        }
    },
}  # fmt: skip
WANTED = {
    "ecb": wanted("USD"),
    "sec": wanted("12345", of=listing()),
    "fred": wanted("CPI", subject="prices"),
}
ODD = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12),
    st.sampled_from(["NaN", "Infinity", "-1", "1e40", "1e-40", ".", "N/A", "2025-13-45", "0/0"]),
    st.sampled_from([10**30, -1, 0, 1e300, 1e-300, 9_999_999_999_999]),
    st.lists(st.integers(), max_size=2), st.dictionaries(st.text(max_size=3), st.integers()),
)  # fmt: skip


class Told:
    """A line on which a vendor says what a test wants it to."""

    def __init__(self, vendor: Vendor, answers: Mapping[str, Any]) -> None:
        self.vendor = vendor
        self._answers = answers

    def get(self, url: str, _: object, read: Callable[[Answer], T]) -> T:
        said = next(answer for part, answer in self._answers.items() if part in url)
        text = said if isinstance(said, str) else json.dumps(said)
        return read(Answer(vendor=self.vendor.name, text=text))


def ask(name: str, answers: Mapping[str, Any]) -> tuple[Wanted, Found]:
    what = WANTED.get(name, wanted(of=listing()))
    line: Any = Told(VENDORS[name], answers)
    return what, VENDORS[name].ask(line, what)


def places(value: object, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every part of an answer."""
    yield at
    inner = value.items() if isinstance(value, dict) else ()
    inner = enumerate(value) if isinstance(value, list) else inner
    for key, each in inner:
        yield from places(each, (*at, key))


def changed(answers: dict[str, Any], way: tuple[Any, ...], odd: object) -> dict[str, Any]:
    """Return the answers with one part put in place of another."""
    made = copy.deepcopy(answers)
    inner: Any = made
    for key in way[:-1]:
        inner = inner[key]
    inner[way[-1]] = odd
    return made


@pytest.mark.parametrize("name", sorted(VENDORS))
def test_the_plain_answer_gives_rows(name: str) -> None:
    found = ask(name, ANSWERS[name])
    assert fetched([found], name)


@pytest.mark.parametrize("name", sorted(VENDORS))
@settings(max_examples=60)
@given(data=st.data())
def test_one_odd_part_gives_rows_that_can_be_held_or_an_error(
    name: str, data: st.DataObject
) -> None:
    ways = [way for way in places(ANSWERS[name]) if way]
    answers = changed(ANSWERS[name], data.draw(st.sampled_from(ways)), data.draw(ODD))
    with contextlib.suppress(VendorError):
        assert fetched([ask(name, answers)], name)


@pytest.mark.parametrize("name", sorted(VENDORS))
@settings(max_examples=40)
@given(text=st.text(), cut=st.integers(min_value=1, max_value=400))
def test_any_text_and_any_cut_give_an_error(name: str, text: str, cut: int) -> None:
    whole = {part: said if isinstance(said, str) else json.dumps(said)
             for part, said in ANSWERS[name].items()}  # fmt: skip
    for answers in (
        dict.fromkeys(whole, text),
        {p: said[: -min(cut, len(said))] for p, said in whole.items()},
    ):
        try:
            _, found = ask(name, answers)
        except VendorError:
            continue
        # A CSV that ends with a whole value cannot be told from one that was cut there.
        assert name == "ecb"
        assert len(found.rates) == 1
