from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from cli.running import Run
from tapecheck.bulk.run import Progress
from tapecheck.cli.bulk_check import progress_line

TRUE = "Alibaba shares rose 8.5 percent on Wednesday."
ARTICLE = {"id": "a", "text": TRUE, "published": "2025-02-13"}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "in.jsonl").write_text(json.dumps(ARTICLE) + "\n{broken\n")
    return tmp_path / "in.jsonl"


def test_an_archive_is_checked_into_a_folder(run: Run, archive: Path, tmp_path: Path) -> None:
    status, out, _ = run("bulk", "check", archive, "--output", tmp_path / "out")
    assert status == 0
    assert "1 claim in 2 documents" in out
    assert "1 of the documents could not be checked" in out
    assert json.loads((tmp_path / "out" / "summary.json").read_text())["claims"] == 1


def test_columns_are_named_on_the_command_line(run: Run, tmp_path: Path) -> None:
    frame = pl.DataFrame({"body": [TRUE], "day": ["2025-02-13"]})
    frame.write_parquet(tmp_path / "in.parquet")
    maps = ("--map", "text=body", "--map", "published=day")
    status, out, _ = run("bulk", "check", tmp_path / "in.parquet", "-o", tmp_path / "out", *maps)
    assert status == 0
    assert "1 supported" in out


@pytest.mark.parametrize(
    ("more", "what"),
    [
        (("--map", "txet=body"), "did you mean 'text'?"),
        (("--published", "13.2.2025"), "not a date"),
    ],
)
def test_an_option_that_cannot_be_followed_is_named(
    run: Run, archive: Path, tmp_path: Path, more: tuple[str, ...], what: str
) -> None:
    status, _, err = run("bulk", "check", archive, "-o", tmp_path / "out", *more)
    assert status == 2
    assert what in err


def test_progress_tells_the_time_that_is_left_from_what_was_done_now() -> None:
    # 10 parts in 60 seconds; 40 were there before, so 50 are left: 300 seconds.
    progress = Progress(tasks=50, of=100, before=40, documents=10_000)
    assert progress_line(progress, 60.0) == "50 of 100 parts, 10,000 documents, 0:05:00 left"


@pytest.fixture
def outputs(run: Run, tmp_path: Path) -> tuple[Path, Path]:
    """Return two outputs: in the second the day of publication is gone."""
    for name, article in (("one", ARTICLE), ("two", {"id": "a", "text": TRUE})):
        (tmp_path / "in.jsonl").write_text(json.dumps(article) + "\n")
        assert run("bulk", "check", tmp_path / "in.jsonl", "-o", tmp_path / name)[0] == 0
    return tmp_path / "one", tmp_path / "two"


def test_two_outputs_are_compared_in_words(run: Run, outputs: tuple[Path, Path]) -> None:
    status, out, _ = run("bulk", "compare", *outputs)
    assert status == 0
    assert "1 flipped: supported -> unchecked" in out
    assert "in.jsonl a: Alibaba Group Holding Ltd: 8.5 percent" in out


def test_two_outputs_are_compared_as_json_lines(run: Run, outputs: tuple[Path, Path]) -> None:
    status, out, _ = run("bulk", "compare", *outputs, "--format", "jsonl", "--fail-on-change")
    assert status == 1
    change = json.loads(out)
    assert (change["sort"], change["was"], change["now"]) == ("flipped", "supported", "unchecked")


def test_a_claim_of_a_bare_output_is_told_by_its_place(run: Run, tmp_path: Path) -> None:
    for name, text in (("one", TRUE), ("two", "Nothing.")):
        (tmp_path / "in.jsonl").write_text(json.dumps({**ARTICLE, "text": text}) + "\n")
        run("bulk", "check", tmp_path / "in.jsonl", "-o", tmp_path / name, "--bare")
    _, out, _ = run("bulk", "compare", tmp_path / "one", tmp_path / "two")
    assert out.splitlines()[-2:] == [
        "       1 lost: supported -> nothing",
        "           in.jsonl a: characters 20 to 31, change.percent",
    ]


def test_what_has_not_changed_does_not_fail(run: Run, outputs: tuple[Path, Path]) -> None:
    status, out, _ = run("bulk", "compare", outputs[0], outputs[0], "--fail-on-change")
    assert status == 0
    assert "nothing changed" in out


def test_a_folder_without_an_output_ends_with_status_2(run: Run, tmp_path: Path) -> None:
    status, _, err = run("bulk", "compare", tmp_path, tmp_path)
    assert status == 2
    assert "holds no output of a run" in err
