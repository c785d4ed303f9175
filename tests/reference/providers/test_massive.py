"""Massive: New York days in milliseconds, pages, and a default of adjusted prices."""

from __future__ import annotations

import datetime as dt

import pytest
from pytest_httpx import HTTPXMock

from reference.providers.asking import KEY, ask, closes, listing, wanted
from tapecheck.reference.providers.errors import AnswerError, KeyRefusedError, NoRowsError

ACME = listing()


def row(moment: str, close: float) -> dict[str, float]:
    t = int(dt.datetime.fromisoformat(moment).timestamp()) * 1000
    return {"t": t, "o": close, "h": close, "l": close, "c": close, "v": 1000.0}


# The start of a day in New York, in winter.
SECOND = row("2025-01-02T00:00:00-05:00", 10.2)
THIRD = row("2025-01-03T00:00:00-05:00", 10.8)


def test_a_stamp_is_a_new_york_day(httpx_mock: HTTPXMock) -> None:
    summer = row("2025-07-02T00:00:00-04:00", 12)
    httpx_mock.add_response(json={"ticker": "ACME", "adjusted": False, "results": [summer]})
    found = ask(
        "massive", wanted(of=ACME, since="2025-07-01", until="2025-07-03", today="2025-07-09")
    )
    assert closes(found) == {"2025-07-02": "12"}


def test_pages_are_followed_on_the_vendors_own_host(httpx_mock: HTTPXMock) -> None:
    following = "https://elsewhere.example/v2/aggs/ticker/ACME/range/1/day/x/y?cursor=abc"
    httpx_mock.add_response(json={"results": [SECOND], "next_url": following})
    httpx_mock.add_response(json={"results": [THIRD]})
    assert closes(ask("massive", wanted(of=ACME))) == {"2025-01-02": "10.2", "2025-01-03": "10.8"}
    second = httpx_mock.get_requests()[1]
    assert (second.url.host, second.url.params["cursor"]) == ("api.massive.com", "abc")


def test_unadjusted_prices_are_asked_for_and_adjusted_ones_refused(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json={"adjusted": True, "results": [SECOND]})
    with pytest.raises(AnswerError, match="sent adjusted prices of ACME"):
        ask("massive", wanted(of=ACME))
    sent = httpx_mock.get_requests()[0]
    assert sent.url.params["adjusted"] == "false"
    assert sent.headers["authorization"] == f"Bearer {KEY}"


def test_results_that_are_missing_are_no_rows(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json={"status": "OK", "resultsCount": 0, "adjusted": False})
    with pytest.raises(NoRowsError):
        ask("massive", wanted(of=ACME))


def test_a_plan_that_does_not_reach_so_far_is_told(httpx_mock: HTTPXMock) -> None:
    message = "You are not entitled to this data. Please upgrade your plan."
    httpx_mock.add_response(json={"status": "NOT_AUTHORIZED", "message": message})
    with pytest.raises(KeyRefusedError, match="not entitled"):
        ask("massive", wanted(of=ACME))
