from __future__ import annotations

import json
from pathlib import Path

import pytest

from bulk.archives import DAY, FALSE, QUIET, TRUE, lines, run
from tapecheck.bulk.compare import Change, changes
from tapecheck.bulk.plan import Options
from tapecheck.core.errors import BulkError
from tapecheck.verify.verifier import Verifier


def checked(verifier: Verifier, folder: Path, texts: dict[str, str], *, size: int = 2) -> Path:
    """Return the output of a run over articles, by id."""
    told = ({"id": id, "text": text, "published": DAY} for id, text in texts.items())
    folder.mkdir()
    (folder / "in.jsonl").write_text("".join(json.dumps(each) + "\n" for each in told))
    run(verifier, folder / "in.jsonl", folder / "out", options=Options(size=size))
    return folder / "out"


def told(found: Change) -> tuple[str, str, str | None, str | None]:
    return (found.sort, found.document, found.was, found.now)


def test_an_output_has_not_changed_from_itself(verifier: Verifier, tmp_path: Path) -> None:
    out = checked(verifier, tmp_path / "one", {"a": TRUE, "b": FALSE, "c": QUIET})
    assert list(changes(out, out)) == []


def test_claims_that_came_and_went_are_told(verifier: Verifier, tmp_path: Path) -> None:
    old = checked(verifier, tmp_path / "one", {"a": TRUE, "b": FALSE, "c": QUIET})
    new = checked(verifier, tmp_path / "two", {"a": TRUE, "c": TRUE})
    assert list(map(told, changes(old, new))) == [
        ("lost", "b", "refuted", None),
        ("new", "c", None, "supported"),
    ]


@pytest.mark.parametrize("size", [2, 5])
def test_a_verdict_that_flipped_is_told_with_both_outcomes(
    verifier: Verifier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """Cut otherwise, the parts do not meet, and the whole input is compared."""
    (tmp_path / "a.jsonl").write_text(lines(6))
    run(verifier, tmp_path / "a.jsonl", tmp_path / "one", options=Options(size=2))
    # Without the day of publication nothing can be told: a1 and a5 were refuted, a0 and a4 not.
    undated = lines(6).replace(f', "published": "{DAY}"', "")
    (tmp_path / "a.jsonl").write_text(undated)
    run(verifier, tmp_path / "a.jsonl", tmp_path / "two", options=Options(size=size))
    found = list(map(told, changes(tmp_path / "one", tmp_path / "two")))
    assert found == [
        ("flipped", "a0", "supported", "unchecked"),
        ("flipped", "a1", "refuted", "unchecked"),
        ("flipped", "a4", "supported", "unchecked"),
        ("flipped", "a5", "refuted", "unchecked"),
    ]


def test_the_parts_of_an_input_that_is_the_same_are_compared_one_by_one(
    verifier: Verifier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.jsonl").write_text(lines(6))
    run(verifier, tmp_path / "a.jsonl", tmp_path / "one", options=Options(size=2))
    whole = verifier.check
    monkeypatch.setattr(verifier, "rulebook_digest", "another")
    monkeypatch.setattr(
        verifier, "check", lambda article: whole(type(article)(text=article.text, id=article.id))
    )
    run(verifier, tmp_path / "a.jsonl", tmp_path / "two", options=Options(size=2))
    found = [each.document for each in changes(tmp_path / "one", tmp_path / "two")]
    assert found == ["a0", "a1", "a4", "a5"]


def test_equal_claims_of_documents_with_one_id_are_told_apart(
    verifier: Verifier, tmp_path: Path
) -> None:
    (tmp_path / "a.jsonl").write_text(lines(1) * 3)
    run(verifier, tmp_path / "a.jsonl", tmp_path / "one")
    (tmp_path / "a.jsonl").write_text(lines(1) * 2)
    run(verifier, tmp_path / "a.jsonl", tmp_path / "two")
    found = list(map(told, changes(tmp_path / "one", tmp_path / "two")))
    assert found == [("lost", "a0", "supported", None)]


def test_a_folder_that_is_no_output_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BulkError, match="holds no output of a run; make one with"):
        list(changes(tmp_path, tmp_path))


def test_a_bare_output_compares_with_a_whole_one(verifier: Verifier, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines(2))
    run(verifier, tmp_path / "a.jsonl", tmp_path / "one", options=Options(bare=True))
    (tmp_path / "a.jsonl").write_text(lines(1))
    run(verifier, tmp_path / "a.jsonl", tmp_path / "two")
    (lost,) = changes(tmp_path / "one", tmp_path / "two")
    assert told(lost) == ("lost", "a1", "refuted", None)
    assert (lost.start, lost.end, lost.quote) == (20, 31, None)
