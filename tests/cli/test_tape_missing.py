"""``tapecheck tape missing``: a list that a data desk can act on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.running import Run
from reference.makers import inputs, load, write


@pytest.fixture
def tape(tmp_path: Path) -> Path:
    load(inputs(tmp_path), tmp_path / "tape")
    return tmp_path / "tape"


def draft(folder: Path, text: str, name: str = "draft.txt") -> Path:
    return write(folder, name, f"---\npublished: 2025-01-10\n---\n{text}\n")


def test_what_is_missing_is_a_table(run: Run, tape: Path, tmp_path: Path) -> None:
    text = (
        "Acme shares rose 3 percent on Wednesday. Acme's revenue rose 12 percent from a year ago."
    )
    file = draft(tmp_path, text)
    status, out, _ = run("tape", "missing", file, "--tape", tape)
    assert status == 1
    header, bars, figures = out.splitlines()
    assert header.split() == ["table", "what", "from", "to", "claims", "articles"]
    assert bars.split() == ["bars", "XNYS:ACME", "2025-01-07", "2025-01-08", "1", str(file)]
    assert figures.split()[:3] == ["figures", "XNYS:ACME", "revenue"]


def test_each_need_is_a_line_of_json(run: Run, tape: Path, tmp_path: Path) -> None:
    file = draft(tmp_path, "Acme shares rose 3 percent on Wednesday.")
    status, out, _ = run("tape", "missing", file, "--tape", tape, "--format", "jsonl")
    assert status == 1
    assert json.loads(out) == {
        "table": "bars", "subject": "XNYS:ACME", "metric": "", "first": "2025-01-07",
        "last": "2025-01-08", "claims": 1, "articles": [str(file)],
    }  # fmt: skip


def test_nothing_missing_is_status_0(run: Run, tape: Path, tmp_path: Path) -> None:
    file = draft(tmp_path, "Acme shares closed at $10.60 on Monday.")
    assert run("tape", "missing", file, "--tape", tape)[:2] == (0, "nothing is missing\n")


def test_an_article_that_cannot_be_read_is_status_2(run: Run, tape: Path, tmp_path: Path) -> None:
    status, out, err = run("tape", "missing", tmp_path / "none.txt", "--tape", tape)
    assert (status, out) == (2, "")
    assert "none.txt: no such file" in err
