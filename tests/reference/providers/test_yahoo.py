"""Yahoo: split-adjusted closes, live rows, pence, nulls and pages that are no data."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest
from pytest_httpx import HTTPXMock

from reference.providers.asking import ask, closes, listing, reasons, wanted
from tapecheck.reference.providers.errors import (
    AnswerError,
    NoRowsError,
    OutageError,
    ThrottledError,
    UnknownSymbolError,
)

ACME = listing()
# Half past two in New York's winter, in UTC: the session opens.
OPENS = dt.time(14, 30, tzinfo=dt.UTC)
DAYS = ("2025-01-02", "2025-01-03", "2025-01-06")


def stamp(day: str, at: dt.time = OPENS) -> int:
    return int(dt.datetime.combine(dt.date.fromisoformat(day), at).timestamp())


def chart(
    rows: dict[str, list[float | None]],
    *,
    meta: dict[str, str] | None = None,
    events: dict[str, object] | None = None,
    stamps: list[int] | None = None,
) -> dict[str, object]:
    """Return a chart of rows of open, high, low, close and volume."""
    columns = list(zip(*rows.values(), strict=True)) if rows else [[]] * 5
    names = ("open", "high", "low", "close", "volume")
    described = {
        "symbol": "ACME", "currency": "USD", "exchangeName": "NYQ", "instrumentType": "EQUITY",
        "exchangeTimezoneName": "America/New_York", "longName": "Acme Corporation",
    } | (meta or {})  # fmt: skip
    result = {
        "meta": described,
        "timestamp": stamps or [stamp(day) for day in rows],
        "indicators": {"quote": [dict(zip(names, map(list, columns), strict=True))]},
        "events": events or {},
    }
    return {"chart": {"result": [result], "error": None}}


PLAIN = {
    "2025-01-02": [10.0, 10.5, 9.8, 10.2, 1000],
    "2025-01-03": [10.2, 10.9, 10.1, 10.8, 1200],
    "2025-01-06": [10.8, 11.0, 10.5, 10.6, 900],
}


def test_rows_become_bars_of_the_exchanges_own_days(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json=chart(PLAIN))
    found = ask("yahoo", wanted(of=ACME))
    assert closes(found) == {"2025-01-02": "10.2", "2025-01-03": "10.8", "2025-01-06": "10.6"}
    assert found.bars[0].volume == 1000
    assert {bar.status for bar in found.bars} == {"official"}


def test_a_stamp_is_a_day_of_the_exchange_not_of_greenwich(httpx_mock: HTTPXMock) -> None:
    # Auckland opens at ten on the 6th, which is nine in the evening of the 5th in Greenwich.
    auckland = stamp("2025-01-05", dt.time(21, 0, tzinfo=dt.UTC))
    answer = chart(
        {"2025-01-06": [10, 10, 10, 10, 5]},
        meta={"exchangeTimezoneName": "Pacific/Auckland", "exchangeName": "NZE"},
        stamps=[auckland],
    )
    httpx_mock.add_response(json=answer)
    assert list(closes(ask("yahoo", wanted(of=listing(mic="XNZE"))))) == ["2025-01-06"]


def test_a_null_row_is_left_out_with_its_reason(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json=chart(PLAIN | {"2025-01-03": [None] * 5}))
    found = ask("yahoo", wanted(of=ACME))
    assert list(closes(found)) == ["2025-01-02", "2025-01-06"]
    assert reasons(found) == ["ACME 2025-01-03: no close"]


def test_a_live_row_after_the_end_is_left_out(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json=chart(PLAIN | {"2025-01-08": [11, 99, 11, 99, 7]}))
    found = ask("yahoo", wanted(of=ACME))
    assert "2025-01-08" not in closes(found)
    assert reasons(found) == [
        "ACME 2025-01-08: a live price: the session was not over when it was fetched"
    ]


def test_a_close_before_a_later_split_is_put_back_as_it_traded(httpx_mock: HTTPXMock) -> None:
    # One for ten on the 6th: what closed at 1.98 on the 3rd comes back as 19.80.
    rows: dict[str, list[float | None]] = {
        "2025-01-03": [20, 20.5, 19, 19.8, 100],
        "2025-01-06": [20, 21, 19.5, 20.5, 100],
    }
    split = {
        "splits": {
            "1": {
                "date": stamp("2025-01-06"),
                "numerator": 1,
                "denominator": 10,
                "splitRatio": "1:10",
            }
        }
    }
    httpx_mock.add_response(json=chart(rows, events=split))
    found = ask("yahoo", wanted(of=ACME))
    assert closes(found) == {"2025-01-03": "1.98", "2025-01-06": "20.5"}
    assert [bar.status for bar in found.bars] == ["provisional", "official"]
    assert found.bars[0].source == "Yahoo chart, later splits undone (x 0.1)"
    assert [(each.kind, each.value) for each in found.actions] == [("split", Decimal("0.1"))]


def test_a_split_after_the_last_day_wanted_counts_too(httpx_mock: HTTPXMock) -> None:
    split = {"splits": {"1": {"date": stamp("2025-01-07"), "numerator": 2, "denominator": 1}}}
    httpx_mock.add_response(json=chart(PLAIN | {"2025-01-07": [5, 5, 5, 5, 5]}, events=split))
    found = ask("yahoo", wanted(of=ACME))
    # 10.6 x 2 on the last day; the row of the 7th was asked for only to learn of the split.
    assert closes(found)["2025-01-06"] == "21.2"
    assert "2025-01-07" not in closes(found)
    asked = httpx_mock.get_requests()[0].url.params
    assert int(asked["period2"]) == stamp("2025-01-09", dt.time(tzinfo=dt.UTC))


def test_the_adjusted_close_is_never_used_even_where_it_is_infinite(httpx_mock: HTTPXMock) -> None:
    body = json.dumps(chart(PLAIN)).replace(
        '"quote"', '"adjclose": [{"adjclose": [Infinity, 5.1, 5.2]}], "quote"'
    )
    httpx_mock.add_response(text=body)
    assert closes(ask("yahoo", wanted(of=ACME)))["2025-01-02"] == "10.2"


def test_pence_are_divided_by_a_hundred_exactly(httpx_mock: HTTPXMock) -> None:
    rows: dict[str, list[float | None]] = {"2025-01-02": [610, 611.2, 605, 609.6, 10]}
    meta = {"symbol": "ACME.L", "currency": "GBp", "exchangeName": "LSE",
            "exchangeTimezoneName": "Europe/London"}  # fmt: skip
    httpx_mock.add_response(json=chart(rows, meta=meta))
    london = listing("ACME.L", "XLON", "GBP")
    found = ask("yahoo", wanted("ACME.L", of=london))
    assert closes(found) == {"2025-01-02": "6.096"}
    assert found.bars[0].high == Decimal("6.112")


def test_a_series_that_changes_from_pence_to_pounds_is_refused_whole(
    httpx_mock: HTTPXMock,
) -> None:
    rows: dict[str, list[float | None]] = {
        "2025-01-02": [610, 611, 605, 609.6, 10],
        "2025-01-03": [5.9, 6.0, 5.8, 5.85, 10],
        "2025-01-06": [5.8, 5.9, 5.7, 5.8, 10],
    }
    httpx_mock.add_response(json=chart(rows))
    with pytest.raises(AnswerError, match=r"ACME changes its unit on 2025-01-03.* 100 times off"):
        ask("yahoo", wanted(of=ACME))


def test_a_single_row_in_another_unit_is_left_out(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json=chart(PLAIN | {"2025-01-03": [1020, 1090, 1010, 1080, 0]}))
    found = ask("yahoo", wanted(of=ACME))
    assert list(closes(found)) == ["2025-01-02", "2025-01-06"]
    assert reasons(found) == [
        "ACME 2025-01-03: a close of 1080 after 10.2: 100 times off, a unit's slip"
    ]


def test_a_dividend_beside_quotes_in_pence_is_not_taken(httpx_mock: HTTPXMock) -> None:
    dividend = {"dividends": {"1": {"date": stamp("2025-01-02"), "amount": 12.5}}}
    meta = {"symbol": "ACME.L", "currency": "GBp", "exchangeName": "LSE"}
    rows: dict[str, list[float | None]] = {"2025-01-02": [610, 611.2, 605, 609.6, 10]}
    httpx_mock.add_response(json=chart(rows, meta=meta, events=dividend))
    assert ask("yahoo", wanted("ACME.L", of=listing("ACME.L", "XLON", "GBP"))).actions == ()


def test_another_listing_of_the_symbol_is_refused(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json=chart(PLAIN, meta={"exchangeName": "TOR"}))
    with pytest.raises(AnswerError, match="answers for XTSE:ACME, not for XNYS:ACME"):
        ask("yahoo", wanted(of=ACME))


def test_another_currency_is_refused(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json=chart(PLAIN, meta={"currency": "CAD"}))
    with pytest.raises(AnswerError, match="quotes ACME in CAD, and XNYS:ACME is in USD"):
        ask("yahoo", wanted(of=ACME))


def test_columns_that_are_cut_off_are_refused(httpx_mock: HTTPXMock) -> None:
    answer = chart(PLAIN, stamps=[stamp(day) for day in DAYS[:2]])
    httpx_mock.add_response(json=answer)
    with pytest.raises(AnswerError, match="columns of unequal length"):
        ask("yahoo", wanted(of=ACME))


def test_a_throttle_in_plain_words_is_a_throttle(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(text="Too Many Requests")
    with pytest.raises(ThrottledError, match="yahoo: says: Too Many Requests"):
        ask("yahoo", wanted(of=ACME))


def test_a_page_of_apologies_is_an_outage(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(html="<html><body>Will be right back...</body></html>")
    with pytest.raises(OutageError, match="sent a web page where JSON was expected"):
        ask("yahoo", wanted(of=ACME))


def test_an_error_in_the_chart_is_told(httpx_mock: HTTPXMock) -> None:
    trouble = {"code": "Not Found", "description": "No data found, symbol may be delisted"}
    httpx_mock.add_response(json={"chart": {"result": None, "error": trouble}})
    with pytest.raises(UnknownSymbolError, match="symbol may be delisted"):
        ask("yahoo", wanted(of=ACME))


def test_an_empty_chart_is_no_rows(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json=chart({}))
    with pytest.raises(NoRowsError, match="no rows of ACME from 2025-01-02 to 2025-01-06"):
        ask("yahoo", wanted(of=ACME))


def test_yahoo_describes_a_listing_that_nobody_knows_yet(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json=chart(PLAIN))
    told = ask("yahoo", wanted()).listing
    assert told is not None
    assert (told.id, told.name, told.kind, told.currency) == (
        "XNYS:ACME", "Acme Corporation", "equity", "USD",
    )  # fmt: skip
