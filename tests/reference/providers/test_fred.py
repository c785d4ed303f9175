"""FRED: "." is no zero, figures carry the day each value became known, units are turned to base."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from pytest_httpx import HTTPXMock

from reference.providers.asking import KEY, ask, closes, day, listing, reasons, wanted
from tapecheck.reference.providers.errors import (
    AnswerError,
    KeyRefusedError,
    NoRowsError,
    OutageError,
)
from tapecheck.reference.providers.vendor import Wanted

TEN_YEARS = listing("US10Y", "XNYS", "USD", "yield")
HEAD = re.compile(r".*/fred/series\?.*")
ROWS = re.compile(r".*/fred/series/observations.*")


def rows(*told: tuple[str, str, str]) -> dict[str, object]:
    """Return observations of (day, value, known since)."""
    listed = [
        {"date": each, "value": value, "realtime_start": known, "realtime_end": "9999-12-31"}
        for each, value, known in told
    ]
    return {"count": len(listed), "observations": listed}


def head(units: str, frequency: str = "Monthly") -> dict[str, object]:
    return {"seriess": [{"id": "CPI", "units": units, "frequency": frequency}]}


def prices(since: str = "2024-12-01", until: str = "2025-03-31") -> Wanted:
    return wanted("CPI", since=since, until=until, today="2025-06-01", subject="consumer prices")


def test_a_point_is_no_value_and_not_zero(httpx_mock: HTTPXMock) -> None:
    told = rows(
        ("2025-01-02", "4.57", "2025-01-03"),
        ("2025-01-03", ".", "2025-01-06"),
        ("2025-01-06", "4.62", "2025-01-07"),
    )
    httpx_mock.add_response(json=told)
    found = ask("fred", wanted("DGS10", of=TEN_YEARS))
    assert closes(found) == {"2025-01-02": "4.57", "2025-01-06": "4.62"}
    assert reasons(found) == ["DGS10 2025-01-03: no close"]


def test_a_figure_is_known_since_its_vintage_and_each_revision_stays(
    httpx_mock: HTTPXMock,
) -> None:
    httpx_mock.add_response(url=HEAD, json=head("Billions of Dollars", "Quarterly"))
    told = rows(("2025-01-01", "29977.6", "2025-04-30"), ("2025-01-01", "29962.0", "2025-05-29"))
    httpx_mock.add_response(url=ROWS, json=told)
    found = ask("fred", prices())
    # Billions in base units: 29,977.6 billion is 29,977,600,000,000.
    assert [(f.value, str(f.known)) for f in found.figures] == [
        (Decimal(29977600000000), "2025-04-30"),
        (Decimal(29962000000000), "2025-05-29"),
    ]
    first = found.figures[0]
    assert (first.subject, first.metric, first.unit) == ("consumer prices", "economic", "USD")
    assert (first.period_start, first.period_end) == (day("2025-01-01"), day("2025-03-31"))


def test_all_vintages_are_asked_for(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(url=HEAD, json=head("Percent"))
    httpx_mock.add_response(url=ROWS, json=rows(("2025-02-01", "4.1", "2025-03-07")))
    ask("fred", prices())
    asked = httpx_mock.get_requests()[1].url.params
    assert (asked["realtime_start"], asked["realtime_end"]) == ("1776-07-04", "9999-12-31")
    assert asked["api_key"] == KEY


@pytest.mark.parametrize(
    ("frequency", "first", "last"),
    [
        ("Monthly", "2025-02-01", "2025-02-28"),
        ("Quarterly", "2025-02-01", "2025-04-30"),
        ("Annual", "2025-02-01", "2026-01-31"),
        ("Daily", "2025-02-01", "2025-02-01"),
        ("Weekly, Ending Saturday", "2025-01-26", "2025-02-01"),
    ],
)
def test_a_period_ends_where_its_frequency_says(
    httpx_mock: HTTPXMock, frequency: str, first: str, last: str
) -> None:
    httpx_mock.add_response(url=HEAD, json=head("Index 1982-1984=100", frequency))
    httpx_mock.add_response(url=ROWS, json=rows(("2025-02-01", "319.1", "2026-03-12")))
    (figure,) = ask("fred", prices()).figures
    assert (figure.period_start, figure.period_end) == (day(first), day(last))
    assert figure.unit == "point"


@pytest.mark.parametrize(
    ("units", "frequency", "says"),
    [
        ("Furlongs per Fortnight", "Monthly", "in 'Furlongs per Fortnight', a unit"),
        ("Percent", "Now and Then", "'Now and Then', a period"),
    ],
)
def test_a_unit_or_a_period_that_is_not_known_is_refused(
    httpx_mock: HTTPXMock, units: str, frequency: str, says: str
) -> None:
    httpx_mock.add_response(url=HEAD, json=head(units, frequency))
    httpx_mock.add_response(url=ROWS, json=rows(("2025-02-01", "4.1", "2025-03-07")))
    with pytest.raises(AnswerError, match=says):
        ask("fred", prices())


def test_values_that_are_all_missing_are_no_rows(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(url=HEAD, json=head("Percent"))
    httpx_mock.add_response(url=ROWS, json=rows(("2025-02-01", ".", "2025-03-07")))
    with pytest.raises(NoRowsError):
        ask("fred", prices())


def test_fewer_rows_than_there_are_is_refused(httpx_mock: HTTPXMock) -> None:
    told = rows(("2025-01-02", "4.57", "2025-01-03")) | {"count": 120000}
    httpx_mock.add_response(json=told)
    with pytest.raises(AnswerError, match="sent 1 of 120,000 rows of DGS10"):
        ask("fred", wanted("DGS10", of=TEN_YEARS))


def test_an_html_page_is_an_outage(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(html="<!DOCTYPE html><title>FRED</title>")
    with pytest.raises(OutageError, match="a web page"):
        ask("fred", wanted("DGS10", of=TEN_YEARS))


def test_a_refused_key_is_told_from_a_series_that_is_not_there(httpx_mock: HTTPXMock) -> None:
    message = f"Bad Request. The value for variable api_key is not registered: {KEY}"
    httpx_mock.add_response(status_code=400, json={"error_code": 400, "error_message": message})
    with pytest.raises(KeyRefusedError) as caught:
        ask("fred", wanted("DGS10", of=TEN_YEARS))
    assert KEY not in str(caught.value)


def test_a_series_of_nothing_is_refused_before_it_is_asked_for(httpx_mock: HTTPXMock) -> None:
    with pytest.raises(AnswerError, match="cannot tell what CPI is of; say SUBJECT:METRIC=SERIES"):
        ask("fred", wanted("CPI"))
    assert httpx_mock.get_requests() == []
