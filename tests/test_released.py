"""The stored output of the last release: what `make compare` holds the present verdicts against."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import polars as pl
import pytest

from tapecheck.bulk.compare import changes
from tapecheck.bulk.manifest import read_manifest
from tapecheck.bulk.schema import BARED

ROOT = Path(__file__).parents[1]
STORED = sorted(each.parent for each in (ROOT / "tests" / "released").glob("*/run.json"))


def test_there_is_an_output_of_the_shared_documents_and_one_of_the_sample() -> None:
    assert [each.name for each in STORED] == ["articles-dev", "sample"]


@pytest.mark.parametrize("folder", STORED, ids=lambda folder: folder.name)
def test_no_word_of_an_article_and_no_number_of_a_tape_is_stored(folder: Path) -> None:
    claims = pl.read_parquet(folder / "claims-*.parquet")
    assert claims.height
    assert set(claims.columns) >= BARED - {"title", "error"}
    told = claims.select(pl.col(sorted(BARED & set(claims.columns))).count())
    assert set(told.row(0)) == {0}


@pytest.mark.parametrize("folder", STORED, ids=lambda folder: folder.name)
def test_a_stored_output_tells_its_claims_and_compares_with_itself(folder: Path) -> None:
    manifest = read_manifest(folder)
    assert manifest.options.bare
    assert all("/" not in each.name for each in manifest.inputs)
    assert re.fullmatch(r"\d+\.\d+\.\d+", manifest.stamp.version)
    assert list(changes(folder, folder)) == []


def copied(folder: Path) -> Path:
    """Return a folder with what the comparison needs, and no shared documents beside it."""
    clone = folder / "clone"
    shutil.copytree(ROOT / ".ci", clone / ".ci")
    shutil.copytree(ROOT / "tests" / "released", clone / "tests" / "released")
    shutil.copytree(
        ROOT / "service" / "tapecheck" / "intake", clone / "service" / "tapecheck" / "intake"
    )
    (clone / ".venv").symlink_to(ROOT / ".venv")
    return clone


def compared(clone: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["bash", ".ci/compare", *arguments]
    return subprocess.run(command, cwd=clone, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.skipif(not (ROOT / ".venv").exists(), reason="the command is that of the clone")
def test_the_comparison_tells_a_verdict_that_changed_and_does_not_fail_for_it(
    tmp_path: Path,
) -> None:
    clone = copied(tmp_path)
    assert compared(clone, "--store").returncode == 0
    assert "nothing changed" in compared(clone).stdout
    (part,) = (clone / "tests" / "released" / "sample").glob("claims-*.parquet")
    claims = pl.read_parquet(part)
    other = pl.when(pl.col("claim") == 1).then(pl.lit("before")).otherwise("outcome")
    claims.with_columns(outcome=other).write_parquet(part)
    done = compared(clone)
    assert done.returncode == 0, done.stderr
    assert "1 flipped: before -> " in done.stdout


@pytest.mark.slow
@pytest.mark.skipif(not (ROOT / ".venv").exists(), reason="the command is that of the clone")
def test_the_comparison_fails_where_it_cannot_run(tmp_path: Path) -> None:
    clone = copied(tmp_path)
    shutil.rmtree(clone / "tests" / "released" / "sample")
    done = compared(clone)
    assert done.returncode != 0
    assert "holds no output of a run" in done.stderr
