"""A baseline: what is known does not fail, and is found again where lines have moved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from report.checks import ALL, FALSE, check
from tapecheck.core.errors import InputError
from tapecheck.core.verdicts import Outcome
from tapecheck.report.baseline import read_baseline, write_baseline
from tapecheck.report.findings import checked
from tapecheck.verify.verifier import Verifier


def test_what_is_not_supported_is_known_again(verifier: Verifier, tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    assert write_baseline(path, [check(verifier, ALL)]) == 4
    moved = check(verifier, f"A new paragraph.\n\n{ALL}").report
    again = checked(moved, read_baseline(path))
    assert [finding.known for finding in again.findings] == [False, True, True, True, True]


def test_a_baseline_is_for_people_too_and_in_the_order_of_files(
    verifier: Verifier, tmp_path: Path
) -> None:
    path = tmp_path / "known.json"
    first, second = check(verifier, FALSE, file="b.txt"), check(verifier, FALSE, file="a.txt")
    write_baseline(path, [first, second])
    told = json.loads(path.read_text(encoding="utf-8"))
    assert told["format"] == 1
    assert [(e["file"], e["claim"], e["outcome"]) for e in told["findings"]] == [
        ("a.txt", "6.2 percent", "refuted"),
        ("b.txt", "6.2 percent", "refuted"),
    ]
    assert read_baseline(path) == {
        each.findings[0].fingerprint: Outcome.REFUTED for each in (first, second)
    }


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"{", "not a baseline: "),
        (b"\xff", "not a baseline: "),
        (b"[]", "not a baseline: Expected `object`"),
        (b'{"format": 2, "findings": []}', "a baseline of format 2, not 1"),
        (b'{"format": 1, "findings": [{"fingerprint": "x"}]}', "missing required field"),
    ],
)
def test_what_is_no_baseline_is_named_with_the_way_out(
    tmp_path: Path, content: bytes, says: str
) -> None:
    path = tmp_path / "known.json"
    path.write_bytes(content)
    with pytest.raises(InputError) as raised:
        read_baseline(path)
    assert str(raised.value).startswith(f"{path}: ")
    assert says in str(raised.value)
    assert str(raised.value).endswith("; renew it with --write-baseline")


def test_a_baseline_that_is_not_there_is_no_empty_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such baseline; renew it with --write-baseline"):
        read_baseline(tmp_path / "none.json")


def test_a_place_that_takes_no_file_is_named(verifier: Verifier, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written: Is a directory"):
        write_baseline(tmp_path, [check(verifier, FALSE)])
