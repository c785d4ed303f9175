"""Only what a git change touches: in a real repository."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from conftest import Command

FRONT = "---\npublished: 2025-02-13\n---\n"
OLD = "Alibaba shares rose 6.2 percent on Wednesday."
NEW = "Tencent shares rose 9.9 percent on Wednesday."


def git(*arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@example.com", *arguments],
        check=True, capture_output=True,
    )  # fmt: skip


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository whose first commit has a false claim in each of two drafts."""
    monkeypatch.chdir(tmp_path)
    git("init", "-q", "-b", "main")
    for name in ("a.md", "九 b.md"):
        (tmp_path / name).write_text(f"{FRONT}{OLD}\n", encoding="utf-8")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    return tmp_path


def claims(tapecheck: Command, *arguments: object, revision: str = "main") -> list[tuple[str, str]]:
    """Return the id of each article that was checked, with the quotes of its claims."""
    _, out, err = tapecheck("check", *arguments, "--format", "jsonl", "--changed-since", revision)
    assert "error" not in err
    documents = [json.loads(line) for line in out.splitlines()]
    return [(d["id"], " ".join(c["quote"] for c in d["assertions"])) for d in documents]


def test_nothing_changed_is_nothing_checked(tapecheck: Command, here: Path) -> None:
    assert claims(tapecheck, ".") == []
    assert tapecheck("check", ".", "--changed-since", "HEAD")[0] == 0


def test_a_claim_counts_where_its_line_has_changed(tapecheck: Command, here: Path) -> None:
    (here / "九 b.md").write_text(f"{FRONT}{NEW}\n\n{OLD}\n", encoding="utf-8")
    assert claims(tapecheck, ".") == [("九 b.md", "9.9 percent")]
    git("commit", "-q", "-a", "-m", "second")
    assert claims(tapecheck, ".", revision="HEAD~1") == [("九 b.md", "9.9 percent")]
    assert claims(tapecheck, ".", revision="HEAD") == []


def test_all_of_a_file_that_git_does_not_know_has_changed(tapecheck: Command, here: Path) -> None:
    (here / "c.md").write_text(f"{FRONT}{OLD} {NEW}")
    assert claims(tapecheck, here) == [(str(here / "c.md"), "6.2 percent 9.9 percent")]


def test_what_the_other_branch_did_meanwhile_does_not_count(tapecheck: Command, here: Path) -> None:
    git("checkout", "-q", "-b", "topic")
    git("checkout", "-q", "main")
    (here / "a.md").write_text(f"{FRONT}Nothing.\n")
    git("commit", "-q", "-a", "-m", "elsewhere")
    git("checkout", "-q", "topic")
    assert claims(tapecheck, ".") == []


def test_a_line_of_a_batch_counts_as_a_whole(tapecheck: Command, here: Path) -> None:
    lines = [{"id": n, "published": "2025-02-13", "text": OLD} for n in range(3)]
    batch = here / "batch.jsonl"
    batch.write_text("".join(json.dumps(line) + "\n" for line in lines))
    git("add", ".")
    git("commit", "-q", "-m", "batch")
    lines[1]["text"] = NEW
    batch.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert claims(tapecheck, ".", revision="HEAD") == [("1", "9.9 percent")]


def test_a_folder_below_the_top_is_as_good_a_place(
    tapecheck: Command, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "deep").mkdir()
    (here / "a.md").write_text(f"{FRONT}{NEW}\n")
    monkeypatch.chdir(here / "deep")
    assert claims(tapecheck, "..") == [("../a.md", "9.9 percent")]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("a.md", "--changed-since", "none"), "--changed-since: git knows no revision 'none'"),
        (("a.md", "--changed-since", "--all"), "--changed-since: git knows no revision '--all'"),
        (("-", "--changed-since", "main"), "-: has no history, and --changed-since asks for it"),
    ],
)  # fmt: skip
def test_what_git_cannot_answer_is_one_line(
    tapecheck: Command, here: Path, arguments: tuple[str, ...], says: str
) -> None:
    status, out, err = tapecheck("check", *arguments, stdin=OLD)
    assert (status, out) == (2, "")
    assert err.splitlines()[-1] == f"error: {says}"


def test_a_folder_without_a_repository_is_one_line(
    tapecheck: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _, _, err = tapecheck("check", ".", "--changed-since", "main")
    assert err == "error: --changed-since: this folder is in no git repository\n"
