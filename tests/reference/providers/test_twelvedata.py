"""Twelve Data: errors under status 200, defaults that must not be left alone, other listings."""

from __future__ import annotations

import pytest
from pytest_httpx import HTTPXMock

from reference.providers.asking import KEY, ask, closes, listing, wanted
from tapecheck.reference.providers.errors import (
    AnswerError,
    KeyRefusedError,
    NoRowsError,
    ThrottledError,
    UnknownSymbolError,
    VendorError,
)

ACME = listing()


def series(closes: dict[str, str], **meta: str) -> dict[str, object]:
    described = {
        "symbol": "ACME", "interval": "1day", "currency": "USD", "mic_code": "XNYS",
        "type": "Common Stock",
    } | meta  # fmt: skip
    rows = [
        {"datetime": day, "open": c, "high": c, "low": c, "close": c, "volume": "1000"}
        for day, c in closes.items()
    ]
    return {"meta": described, "values": rows, "status": "ok"}


def test_rows_are_put_in_order_whatever_order_they_come_in(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json=series({"2025-01-03": "10.8", "2025-01-02": "10.2"}))
    assert list(closes(ask("twelvedata", wanted(of=ACME)))) == ["2025-01-02", "2025-01-03"]


def test_no_default_is_left_to_the_vendor(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json=series({"2025-01-02": "10.2"}))
    ask("twelvedata", wanted(of=ACME))
    sent = httpx_mock.get_requests()[0]
    asked = sent.url.params
    assert (asked["order"], asked["adjust"], asked["outputsize"], asked["mic_code"]) == (
        "asc", "none", "5000", "XNYS",
    )  # fmt: skip
    # The last day wanted is the 6th, and the vendor's end is not included.
    assert asked["end_date"] == "2025-01-07"
    assert sent.headers["authorization"] == f"apikey {KEY}"


@pytest.mark.parametrize(
    ("code", "message", "error"),
    [
        (429, "You have run out of API credits for the current minute.", ThrottledError),
        (401, "apikey parameter is incorrect or not specified.", KeyRefusedError),
        (404, "symbol ACME not found", UnknownSymbolError),
        (400, "start_date is wrong", AnswerError),
    ],
)
def test_an_error_under_status_200_is_no_data(
    httpx_mock: HTTPXMock, code: int, message: str, error: type[VendorError]
) -> None:
    httpx_mock.add_response(json={"code": code, "message": message, "status": "error"})
    with pytest.raises(error):
        ask("twelvedata", wanted(of=ACME))


def test_another_exchange_is_another_listing(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json=series({"2025-01-02": "10.2"}, mic_code="XLON"))
    with pytest.raises(AnswerError, match="answers for ACME on XLON, not on XNYS"):
        ask("twelvedata", wanted(of=ACME))


def test_pence_are_divided(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json=series({"2025-01-02": "609.60"}, mic_code="XLON", currency="GBp"))
    london = listing("ACME", "XLON", "GBP")
    assert closes(ask("twelvedata", wanted(of=london))) == {"2025-01-02": "6.096"}


def test_as_many_rows_as_the_vendor_ever_sends_may_be_cut(httpx_mock: HTTPXMock) -> None:
    answer = series({"2025-01-02": "10"})
    row = {"datetime": "2025-01-02", "open": "1", "high": "1", "low": "1", "close": "1"}
    httpx_mock.add_response(json=answer | {"values": [row] * 5000})
    with pytest.raises(AnswerError, match="sent 5000 rows"):
        ask("twelvedata", wanted(of=ACME))


def test_an_answer_without_rows_is_told(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json={"status": "ok"})
    with pytest.raises(NoRowsError):
        ask("twelvedata", wanted(of=ACME))


def test_it_describes_a_listing_that_nobody_knows_yet(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json=series({"2025-01-02": "10.2"}))
    told = ask("twelvedata", wanted()).listing
    assert told is not None
    assert (told.id, told.currency, told.kind) == ("XNYS:ACME", "USD", "equity")
