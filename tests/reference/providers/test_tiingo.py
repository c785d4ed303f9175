"""Tiingo: raw columns beside adjusted ones, and words where a list was expected."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pytest_httpx import HTTPXMock

from reference.providers.asking import KEY, ask, closes, listing, wanted
from tapecheck.reference.providers.errors import (
    KeyRefusedError,
    NoRowsError,
    OutageError,
    ThrottledError,
    UnknownSymbolError,
)

ACME = listing()


def row(day: str, close: float, **more: float) -> dict[str, object]:
    raw = {"open": close, "high": close, "low": close, "close": close, "volume": 1000}
    # Half of everything: splits and dividends taken out.
    adjusted = {"adjClose": close / 2, "adjOpen": close / 2, "adjVolume": 2000}
    plain = {"divCash": 0.0, "splitFactor": 1.0}
    return {"date": f"{day}T00:00:00.000Z"} | raw | adjusted | plain | more


def test_the_raw_columns_are_taken(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json=[row("2025-01-02", 10.2), row("2025-01-03", 10.8)])
    found = ask("tiingo", wanted(of=ACME))
    assert closes(found) == {"2025-01-02": "10.2", "2025-01-03": "10.8"}
    assert [bar.volume for bar in found.bars] == [1000, 1000]


def test_splits_and_dividends_become_actions(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(
        json=[row("2025-01-02", 10, divCash=0.25), row("2025-01-03", 5, splitFactor=2.0)]
    )
    found = ask("tiingo", wanted(of=ACME))
    assert [(each.ex_date.day, each.kind, each.value) for each in found.actions] == [
        (2, "dividend", Decimal("0.25")),
        (3, "split", Decimal("2.0")),
    ]


def test_a_throttle_in_plain_text_under_status_200_is_a_throttle(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(text="You have run over your 500 symbol look up for this month.")
    with pytest.raises(ThrottledError, match="run over your 500 symbol"):
        ask("tiingo", wanted(of=ACME))


def test_a_dict_where_a_list_was_expected_is_a_complaint(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json={"detail": "Error: Ticker 'ACME' not found"})
    with pytest.raises(UnknownSymbolError, match="Ticker 'ACME' not found"):
        ask("tiingo", wanted(of=ACME))


def test_a_refused_key_names_the_variable_and_not_the_key(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(status_code=403, text=f"Invalid token {KEY}.")
    with pytest.raises(KeyRefusedError) as caught:
        ask("tiingo", wanted(of=ACME))
    assert str(caught.value) == (
        "tiingo: status 403: Invalid token [key].; "
        "set TAPECHECK_TIINGO_KEY to a key that allows this"
    )


def test_a_body_that_is_cut_off_is_an_outage(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(text='[{"date": "2025-01-02T00:00:00.000Z", "close": 10.')
    with pytest.raises(OutageError, match="JSON that was cut off"):
        ask("tiingo", wanted(of=ACME))


def test_an_empty_list_is_no_rows(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json=[])
    with pytest.raises(NoRowsError, match="no rows of ACME from 2025-01-02 to 2025-01-06"):
        ask("tiingo", wanted(of=ACME))


def test_the_key_goes_into_a_header(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json=[row("2025-01-02", 10)])
    ask("tiingo", wanted(of=ACME))
    sent = httpx_mock.get_requests()[0]
    assert sent.headers["authorization"] == f"Token {KEY}"
    assert KEY not in str(sent.url)
