"""Workflow commands: what GitHub makes of each line, read back as its runner reads it."""

from __future__ import annotations

import re

from report.checks import ALL, CLOSE, FALSE, TRUE, WIDE, check, shown
from tapecheck.core.errors import InputError
from tapecheck.core.verdicts import Outcome
from tapecheck.report.findings import checked
from tapecheck.verify.verifier import Verifier

COMMAND = re.compile(r"::(?P<name>error|warning|notice) (?P<told>[^:]*)::(?P<message>[^\r\n]*)")


def unescaped(text: str) -> str:
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Return the name, the properties and the message of every command."""
    found = [COMMAND.fullmatch(line) for line in text.split("\n") if line.startswith("::")]
    assert all(found)
    return [
        (
            each["name"],
            {k: unescaped(v) for k, _, v in (p.partition("=") for p in each["told"].split(","))},
            unescaped(each["message"]),
        )
        for each in found
        if each
    ]


def test_the_worst_come_first_and_each_has_its_own_kind(verifier: Verifier) -> None:
    found = commands(shown("github", [check(verifier, ALL)]))
    assert [(name, told["line"]) for name, told, _ in found] == [
        ("error", "4"), ("warning", "3"), ("notice", "2"),
    ]  # fmt: skip


def test_a_claim_is_pointed_at_in_utf16_units(verifier: Verifier) -> None:
    ((name, told, message),) = commands(shown("github", [check(verifier, WIDE)]))
    assert name == "error"
    assert told == {
        "file": "a.txt", "line": "2", "endLine": "2", "col": "31", "endColumn": "42",
        "title": "refuted (change.percent)",
    }  # fmt: skip
    assert message == (
        "“6.2 percent”: The tape says 8.48 %, not 6.15 to 6.25 %: the figure is another one. "
        "Write: 8.5 percent (not: 6.2 percent)"
    )


def test_a_claim_over_two_lines_has_no_columns(verifier: Verifier) -> None:
    text = FALSE.replace("6.2 percent", "6.2\npercent")
    ((_, told, _),) = commands(shown("github", [check(verifier, text)]))
    assert (told["line"], told["endLine"]) == ("1", "2")
    assert "col" not in told


def test_a_file_name_cannot_break_out_of_its_property(verifier: Verifier) -> None:
    text = shown("github", [check(verifier, FALSE, file="a,line=9::b\n::error::c%.txt")])
    ((_, told, _),) = commands(text)
    assert told["file"] == "a,line=9::b\n::error::c%.txt"
    assert told["line"] == "1"


def test_ten_of_a_kind_are_annotated_and_the_last_line_tells_of_the_rest(
    verifier: Verifier,
) -> None:
    text = "\n".join([FALSE] * 12 + [CLOSE, TRUE])
    lines = shown("github", [check(verifier, text)]).splitlines()
    assert [name for name, _, _ in commands("\n".join(lines))] == ["error"] * 10 + ["warning"]
    plain = [line for line in lines if line.startswith("tapecheck: a.txt:")]
    assert [line.split(":")[2] for line in plain] == ["11", "12"]
    assert lines[-1] == (
        "tapecheck: 14 claims: 1 supported, 1 imprecise, 12 refuted"
        "; 2 not annotated, as GitHub shows 10 of a kind: listed above"
    )


def test_a_line_of_the_log_is_never_a_command(verifier: Verifier) -> None:
    hostile = check(verifier, "\n".join([FALSE] * 11), file="a\n::error::b")
    assert len(commands(shown("github", [hostile]))) == 10


def test_a_known_claim_is_only_counted(verifier: Verifier) -> None:
    first = check(verifier, FALSE)
    known = checked(first.report, {first.findings[0].fingerprint: Outcome.REFUTED})
    assert shown("github", [known]) == ("tapecheck: 1 claim: 1 refuted; 1 known from the baseline")


def test_what_cannot_be_read_is_an_error() -> None:
    text = shown("github", [InputError("b.txt", "not UTF-8 text: byte 3 cannot be read")])
    assert text.splitlines()[0] == (
        "::error title=tapecheck cannot read this::b.txt: not UTF-8 text: byte 3 cannot be read"
    )
