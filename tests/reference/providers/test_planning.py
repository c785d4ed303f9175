"""What is asked for: the days that the tape lacks, under the vendor's own names."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from reference.makers import inputs, load
from reference.providers.asking import day, listing
from tapecheck.core.errors import InputError
from tapecheck.reference.instruments import Instrument, Names
from tapecheck.reference.providers.catalogue import VENDORS, vendor_of
from tapecheck.reference.providers.errors import UnknownSymbolError
from tapecheck.reference.providers.planning import Span, wanted_of
from tapecheck.reference.providers.vendor import Wanted
from tapecheck.reference.tape import Tape, open_tape


@pytest.fixture(scope="module")
def tape(tmp_path_factory: pytest.TempPathFactory) -> Tape:
    """Return a tape with Acme's bars of 2, 3 and 6 January 2025."""
    folder: Path = tmp_path_factory.mktemp("planning")
    load(inputs(folder), folder / "tape")
    return open_tape(folder / "tape")


def span(since: str, until: str) -> Span:
    return Span(since=day(since), until=day(until), today=day("2025-01-20"))


def plan(
    vendor: str,
    *names: str,
    days: Span,
    tape: Tape | None = None,
    more: tuple[Instrument, ...] = (),
) -> list[Wanted]:
    known = (*(tape.names.instruments if tape else ()), *more)
    return list(wanted_of(VENDORS[vendor], names, days, listings=Names(known), tape=tape))


def test_a_tape_that_has_all_is_not_asked_for(tape: Tape) -> None:
    # 4 and 5 January 2025 are a weekend.
    assert plan("tiingo", "ACME", days=span("2025-01-02", "2025-01-06"), tape=tape) == []


def test_the_days_it_lacks_are_asked_for_with_a_week_that_it_has(tape: Tape) -> None:
    (wanted,) = plan("tiingo", "ACME", days=span("2025-01-02", "2025-01-10"), tape=tape)
    # The 7th is the first day without a bar; the 9th was a day of mourning, and shut.
    assert (wanted.since, wanted.until) == (day("2024-12-31"), day("2025-01-10"))
    assert wanted.instrument is not None
    assert wanted.instrument.id == "XNYS:ACME"


def test_beyond_the_calendar_every_day_may_be_a_session(tape: Tape) -> None:
    (wanted,) = plan("tiingo", "ACME", days=span("2025-01-02", "2031-01-01"), tape=tape)
    assert wanted.until == day("2031-01-01")


def test_a_listing_is_asked_for_under_the_vendors_name_or_the_one_given(tape: Tape) -> None:
    days = span("2025-01-07", "2025-01-10")
    assert plan("eodhd", "ACME", days=days, tape=tape)[0].symbol == "ACME.US"
    assert plan("eodhd", "XNYS:ACME=ACM.US", days=days, tape=tape)[0].symbol == "ACM.US"


def test_a_market_that_the_vendor_does_not_serve_needs_its_name(tape: Tape) -> None:
    with pytest.raises(UnknownSymbolError, match=r"give its own name, as in 9999\.HK=NAME"):
        plan("tiingo", "9999.HK", days=span("2025-01-07", "2025-01-10"), tape=tape)


def test_a_figure_has_a_subject_and_a_metric() -> None:
    days = span("2025-01-07", "2025-01-10")
    told, plain = plan("fred", "consumer prices:inflation=CPI", "output=GDP", days=days)
    assert (told.subject, told.metric, told.symbol) == ("consumer prices", "inflation", "CPI")
    assert (plain.subject, plain.metric) == ("output", "economic")


def test_a_currency_is_asked_for_as_it_is_whatever_else_is_called_so() -> None:
    fund = listing("HKD", "XNYS", kind="etf")
    (wanted,) = plan("ecb", "HKD", days=span("2025-01-07", "2025-01-10"), more=(fund,))
    assert (wanted.symbol, wanted.instrument, wanted.subject) == ("HKD", None, None)


def test_a_symbol_of_two_exchanges_needs_the_exchange() -> None:
    both = (listing("ACME", "XNAS"), listing("ACME", "XNYS"))
    days = span("2025-01-07", "2025-01-10")
    with pytest.raises(InputError, match="'ACME' is on two exchanges"):
        plan("tiingo", "ACME", days=days, more=both)
    (wanted,) = plan("tiingo", "XNAS:ACME", days=days, more=both)
    assert wanted.instrument == both[0]


def test_every_vendor_is_in_the_table_under_its_own_name() -> None:
    assert all(VENDORS[name].name == name for name in VENDORS)
    assert len(VENDORS) == 9
    with pytest.raises(InputError, match="no vendor 'tingo'; did you mean 'tiingo'"):
        vendor_of("tingo")


def test_a_wanted_span_ends_before_the_day_of_the_fetch(tape: Tape) -> None:
    (wanted,) = plan("tiingo", "ACME", days=span("2025-01-07", "2025-01-10"), tape=tape)
    assert wanted.until < wanted.today == dt.date(2025, 1, 20)
