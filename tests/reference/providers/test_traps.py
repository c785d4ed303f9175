"""Every trap that turns an answer into a wrong price, beside every vendor that may set it.

Each ends in a named error, or in fewer rows with a reason. Traps of one vendor alone (a currency in
pence, adjusted columns, another listing) are in the file of that vendor.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable

import pytest
from pytest_httpx import HTTPXMock

from reference.providers.asking import ask, day, listing, wanted
from tapecheck.reference.providers.catalogue import VENDORS
from tapecheck.reference.providers.errors import (
    AnswerError,
    KeyRefusedError,
    NoRowsError,
    OutageError,
    ThrottledError,
    UnknownSymbolError,
    VendorError,
)
from tapecheck.reference.providers.vendor import Found, Wanted

pytestmark = pytest.mark.httpx_mock(assert_all_responses_were_requested=False)

Closes = dict[str, float | None]  # by day; None where the vendor has no price
WHOLE: Closes = {"2025-01-02": 10.5, "2025-01-03": 10.6}
WANTED = {
    "ecb": wanted("USD"),
    "fred": wanted("DGS10", of=listing(kind="yield")),
    "sec": wanted("12345", of=listing(), since="2025-01-01"),
}


def _bar(close: float | None) -> dict[str, object]:
    return {"open": close, "high": close, "low": close, "close": close, "volume": 100}


def _texts(close: float | None) -> dict[str, str]:
    return {name: str(value) for name, value in _bar(close).items()}


def _yahoo(closes: Closes) -> object:
    meta = {"symbol": "ACME", "currency": "USD", "exchangeName": "NYQ", "instrumentType": "EQUITY",
            "exchangeTimezoneName": "America/New_York"}  # fmt: skip
    opening = dt.time(14, 30, tzinfo=dt.UTC)
    quote = {name: [_bar(each)[name] for each in closes.values()] for name in _bar(None)}
    stamps = [int(dt.datetime.combine(day(each), opening).timestamp()) for each in closes]
    chart = {"meta": meta, "timestamp": stamps, "indicators": {"quote": [quote]}}
    return {"chart": {"result": [chart] if closes else [], "error": None}}


def _alphavantage(closes: Closes) -> object:
    series = {
        each: {f"{at}. {name}": text for at, (name, text) in enumerate(_texts(close).items(), 1)}
        for each, close in closes.items()
    }
    return {"Meta Data": {"2. Symbol": "ACME"}, "Time Series (Daily)": series}


def _tiingo(closes: Closes) -> object:
    return [_bar(close) | {"date": f"{each}T00:00:00.000Z"} for each, close in closes.items()]


def _eodhd(closes: Closes) -> object:
    return [_bar(close) | {"date": each} for each, close in closes.items()]


def _twelvedata(closes: Closes) -> object:
    meta = {"symbol": "ACME", "currency": "USD", "mic_code": "XNYS", "type": "Common Stock"}
    values = [_texts(close) | {"datetime": each} for each, close in closes.items()]
    return {"meta": meta, "values": values, "status": "ok"}


def _massive(closes: Closes) -> object:
    midnight = dt.time(5, tzinfo=dt.UTC)  # in New York
    rows = [
        {"t": int(dt.datetime.combine(day(each), midnight).timestamp() * 1000),
         "o": close, "h": close, "l": close, "c": close, "v": 100}
        for each, close in closes.items()
    ]  # fmt: skip
    return {"adjusted": False, "status": "OK", "resultsCount": len(rows), "results": rows}


def _fred(closes: Closes) -> object:
    rows = [
        {"realtime_start": each, "date": each, "value": "." if close is None else str(close)}
        for each, close in closes.items()
    ]
    return {"count": len(rows), "observations": rows}


def _ecb(closes: Closes) -> str:
    rows = (
        f"D,USD,EUR,{each},{'' if close is None else close},A\n" for each, close in closes.items()
    )
    return "FREQ,CURRENCY,CURRENCY_DENOM,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n" + "".join(rows)


def _sec(closes: Closes) -> object:
    facts = [
        {"end": each, "val": int(close * 10_000_000), "accn": each, "filed": each, "form": "10-Q"}
        for each, close in closes.items()
        if close is not None
    ]
    shares = {"EntityCommonStockSharesOutstanding": {"units": {"shares": facts}}}
    return {"facts": {"dei": shares if facts else {}}}


SAYS: dict[str, Callable[[Closes], object]] = {
    "yahoo": _yahoo, "alphavantage": _alphavantage, "tiingo": _tiingo, "eodhd": _eodhd,
    "twelvedata": _twelvedata, "massive": _massive, "fred": _fred, "ecb": _ecb, "sec": _sec,
}  # fmt: skip
STRICT = {"alphavantage", "massive", "twelvedata"}  # their rows always have a price
DAILY = sorted(set(SAYS) - {"sec"})  # of counts there is no row a day


def whole(vendor: str, closes: Closes) -> str:
    said = SAYS[vendor](closes)
    return said if isinstance(said, str) else json.dumps(said)


def asked(vendor: str, text: str, line: HTTPXMock, *, status: int = 200) -> Found:
    """Return what is found where a vendor sends this, to whatever it is asked."""
    line.add_response(text="[]", url=_SPLITS, is_reusable=True)
    line.add_response(text=text, status_code=status, is_reusable=True)
    return ask(vendor, _wanted(vendor))


_SPLITS = re.compile(r".*/splits/.*")


def _wanted(vendor: str) -> Wanted:
    return WANTED.get(vendor, wanted(of=listing()))


def days(found: Found) -> list[str]:
    return [str(each.session) for each in (*found.bars, *found.rates)]


def test_every_vendor_is_held_to_every_trap() -> None:
    assert set(SAYS) == set(VENDORS)


@pytest.mark.parametrize("vendor", DAILY)
def test_an_answer_without_a_trap_gives_its_rows(vendor: str, httpx_mock: HTTPXMock) -> None:
    assert days(asked(vendor, whole(vendor, WHOLE), httpx_mock)) == list(WHOLE)


@pytest.mark.parametrize("vendor", sorted(SAYS))
@pytest.mark.parametrize(
    ("text", "errors"),
    [
        ("You have run over your hourly request allocation.", (ThrottledError, OutageError)),
        ("<!DOCTYPE html><html><body>Prove that you are human.</body></html>", (OutageError,)),
        ("", (OutageError,)),
        ("Will be right back", (OutageError,)),
    ],
    ids=["throttle", "web-page", "nothing", "apology"],
)
def test_what_is_no_data_under_status_200_is_an_error(
    vendor: str, text: str, errors: tuple[type[VendorError], ...], httpx_mock: HTTPXMock
) -> None:
    with pytest.raises(errors):
        asked(vendor, text, httpx_mock)


@pytest.mark.parametrize("vendor", sorted(SAYS))
def test_a_body_that_is_cut_off_is_an_outage(vendor: str, httpx_mock: HTTPXMock) -> None:
    cut = whole(vendor, WHOLE)[:-5]
    with pytest.raises(OutageError):
        asked(vendor, cut, httpx_mock)


@pytest.mark.parametrize("vendor", sorted(SAYS))
@pytest.mark.parametrize(
    ("status", "error"),
    [(429, ThrottledError), (503, OutageError), (401, KeyRefusedError)],
)
def test_a_status_that_is_no_success_is_an_error_with_its_name(
    vendor: str, status: int, error: type[VendorError], httpx_mock: HTTPXMock
) -> None:
    with pytest.raises(error):
        asked(vendor, whole(vendor, WHOLE), httpx_mock, status=status)


@pytest.mark.parametrize("vendor", sorted(SAYS))
def test_an_answer_that_is_empty_says_so(vendor: str, httpx_mock: HTTPXMock) -> None:
    with pytest.raises((NoRowsError, AnswerError, UnknownSymbolError)):
        asked(vendor, whole(vendor, {}), httpx_mock)


@pytest.mark.parametrize("vendor", DAILY)
def test_a_row_without_a_price_never_becomes_one(vendor: str, httpx_mock: HTTPXMock) -> None:
    text = whole(vendor, WHOLE | {"2025-01-06": None})
    if vendor in STRICT:
        with pytest.raises(AnswerError, match="another shape than it documents"):
            asked(vendor, text, httpx_mock)
        return
    found = asked(vendor, text, httpx_mock)
    assert days(found) == list(WHOLE)
    assert ["2025-01-06" in str(each) for each in found.left_out] == [True]


@pytest.mark.parametrize("vendor", DAILY)
def test_a_live_row_behind_the_days_that_were_asked_for_is_not_taken(
    vendor: str, httpx_mock: HTTPXMock
) -> None:
    # Asked on 8 January for the days up to the 6th.
    found = asked(vendor, whole(vendor, WHOLE | {"2025-01-08": 99}), httpx_mock)
    assert days(found) == list(WHOLE)


@pytest.mark.parametrize("vendor", DAILY)
def test_rows_in_any_order_keep_their_days(vendor: str, httpx_mock: HTTPXMock) -> None:
    backwards = dict(reversed(WHOLE.items()))
    found = asked(vendor, whole(vendor, backwards), httpx_mock)
    told = {str(each.session): float(each.close) for each in found.bars}
    told |= {str(each.session): float(each.per_eur) for each in found.rates}
    assert told == WHOLE
