"""SEC: counts that stand for the whole company only, each known since it was filed."""

from __future__ import annotations

import pytest
from pytest_httpx import HTTPXMock

from reference.providers.asking import KEY, ask, day, listing, reasons, wanted
from tapecheck.reference.providers.errors import (
    AnswerError,
    KeyRefusedError,
    NoRowsError,
    UnknownSymbolError,
)
from tapecheck.reference.providers.vendor import Wanted

ACME = listing()


def fact(end: str, val: int, filed: str, *, accn: str = "", start: str | None = None) -> object:
    told = {"end": end, "val": val, "filed": filed, "accn": accn or f"A-{filed}", "form": "10-Q"}
    return told | ({"start": start} if start else {})


def company(counts: list[object], **concepts: list[object]) -> dict[str, object]:
    dei = {"EntityCommonStockSharesOutstanding": {"units": {"shares": counts}}} if counts else {}
    gaap = {name: {"units": {"USD": facts}} for name, facts in concepts.items()}
    return {"cik": 12345, "entityName": "Acme", "facts": {"dei": dei, "us-gaap": gaap}}


def of_acme(kind: str = "equity") -> Wanted:
    known = ACME if kind == "equity" else listing(kind=kind)
    return wanted("12345", of=known, since="2024-01-01", until="2025-12-31", today="2026-01-05")


def test_a_count_is_of_its_cover_page_and_known_since_it_was_filed(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json=company([fact("2025-01-24", 50_000_000, "2025-02-03")]))
    (count,) = ask("sec", of_acme()).shares
    assert (count.as_of, count.known, count.shares) == (
        day("2025-01-24"), day("2025-02-03"), 50_000_000,
    )  # fmt: skip
    assert (count.kind, count.id) == ("outstanding", "XNYS:ACME")


def test_who_asks_is_told_in_the_agent(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json=company([fact("2025-01-24", 50_000_000, "2025-02-03")]))
    ask("sec", of_acme())
    sent = httpx_mock.get_requests()[0]
    assert sent.headers["user-agent"] == f"tapecheck {KEY}"
    assert sent.url.path == "/api/xbrl/companyfacts/CIK0000012345.json"


def test_several_classes_without_a_count_of_the_whole_give_none(httpx_mock: HTTPXMock) -> None:
    revenue = [fact("2025-03-31", 9, "2025-04-20", start="2025-01-01")]
    httpx_mock.add_response(json=company([], Revenues=revenue))
    found = ask("sec", of_acme())
    assert found.shares == ()
    assert "several classes of shares" in reasons(found)[0]


def test_a_count_that_stands_still_while_filings_go_on_is_not_used(httpx_mock: HTTPXMock) -> None:
    revenue = [fact("2025-03-31", 9_000, "2025-04-20", start="2025-01-01")]
    frozen = company([fact("2024-01-24", 12_000_000, "2024-02-03")], Revenues=revenue)
    httpx_mock.add_response(json=frozen)
    found = ask("sec", of_acme())
    assert found.shares == ()
    assert reasons(found) == [
        "12345: the count stands still since 2024-02-03: several classes since then"
    ]


def test_two_counts_of_one_filing_are_classes_and_not_the_whole(httpx_mock: HTTPXMock) -> None:
    counts = [
        fact("2024-10-24", 49_000_000, "2024-11-03"),
        fact("2025-01-24", 30_000_000, "2025-02-03", accn="A-1"),
        fact("2025-01-24", 20_000_000, "2025-02-03", accn="A-1"),
    ]
    httpx_mock.add_response(json=company(counts))
    found = ask("sec", of_acme())
    assert [count.shares for count in found.shares] == [49_000_000]
    assert len(found.left_out) == 2


@pytest.mark.parametrize(
    ("odd", "says"),
    [(1000, "1000 shares is a placeholder"), (50_000, "filed in another unit")],
)
def test_a_placeholder_or_a_count_in_thousands_is_left_out(
    httpx_mock: HTTPXMock, odd: int, says: str
) -> None:
    counts = [fact("2024-10-24", 50_000_000, "2024-11-03"), fact("2025-01-24", odd, "2025-02-03")]
    httpx_mock.add_response(json=company(counts))
    found = ask("sec", of_acme())
    assert [count.shares for count in found.shares] == [50_000_000]
    assert says in reasons(found)[0]


def test_depositary_shares_are_not_what_is_counted(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json=company([fact("2025-01-24", 50_000_000, "2025-02-03")]))
    with pytest.raises(NoRowsError, match="ordinary shares, not depositary shares"):
        ask("sec", of_acme("adr"))


def test_a_figure_is_kept_as_first_filed_and_as_restated(httpx_mock: HTTPXMock) -> None:
    revenue = [
        fact("2024-12-31", 900, "2025-02-03", start="2024-10-01"),
        fact("2024-12-31", 900, "2025-05-03", start="2024-10-01"),
        fact("2024-12-31", 880, "2025-11-03", start="2024-10-01"),
    ]
    httpx_mock.add_response(json=company([], Revenues=revenue))
    found = [f for f in ask("sec", of_acme()).figures if f.metric == "revenue"]
    assert [(int(f.value), str(f.known)) for f in found] == [
        (900, "2025-02-03"),
        (880, "2025-11-03"),
    ]


def test_two_concepts_that_differ_leave_the_metric_open(httpx_mock: HTTPXMock) -> None:
    first = [fact("2024-12-31", 900, "2025-02-03", start="2024-10-01")]
    other = [fact("2024-12-31", 700, "2025-02-03", start="2024-10-01")]
    facts = company([], Revenues=first, SalesRevenueNet=other, NetIncomeLoss=first)
    httpx_mock.add_response(json=facts)
    found = ask("sec", of_acme())
    assert {f.metric for f in found.figures} == {"net income", "net profit", "profit"}
    assert "12345 2024-12-31: revenue: two concepts of different value" in reasons(found)


def test_a_ticker_is_looked_up(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json={"0": {"cik_str": 12345, "ticker": "ACME", "title": "Acme"}})
    httpx_mock.add_response(json=company([fact("2025-01-24", 50_000_000, "2025-02-03")]))
    asked = wanted("ACME", of=ACME, since="2024-01-01", until="2025-12-31", today="2026-01-05")
    assert len(ask("sec", asked).shares) == 1


def test_a_ticker_that_is_not_listed_is_told(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json={"0": {"cik_str": 12345, "ticker": "BETA", "title": "Beta"}})
    with pytest.raises(UnknownSymbolError, match="lists no ticker ACME; give the CIK"):
        ask("sec", wanted("ACME", of=ACME))


def test_an_agent_without_a_contact_is_refused_there(httpx_mock: HTTPXMock) -> None:
    page = "<html>Your Request Originates from an Undeclared Automated Tool</html>"
    httpx_mock.add_response(status_code=403, html=page)
    with pytest.raises(KeyRefusedError, match="TAPECHECK_SEC_CONTACT"):
        ask("sec", of_acme())


def test_facts_of_nobody_knows_whom_are_refused(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json=company([fact("2025-01-24", 50_000_000, "2025-02-03")]))
    with pytest.raises(AnswerError, match="cannot tell whose figures"):
        ask("sec", wanted("12345"))
