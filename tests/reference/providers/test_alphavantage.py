"""Alpha Vantage: complaints under status 200, and an answer that silently starts late."""

from __future__ import annotations

import pytest
from pytest_httpx import HTTPXMock

from reference.providers.asking import KEY, ask, closes, listing, wanted
from tapecheck.reference.providers.errors import (
    AnswerError,
    KeyRefusedError,
    ThrottledError,
    UnknownSymbolError,
    VendorError,
)

ACME = listing()


def daily(closes: dict[str, str], symbol: str = "ACME", **more: str) -> dict[str, object]:
    rows = {
        day: {"1. open": close, "2. high": close, "3. low": close, "4. close": close,
              "5. volume": "1000"} | more
        for day, close in closes.items()
    }  # fmt: skip
    return {"Meta Data": {"2. Symbol": symbol}, "Time Series (Daily)": rows}


def test_the_plain_close_is_taken(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json=daily({"2025-01-03": "10.80", "2025-01-02": "10.20"}))
    found = ask("alphavantage", wanted(of=ACME))
    assert closes(found) == {"2025-01-02": "10.2", "2025-01-03": "10.8"}
    assert found.bars[0].volume == 1000


def test_days_beyond_those_asked_for_are_not_taken(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(
        json=daily({"2024-12-31": "9", "2025-01-02": "10.2", "2025-01-07": "8"})
    )
    assert closes(ask("alphavantage", wanted(of=ACME))) == {"2025-01-02": "10.2"}


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (
            {"Note": "Our standard API call frequency is 5 calls per minute."},
            ThrottledError,
        ),
        (
            {
                "Information": f"We have detected your API key as {KEY} and our standard API rate "
                "limit is 25 requests per day."
            },
            ThrottledError,
        ),
        ({"Information": "This is a premium endpoint."}, KeyRefusedError),
        ({"Error Message": "Invalid API call. Please retry."}, UnknownSymbolError),
        ({"Error Message": "the parameter apikey is invalid or missing."}, KeyRefusedError),
        ({}, AnswerError),
    ],
)
def test_a_complaint_under_status_200_is_no_data(
    httpx_mock: HTTPXMock, answer: dict[str, str], error: type[VendorError]
) -> None:
    httpx_mock.add_response(json=answer)
    with pytest.raises(error) as caught:
        ask("alphavantage", wanted(of=ACME))
    assert KEY not in str(caught.value)


def test_a_throttle_where_rows_were_expected_is_no_row(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(text="Thank you for using Alpha Vantage! Our rate limit is 25 a day.")
    with pytest.raises(ThrottledError):
        ask("alphavantage", wanted(of=ACME))


def test_the_adjusted_function_is_told_by_its_columns(httpx_mock: HTTPXMock) -> None:
    # There "5." is the adjusted close: it must not pass for a volume.
    rows = {"2025-01-02": {"1. open": "10", "2. high": "10", "3. low": "10", "4. close": "10",
                           "5. adjusted close": "5", "6. volume": "1000"}}  # fmt: skip
    httpx_mock.add_response(json={"Meta Data": {"2. Symbol": "ACME"}, "Time Series (Daily)": rows})
    with pytest.raises(AnswerError, match="another shape than it documents"):
        ask("alphavantage", wanted(of=ACME))


def test_an_answer_for_another_symbol_is_refused(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json=daily({"2025-01-02": "10"}, symbol="ACMED"))
    with pytest.raises(AnswerError, match="answers for ACMED, not ACME"):
        ask("alphavantage", wanted(of=ACME))


def test_a_short_span_asks_for_the_compact_answer(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json=daily({"2025-01-02": "10"}))
    ask("alphavantage", wanted(of=ACME))
    assert httpx_mock.get_requests()[0].url.params["outputsize"] == "compact"


def test_a_long_span_that_comes_back_compact_is_refused(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json=daily({"2025-01-02": "10", "2025-01-03": "10"}))
    with pytest.raises(AnswerError, match="the last 2 rows of ACME only, from 2025-01-02"):
        ask("alphavantage", wanted(of=ACME, since="2020-01-02"))
    assert httpx_mock.get_requests()[0].url.params["outputsize"] == "full"
