"""Fetched rows on a tape: the old tape stays, the new one says where each part came from."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from msgspec.structs import replace

from reference.makers import BARS, inputs, load
from reference.providers.asking import Time, day, listing, wanted
from tapecheck.core.errors import LoadError
from tapecheck.reference.audit import audit
from tapecheck.reference.bars import Bar
from tapecheck.reference.figures import Figure
from tapecheck.reference.loading.load import Loaded
from tapecheck.reference.manifest import table_file
from tapecheck.reference.providers.catalogue import VENDORS
from tapecheck.reference.providers.errors import AnswerError
from tapecheck.reference.providers.gathering import Asked, gather
from tapecheck.reference.providers.pace import Pace
from tapecheck.reference.providers.taping import Place, put_on_tape
from tapecheck.reference.providers.vendor import Found, Rate, Wanted
from tapecheck.reference.providers.wire import Wire
from tapecheck.reference.shares import ShareCount
from tapecheck.reference.tape import Tape, open_tape

ACME = listing()
TIINGO = VENDORS["tiingo"]
NEW = listing("NEWCO", "XNAS")


def bar(session: str, close: str, **more: object) -> Bar:
    price = Decimal(close)
    plain = Bar(
        session=day(session), open=price, high=price, low=price, close=price, volume=100,
        source="Tiingo",
    )  # fmt: skip
    return replace(plain, **more)


def base(folder: Path, bars: str = BARS) -> Tape:
    rates = "currency,session,per_eur,source\nUSD,2025-01-02,1.03,mine\n"
    load(inputs(folder, bars=bars, rates=rates), folder / "tape")
    return open_tape(folder / "tape")


def put(
    folder: Path, *found: tuple[Wanted, Found], tape: Tape | None, into: str = "tape"
) -> Loaded | None:
    base = folder / "tape" if tape else None
    when = "2025-01-20T09:00:00+00:00"
    place = Place(into=folder / into, base=base, name="test", retrieved_at=when)
    return put_on_tape(found, TIINGO, place, tape=tape)


def test_new_sessions_join_those_there_were(tmp_path: Path) -> None:
    tape = base(tmp_path)
    found = Found(bars=(bar("2025-01-06", "10.6"), bar("2025-01-07", "10.7")))
    put(tmp_path, (wanted(of=ACME), found), tape=tape)
    bars = open_tape(tmp_path / "tape").bars("XNYS:ACME")
    assert bars is not None
    assert [(bars.bar(place).session.day, bars.bar(place).source) for place in range(4)] == [
        (2, "bars.csv"), (3, "bars.csv"), (6, "bars.csv"), (7, "Tiingo"),
    ]  # fmt: skip
    assert audit(tmp_path / "tape") == ()


def test_the_manifest_says_who_when_and_under_which_terms(tmp_path: Path) -> None:
    tape = base(tmp_path)
    put(tmp_path, (wanted(of=ACME), Found(bars=(bar("2025-01-07", "10.7"),))), tape=tape)
    tables = open_tape(tmp_path / "tape").manifest.tables
    assert [(each.name, each.retrieved_at) for each in tables["bars"].sources] == [
        ("bars.csv", None),
        ("tiingo-bars.parquet", "2025-01-20T09:00:00+00:00"),
    ]
    assert tables["bars"].licence == TIINGO.licence
    assert tables["rates"].sources == tape.manifest.tables["rates"].sources
    assert tables["rates"].licence is None


def test_the_same_rows_give_the_same_tape(tmp_path: Path) -> None:
    tape = base(tmp_path)
    found = (wanted(of=ACME), Found(bars=(bar("2025-01-07", "10.7"),)))
    one = put(tmp_path, found, tape=tape, into="one")
    other = put(tmp_path, found, tape=tape, into="other")
    assert one is not None
    assert other is not None
    assert one.manifest == other.manifest


def test_nothing_new_writes_nothing(tmp_path: Path) -> None:
    tape = base(tmp_path)
    assert (
        put(tmp_path, (wanted(of=ACME), Found(bars=(bar("2025-01-06", "10.6"),))), tape=tape)
        is None
    )
    assert open_tape(tmp_path / "tape").digest == tape.digest


def test_a_tape_may_be_left_alone_and_a_new_one_made(tmp_path: Path) -> None:
    tape = base(tmp_path)
    put(
        tmp_path, (wanted(of=ACME), Found(bars=(bar("2025-01-07", "10.7"),))), tape=tape, into="new"
    )
    assert open_tape(tmp_path / "tape").digest == tape.digest
    assert open_tape(tmp_path / "new").digest != tape.digest


def test_an_official_row_takes_the_place_of_a_provisional_one(tmp_path: Path) -> None:
    tape = base(tmp_path, bars=BARS + "ACME,2025-01-07,10,10,10,10,0\n")
    put(
        tmp_path,
        (wanted(of=ACME), Found(bars=(bar("2025-01-07", "10.7", low=Decimal("10.5")),))),
        tape=tape,
    )
    bars = open_tape(tmp_path / "tape").bars("XNYS:ACME")
    assert bars is not None
    assert (bars.bar(3).close, bars.bar(3).status) == (Decimal("10.7"), "official")


def test_a_row_that_the_loader_doubts_is_provisional(tmp_path: Path) -> None:
    still = bar("2025-01-07", "10.7", volume=0)
    put(tmp_path, (wanted(of=ACME), Found(bars=(still,))), tape=base(tmp_path))
    bars = open_tape(tmp_path / "tape").bars("XNYS:ACME")
    assert bars is not None
    assert bars.bar(3).status == "provisional"


def test_a_row_that_contradicts_itself_is_left_out_and_counted(tmp_path: Path) -> None:
    # The close slipped by a hundred inside the row: it lies outside the day's own range.
    odd = replace(bar("2025-01-07", "10.7"), close=Decimal(1070))
    loaded = put(
        tmp_path,
        (wanted(of=ACME), Found(bars=(odd, bar("2025-01-08", "10.8")))),
        tape=base(tmp_path),
    )
    assert loaded is not None
    assert [fault.reason.value for fault in loaded.faults] == ["outside-range"]
    assert loaded.manifest.tables["bars"].skipped == {"outside-range": 1}
    assert loaded.manifest.tables["bars"].rows == 4


def test_rates_counts_and_figures_find_their_tables(tmp_path: Path) -> None:
    tape = base(tmp_path)
    rate = Rate(currency="HKD", session=day("2025-01-02"), per_eur=Decimal("8.03"), source="ECB")
    count = ShareCount(
        id="XNYS:ACME", as_of=day("2025-01-02"), kind="outstanding", shares=5_000_000,
        known=day("2025-01-03"), source="SEC",
    )  # fmt: skip
    figure = Figure(
        subject="output", metric="economic", period_end=day("2024-12-31"), value=Decimal(2),
        unit="percent", known=day("2025-01-05"), source="FRED",
    )  # fmt: skip
    found = Found(rates=(rate,), shares=(count,), figures=(figure,))
    put(tmp_path, (wanted(of=ACME), found), tape=tape)
    now = open_tape(tmp_path / "tape")
    assert now.rate("HKD", day("2025-01-02")) == Decimal("8.03")
    assert now.rate("USD", day("2025-01-02")) == Decimal("1.03")
    assert now.shares("XNYS:ACME") == (count,)
    assert [each.known for each in now.figures("output", "economic")] == [day("2025-01-05")]


def test_a_new_tape_is_made_of_what_the_vendor_describes(tmp_path: Path) -> None:
    found = Found(bars=(bar("2025-01-07", "10.7"),), listing=NEW)
    put(tmp_path, (wanted("NEWCO"), found), tape=None)
    assert open_tape(tmp_path / "tape").instrument("XNAS:NEWCO") == NEW


def test_a_new_listing_joins_those_of_the_tape(tmp_path: Path) -> None:
    tape = base(tmp_path)
    found = Found(bars=(bar("2025-01-07", "10.7"),), listing=NEW)
    put(tmp_path, (wanted("NEWCO"), found), tape=tape)
    ids = [each.id for each in open_tape(tmp_path / "tape").names.instruments]
    assert ids == sorted([*(each.id for each in tape.names.instruments), "XNAS:NEWCO"])


def test_prices_of_nobody_knows_what_are_refused(tmp_path: Path) -> None:
    with pytest.raises(AnswerError, match="which exchange, kind and currency"):
        put(tmp_path, (wanted(), Found(bars=(bar("2025-01-07", "10.7"),))), tape=None)


def test_rates_alone_make_no_tape(tmp_path: Path) -> None:
    rate = Rate(currency="HKD", session=day("2025-01-02"), per_eur=Decimal("8.03"), source="ECB")
    with pytest.raises(LoadError, match="alone make no tape; fetch prices first"):
        put(tmp_path, (wanted("HKD"), Found(rates=(rate,))), tape=None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("file", ["tiingo-bars.parquet", "bars.parquet"])
def test_a_failure_on_the_way_leaves_the_old_tape(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    tape = base(tmp_path)
    before = {file.name: file.read_bytes() for file in (tmp_path / "tape").iterdir()}

    write = pl.DataFrame.write_parquet

    def full(frame: pl.DataFrame, path: Path, **more: Any) -> None:
        if path.name == file:
            raise OSError(28, "No space left on device")
        write(frame, path, **more)

    with monkeypatch.context() as patch:
        patch.setattr(pl.DataFrame, "write_parquet", full)
        with pytest.raises(LoadError, match="No space left on device"):
            put(tmp_path, (wanted(of=ACME), Found(bars=(bar("2025-01-07", "1"),))), tape=tape)
    after = {file.name: file.read_bytes() for file in (tmp_path / "tape").iterdir()}
    assert after == before
    assert table_file("bars") in after
    assert not [each for each in tmp_path.iterdir() if each.name.startswith(".")]


def answers(found: Found, tape: Tape | None) -> list[Asked]:
    """Return what comes of asking a vendor that finds this."""
    vendor = replace(TIINGO, ask=lambda _, __: found)
    pace = Pace("tiingo", Time().clock, interval=0, limit=None)
    with Wire(vendor, key="k", pace=pace, cache=None) as line:
        return list(gather(line, [wanted(of=ACME)], tape=tape))


@pytest.mark.parametrize("close", ["1060", "5.30", "10.7"])
def test_a_vendor_that_disagrees_with_the_tape_is_refused(tmp_path: Path, close: str) -> None:
    # The tape has 10.6 on the 6th: in pence, after a split, or of another listing it differs.
    found = Found(bars=(bar("2025-01-06", close), bar("2025-01-07", close)))
    (asked,) = answers(found, base(tmp_path))
    assert isinstance(asked.error, AnswerError)
    assert "on 2025-01-06, and the tape at 10.6: another unit, basis or listing" in str(asked.error)


@pytest.mark.parametrize("close", ["10.6", "10.61"])
def test_a_vendor_that_agrees_but_for_a_rounding_is_not(tmp_path: Path, close: str) -> None:
    (asked,) = answers(Found(bars=(bar("2025-01-06", close),)), base(tmp_path))
    assert asked.error is None
