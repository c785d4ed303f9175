from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from reference.makers import inputs, load
from tapecheck.core.errors import TapeError
from tapecheck.reference.audit import audit
from tapecheck.reference.manifest import (
    Manifest,
    TableEntry,
    encode_manifest,
    read_manifest,
    sealed,
    sha256,
    table_file,
    tape_digest,
)
from tapecheck.reference.tape import open_tape


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    load(inputs(tmp_path), tmp_path / "tape")
    return tmp_path / "tape"


def forge(folder: Path, table: str, frame: pl.DataFrame) -> None:
    """Put other rows on the tape, with digests that fit: only the rows themselves can tell."""
    path = folder / table_file(table)
    frame.write_parquet(path)
    old = read_manifest(folder)
    entry = TableEntry(rows=frame.height, sha256=sha256(path.read_bytes()))
    tables = old.tables | {table: entry}
    digest = tape_digest({name: each.sha256 for name, each in tables.items()}, old.names_sha256)
    sums = {"digest": digest, "names_sha256": old.names_sha256}
    new = Manifest(format=1, name="forged", tables=tables, **sums)
    (folder / "manifest.json").write_bytes(encode_manifest(sealed(new)))


def rows(folder: Path, table: str) -> pl.DataFrame:
    return pl.read_parquet(folder / table_file(table))


def test_a_good_tape_has_no_findings(folder: Path) -> None:
    assert audit(folder) == ()


def test_no_tape_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TapeError, match=r"no manifest\.json"):
        audit(tmp_path)


def test_every_changed_or_missing_file_is_a_finding(folder: Path) -> None:
    (folder / "bars.parquet").write_bytes(b"x")
    (folder / "shares.parquet").unlink()
    (folder / "names.json").write_text("{}")
    found = audit(folder)
    assert len(found) == 3
    assert "bars.parquet: was changed" in found[0]
    assert "shares.parquet: is missing" in found[1]
    assert "names.json: was changed" in found[2]


def test_a_forged_price_is_found(folder: Path) -> None:
    bars = rows(folder, "bars")
    zero = pl.when(pl.int_range(pl.len()) == 1).then(pl.lit(0)).otherwise("close")
    forge(folder, "bars", bars.with_columns(close=zero.cast(bars.schema["close"])))
    assert audit(folder) == ("bars.parquet row 2: close 0.000000 is no price",)


def test_rows_out_of_order_are_found(folder: Path) -> None:
    forge(folder, "bars", rows(folder, "bars").reverse())
    assert audit(folder) == ("bars.parquet: not sorted by id, session",)


def test_rows_that_come_twice_are_found(folder: Path) -> None:
    bars = rows(folder, "bars")
    forge(folder, "bars", pl.concat([bars, bars]).sort("id", "session"))
    assert audit(folder) == ("bars.parquet: two rows share id, session",)


def test_rows_of_a_stranger_are_found(folder: Path) -> None:
    forge(folder, "bars", rows(folder, "bars").with_columns(id=pl.lit("XNYS:NONE")))
    assert audit(folder) == ("bars.parquet: no instrument XNYS:NONE",)


def test_names_that_differ_from_the_tables_are_found(folder: Path) -> None:
    other = rows(folder, "instruments").with_columns(name=pl.lit("Other"))
    forge(folder, "instruments", other)
    assert audit(folder) == (
        "names.json: does not say what the tables of instruments and groups say",
    )


def test_other_columns_are_found(folder: Path) -> None:
    forge(folder, "bars", rows(folder, "bars").drop("volume"))
    (found,) = audit(folder)
    assert found.startswith("bars.parquet: has other columns: id, session, open")


@pytest.mark.parametrize(
    ("old", "new"),
    [('"name": "test"', '"name": "other"'), ("bars.csv", "rabs.csv"), ('"rows": ', '"rows": 1'),
     ('"licence": null', '"licence": "free"'), ('"seal": "', '"seal": "0')],
)  # fmt: skip
def test_an_edited_manifest_is_found_and_refused(folder: Path, old: str, new: str) -> None:
    path = folder / "manifest.json"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    assert "manifest.json: was changed since it was loaded: its seal does not fit" in audit(folder)
    with pytest.raises(TapeError, match=r"manifest\.json was changed since it was loaded"):
        open_tape(folder)
