"""GitLab's code quality report."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from report.checks import ALL, FALSE, WIDE, check, shown
from tapecheck.core.verdicts import Outcome
from tapecheck.report.findings import Item, checked
from tapecheck.verify.verifier import Verifier

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "gitlab-code-quality.json").read_text())


def read(items: Iterable[Item]) -> list[dict[str, Any]]:
    """Return the entries of a valid report."""
    entries: list[dict[str, Any]] = json.loads(shown("gitlab", items))
    jsonschema.Draft202012Validator(SCHEMA).validate(entries)
    return entries


def test_what_is_not_supported_is_an_entry_and_the_worst_come_first(verifier: Verifier) -> None:
    entries = read([check(verifier, ALL)])
    assert [(each["severity"], each["location"]["lines"]["begin"]) for each in entries] == [
        ("critical", 4), ("minor", 3), ("minor", 2), ("info", 5),
    ]  # fmt: skip


def test_no_two_fingerprints_are_the_same(verifier: Verifier) -> None:
    entries = read([check(verifier, f"{FALSE} {FALSE}"), check(verifier, FALSE, id="b", file="b")])
    assert len({each["fingerprint"] for each in entries}) == 3


def test_an_entry_says_what_is_wrong_and_where(verifier: Verifier) -> None:
    (entry,) = read([check(verifier, WIDE)])
    assert entry["check_name"] == "change.percent"
    assert entry["location"] == {"path": "a.txt", "lines": {"begin": 2}}
    assert entry["description"] == (
        "refuted: “6.2 percent”. The tape says 8.48 %, not 6.15 to 6.25 %: the figure is another "
        "one."
    )


@pytest.mark.parametrize("file", ["./drafts/a.txt", "drafts//a.txt", "drafts\\a.txt"])
def test_a_path_is_relative_and_plain(verifier: Verifier, file: str) -> None:
    (entry,) = read([check(verifier, FALSE, file=file)])
    assert entry["location"]["path"] == "drafts/a.txt"


def test_what_is_known_is_left_out(verifier: Verifier) -> None:
    first = check(verifier, FALSE)
    known = checked(first.report, {first.findings[0].fingerprint: Outcome.REFUTED})
    assert read([known]) == []
