from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import polars as pl

from reference.makers import load
from tapecheck.reference.audit import audit
from tapecheck.reference.loading.inputs import Inputs
from tapecheck.reference.manifest import read_manifest, table_file
from tapecheck.reference.sample import sample_sources_path, sample_tape_path
from tapecheck.reference.schema import TABLES
from tapecheck.reference.tape import open_tape

FROM = sample_sources_path()
ALIBABA = "XHKG:9988.HK"


def test_the_sample_tape_is_what_its_sources_give(tmp_path: Path) -> None:
    given = Inputs(
        instruments=(FROM / "instruments.csv",),
        bars=tuple(FROM / f"bars-{each}.csv" for each in ("alibaba", "rivals", "hstech")),
        shares=(FROM / "shares.csv",),
        groups=(FROM / "groups.csv",),
        rates=(FROM / "rates.csv",),
    )
    load(given, tmp_path / "tape")
    there, here = sample_tape_path(), tmp_path / "tape"
    for table in TABLES:
        shipped = pl.read_parquet(there / table_file(table))
        assert shipped.equals(pl.read_parquet(here / table_file(table))), table
        sources = read_manifest(there).tables[table].sources
        assert sources == read_manifest(here).tables[table].sources, "run `make sample-tape`"
    assert (there / "names.json").read_bytes() == (here / "names.json").read_bytes()


def test_the_sample_tape_is_sound() -> None:
    assert audit(sample_tape_path()) == ()
    assert open_tape(sample_tape_path()).name == "sample"


def test_alibaba_from_its_low_of_2025_to_the_last_close_before_the_article() -> None:
    bars = open_tape(sample_tape_path()).bars(ALIBABA)
    assert bars is not None
    window = bars.between(dt.date(2025, 1, 1), dt.date(2025, 2, 12))
    low = bars.lowest(window)
    last = bars.before(dt.date(2025, 2, 13))
    assert low is not None
    assert last is not None
    assert low == bars.lowest(window, "low")
    assert (bars.bar(low).session, bars.bar(low).close) == (dt.date(2025, 1, 13), Decimal("78.1"))
    assert (last.session, last.close) == (dt.date(2025, 2, 12), Decimal("113.8"))
    # 113.80 / 78.10 = 1.45711: up 45.71 percent.
    assert round((last.close / bars.bar(low).close - 1) * 100, 2) == Decimal("45.71")


def test_half_days_are_provisional() -> None:
    tape = open_tape(sample_tape_path())
    for symbol in ("9988", "0700", "9888", "9618", "3690", "1810"):
        bars = tape.bars(f"XHKG:{symbol}.HK")
        assert bars is not None
        assert len(bars) == 31
        provisional = [
            bars.bar(at).session for at in range(31) if bars.bar(at).status != "official"
        ]
        assert provisional == [dt.date(2024, 12, 31), dt.date(2025, 1, 28)]


def test_the_hang_seng_tech_index_has_three_closes_and_no_more() -> None:
    bars = open_tape(sample_tape_path()).bars("XHKG:HSTECH")
    assert bars is not None
    assert [str(bars.bar(at).close) for at in range(len(bars))] == ["4737.46", "5235.28", "5526.22"]


def test_names_without_prices_are_there() -> None:
    tape = open_tape(sample_tape_path())
    for instrument in ("XTKS:7201.T", "XPAR:RNO.PA", "XNAS:MSFT", "XNAS:AMZN", "XTAI:2317.TW"):
        assert tape.instrument(instrument) is not None
        assert tape.bars(instrument) is None


def test_rates_group_and_shares_of_the_article() -> None:
    tape = open_tape(sample_tape_path())
    assert tape.rate("USD", dt.date(2025, 1, 13)) == Decimal("1.0198")
    assert tape.rate("HKD", dt.date(2025, 2, 12)) == Decimal("8.0769")
    group = tape.group("China’s Big Tech")
    assert group is not None
    assert len(group.members) == 6
    assert tape.shares(ALIBABA)[-1].shares == 19_141_607_724
