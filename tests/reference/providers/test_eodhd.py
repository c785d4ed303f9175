"""EODHD: raw prices beside an adjusted close and a split-adjusted volume."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from pytest_httpx import HTTPXMock

from reference.providers.asking import KEY, ask, closes, listing, wanted
from tapecheck.reference.providers.eodhd import spell
from tapecheck.reference.providers.errors import AnswerError, KeyRefusedError, ThrottledError

ACME = listing()
EOD, SPLITS = re.compile(r".*/eod/.*"), re.compile(r".*/splits/.*")


def row(day: str, close: float, adjusted: float | None = None) -> dict[str, object]:
    prices = {"open": close, "high": close, "low": close, "close": close}
    return {"date": day, **prices, "adjusted_close": adjusted or close / 4, "volume": 4000}


def answer(mock: HTTPXMock, rows: object, splits: object = ()) -> None:
    mock.add_response(url=EOD, json=rows)
    mock.add_response(url=SPLITS, json=list(splits) if isinstance(splits, tuple) else splits)


def test_the_raw_close_is_taken_and_the_adjusted_one_is_not(httpx_mock: HTTPXMock) -> None:
    answer(httpx_mock, [row("2025-01-02", 10.2), row("2025-01-03", 10.8)])
    assert closes(ask("eodhd", wanted("ACME.US", of=ACME))) == {
        "2025-01-02": "10.2",
        "2025-01-03": "10.8",
    }


def test_volume_before_a_split_is_unknown_because_it_was_adjusted(httpx_mock: HTTPXMock) -> None:
    answer(
        httpx_mock,
        [row("2025-01-02", 10), row("2025-01-03", 5)],
        [{"date": "2025-01-03", "split": "2.000000/1.000000"}],
    )
    found = ask("eodhd", wanted("ACME.US", of=ACME))
    assert [bar.volume for bar in found.bars] == [None, 4000]
    assert [(str(each.ex_date), each.value) for each in found.actions] == [
        ("2025-01-03", Decimal(2))
    ]


def test_a_split_that_cannot_be_read_is_refused(httpx_mock: HTTPXMock) -> None:
    answer(httpx_mock, [row("2025-01-02", 10)], [{"date": "2025-01-03", "split": "2 for 0"}])
    with pytest.raises(AnswerError, match="cannot read the split '2 for 0'"):
        ask("eodhd", wanted("ACME.US", of=ACME))


def test_a_market_quoted_in_pence_is_refused(httpx_mock: HTTPXMock) -> None:
    with pytest.raises(AnswerError, match=r"does not say in which unit it quotes ACME\.LSE"):
        ask("eodhd", wanted("ACME.LSE", of=listing("ACME.L", "XLON", "GBP")))
    assert httpx_mock.get_requests() == []


def test_an_error_object_is_no_empty_answer(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(url=EOD, json={"message": "You exceeded your daily API limit"})
    with pytest.raises(ThrottledError, match="exceeded your daily"):
        ask("eodhd", wanted("ACME.US", of=ACME))


def test_a_plan_that_is_too_small_is_told(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(url=EOD, status_code=402, text="Payment required")
    with pytest.raises(KeyRefusedError, match="status 402"):
        ask("eodhd", wanted("ACME.US", of=ACME))


def test_the_key_is_sent_and_never_shown(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(url=EOD, status_code=500, text=f"no such token {KEY}")
    with pytest.raises(Exception, match="status 500") as caught:
        ask("eodhd", wanted("ACME.US", of=ACME))
    assert KEY not in repr(caught.value)
    assert httpx_mock.get_requests()[0].url.params["api_token"] == KEY


@pytest.mark.parametrize(
    ("symbol", "mic", "spelled"),
    [
        ("ACME", "XNAS", "ACME.US"),
        ("ACME.B", "XNYS", "ACME-B.US"),
        ("9999.HK", "XHKG", "9999.HK"),
        ("ACME", "XBKK", None),
    ],
)
def test_a_listing_is_spelled_with_the_vendors_exchange(
    symbol: str, mic: str, spelled: str | None
) -> None:
    assert spell(listing(symbol, mic)) == spelled
