from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest

from reference.makers import BARS, inputs, load
from tapecheck.core.errors import TapeError
from tapecheck.reference.instruments import read_names
from tapecheck.reference.manifest import encode_manifest, sealed, tape_digest, unsealed_manifest
from tapecheck.reference.tape import Tape, open_tape

SHARES = """\
symbol,as_of,kind,shares,source,known
ACME,2024-09-30,outstanding,18620000000,6-K,2024-10-02
ACME,2024-06-30,outstanding,19024000000,6-K,2024-07-02
ACME,2024-09-30,issued,19179116908,return,
"""
FIGURES = """\
subject,metric,period_start,period_end,value,unit,source,known
ACME,revenue,2024-10-01,2024-12-31,1500000000,USD,10-Q,2025-02-01
US CPI,inflation,2024-12-01,2024-12-31,2.9,percent,BLS,2025-01-15
US CPI,inflation,2024-11-01,2024-11-30,2.7,percent,BLS,2024-12-11
"""
GROUPS = """\
group,alias,member,valid_from,valid_to
the-bigs,The World's Bigs,ACME,,
the-bigs,The World's Bigs,9999.HK,2024-01-01,2024-12-31
"""
RATES = "currency,session,per_eur\nUSD,2025-01-02,1.0321\nUSD,2025-01-03,1.0299\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    given = inputs(tmp_path, shares=SHARES, figures=FIGURES, groups=GROUPS, rates=RATES)
    load(given, tmp_path / "tape")
    return tmp_path / "tape"


@pytest.fixture
def tape(folder: Path) -> Tape:
    return open_tape(folder)


def test_an_instrument_is_found_by_its_id(tape: Tape) -> None:
    found = tape.instrument("XNYS:ACME")
    assert found is not None
    assert (found.name, found.aliases) == ("Acme Corp", ("Acme", "Acme Corporation"))
    assert tape.instrument("XLON:ACME") is None


def test_an_instrument_without_bars_has_none(tape: Tape) -> None:
    assert tape.bars("XHKG:9999.HK") is None
    assert tape.bars("XLON:NONE") is None


def test_a_bar_has_what_was_loaded(tape: Tape) -> None:
    found = tape.bars("XNYS:ACME")
    assert found is not None
    bar = found.at(dt.date(2025, 1, 3))
    assert bar is not None
    assert (bar.open, bar.high, bar.low, bar.close) == (
        Decimal("10.2"), Decimal("10.9"), Decimal("10.1"), Decimal("10.8"),
    )  # fmt: skip
    assert (bar.volume, bar.status, bar.source) == (1200, "official", "bars.csv")


def test_share_counts_ascend_by_their_day(tape: Tape) -> None:
    found = tape.shares("XNYS:ACME")
    assert [(each.as_of, each.kind, each.shares) for each in found] == [
        (dt.date(2024, 6, 30), "outstanding", 19_024_000_000),
        (dt.date(2024, 9, 30), "issued", 19_179_116_908),
        (dt.date(2024, 9, 30), "outstanding", 18_620_000_000),
    ]
    assert found[2].known == dt.date(2024, 10, 2)
    assert tape.shares("XHKG:9999.HK") == ()


def test_figures_are_found_by_id_or_name(tape: Tape) -> None:
    (revenue,) = tape.figures("XNYS:ACME", "revenue")
    assert (revenue.value, revenue.unit) == (1_500_000_000, "USD")
    assert [str(each.value) for each in tape.figures("US CPI", "inflation")] == ["2.7", "2.9"]
    assert tape.figures("US CPI", "unemployment") == ()


def test_rates_are_for_one_euro(tape: Tape) -> None:
    assert tape.rate("USD", dt.date(2025, 1, 2)) == Decimal("1.0321")
    assert tape.rate("USD", dt.date(2025, 1, 4)) is None
    assert tape.rate_on_or_before("USD", dt.date(2025, 1, 5)) == (
        dt.date(2025, 1, 3), Decimal("1.0299"),
    )  # fmt: skip
    assert tape.rate("HKD", dt.date(2025, 1, 2)) is None
    assert tape.rate_on_or_before("HKD", dt.date(2025, 1, 2)) is None
    assert tape.rate("EUR", dt.date(2025, 1, 4)) == 1
    assert tape.rate_on_or_before("EUR", dt.date(2025, 1, 4)) == (dt.date(2025, 1, 4), 1)


@pytest.mark.parametrize("name", ["the-bigs", "The World's Bigs", "the  world’s bigs"])
def test_a_group_is_found_by_id_or_alias(tape: Tape, name: str) -> None:
    group = tape.group(name)
    assert group is not None
    assert group.members == ("XHKG:9999.HK", "XNYS:ACME")
    assert group.members_on(dt.date(2025, 1, 1)) == ("XNYS:ACME",)
    assert group.members_on(dt.date(2024, 12, 31)) == ("XHKG:9999.HK", "XNYS:ACME")


def test_a_group_nobody_knows_is_none(tape: Tape) -> None:
    assert tape.group("Smalls") is None


def test_an_exchange_nobody_trades_on_has_no_sessions(tape: Tape) -> None:
    assert tape.sessions("XLON") is None


def test_threads_share_one_tape(tape: Tape) -> None:
    def ask(_: int) -> tuple[object, ...]:
        found = tape.bars("XNYS:ACME")
        assert found is not None
        return (
            id(found), found.at(dt.date(2025, 1, 6)), tape.rate("USD", dt.date(2025, 1, 2)),
            tape.sessions("XNYS"), tape.shares("XNYS:ACME"),
        )  # fmt: skip

    with ThreadPoolExecutor(16) as threads:
        assert len(set(threads.map(ask, range(400)))) == 1


def test_an_open_tape_does_not_see_what_becomes_of_its_folder(
    tmp_path: Path, folder: Path, tape: Tape
) -> None:
    load(inputs(tmp_path, bars=BARS.replace("10.6", "10.7")), folder, replace=True)
    found = tape.bars("XNYS:ACME")
    assert found is not None
    assert found.bar(2).close == Decimal("10.6")


def test_a_folder_without_a_manifest_is_no_tape(tmp_path: Path) -> None:
    with pytest.raises(TapeError) as caught:
        open_tape(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path}: is not a tape: no manifest.json; make one with `tapecheck tape load`"
    )


def test_a_folder_that_is_not_there_is_no_tape(tmp_path: Path) -> None:
    with pytest.raises(TapeError, match="no such folder; make one with"):
        open_tape(tmp_path / "none")


@pytest.mark.parametrize("name", ["bars.parquet", "names.json", "figures.parquet"])
def test_a_changed_file_is_named(folder: Path, name: str) -> None:
    path = folder / name
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    with pytest.raises(TapeError, match=f"{name}: was changed since it was loaded: sha256"):
        open_tape(folder)


def test_a_truncated_file_is_named(folder: Path) -> None:
    path = folder / "bars.parquet"
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(TapeError, match=r"bars\.parquet: was changed since it was loaded"):
        open_tape(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "shares.parquet").unlink()
    with pytest.raises(TapeError, match=r"shares\.parquet: is missing from the tape; load it anew"):
        open_tape(folder)


def changed(folder: Path, **values: object) -> None:
    """Write other values into the manifest, and no other seal."""
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


def resealed(folder: Path) -> None:
    """Make the seal fit a manifest that was changed."""
    (folder / "manifest.json").write_bytes(encode_manifest(sealed(unsealed_manifest(folder))))


def test_another_format_is_refused(folder: Path) -> None:
    changed(folder, format=2, shape="round")
    with pytest.raises(TapeError, match="has format 2; this version reads format 1; load it anew"):
        open_tape(folder)


def test_a_changed_manifest_is_refused(folder: Path) -> None:
    changed(folder, digest="0" * 64)
    with pytest.raises(TapeError, match=r"manifest\.json was changed: its digests do not add up"):
        open_tape(folder)


def test_a_manifest_without_a_table_is_refused(folder: Path) -> None:
    whole = json.loads((folder / "manifest.json").read_text())
    tables = {name: entry for name, entry in whole["tables"].items() if name != "shares"}
    sums = {name: entry["sha256"] for name, entry in tables.items()}
    changed(folder, tables=tables, digest=tape_digest(sums, whole["names_sha256"]))
    resealed(folder)
    with pytest.raises(TapeError, match="has no table shares; load it anew"):
        open_tape(folder)


def test_a_manifest_that_is_no_json_is_refused(folder: Path) -> None:
    (folder / "manifest.json").write_text("{")
    with pytest.raises(TapeError, match=r"manifest\.json cannot be read"):
        open_tape(folder)


def test_names_are_read_without_a_data_frame(folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; "
        "from tapecheck.reference.instruments import read_names; "
        f"print(len(read_names(Path({str(folder)!r})).instruments), 'polars' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["4", "False"]


def test_names_are_those_of_the_tape(folder: Path, tape: Tape) -> None:
    assert read_names(folder).instruments == tape.names.instruments
    assert read_names(folder).groups == tape.names.groups
