"""What a git change touches: only claims on those lines are looked at."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Container
from pathlib import Path

from msgspec.structs import replace

from tapecheck.core.errors import InputError
from tapecheck.core.nouns import Article, Span
from tapecheck.report.findings import Checked

_HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_OPTION = "--changed-since"


class Changes:
    """The lines that differ between the files as they are and a revision.

    Where the revision is on another branch, what counts is where this one left it.
    """

    def __init__(self, revision: str) -> None:
        """Ask git, in the folder of work; raise :class:`InputError` where it knows no answer."""
        self._here = Path.cwd()
        top = _git(self._here, "rev-parse", "--show-toplevel")
        if top is None:
            raise InputError(_OPTION, "this folder is in no git repository")
        self._top = Path(top.decode().rstrip("\n"))
        commit = f"{revision}^{{commit}}"
        found = _git(self._top, "rev-parse", "--verify", "--quiet", "--end-of-options", commit)
        if found is None:
            raise InputError(_OPTION, f"git knows no revision {revision!r}")
        named = found.decode().strip()
        base = _git(self._top, "merge-base", named, "HEAD")
        self._base = base.decode().split()[0] if base else named
        self._tracked = _names(_git(self._top, "ls-files", "-z"))
        self._lines_of: dict[str, Container[int]] = {}
        self._changed = _names(_git(self._top, "diff", "--name-only", "-z", self._base, "--"))

    def touch(self, article: Article) -> bool:
        """Return whether anything of an article has changed."""
        lines = self._lines(article)
        return article.line in lines if article.line is not None else lines != _NONE

    def only(self, check: Checked) -> Checked:
        """Return a checked article with the findings and markers on changed lines alone."""
        article = check.report.article
        if article.line is not None:
            return check
        lines = self._lines(article)
        findings = tuple(
            each for each in check.findings if _meets(each.verdict.assertion.span, article, lines)
        )
        report = replace(
            check.report,
            verdicts=tuple(each.verdict for each in findings),
            unused=tuple(m for m in check.report.unused if _meets(m.span, article, lines)),
        )
        return Checked(report=report, findings=findings)

    def _lines(self, article: Article) -> Container[int]:
        """Return the changed lines of an article's file: all of one that git does not know."""
        if not article.file:
            raise InputError(article.id, f"has no history, and {_OPTION} asks for it")
        path = (self._here / article.file).resolve()
        if not path.is_relative_to(self._top):
            raise InputError(article.file, f"is in another repository, and {_OPTION} asks for it")
        name = path.relative_to(self._top).as_posix()
        if name not in self._lines_of:
            self._lines_of[name] = self._lines_in(name)
        return self._lines_of[name]

    def _lines_in(self, name: str) -> Container[int]:
        if name not in self._tracked:
            return _EVERY
        return _changed_lines(self._top, self._base, name) if name in self._changed else _NONE


class _Every:
    """All lines there are."""

    def __contains__(self, line: object) -> bool:
        return True


_EVERY, _NONE = _Every(), frozenset[int]()


def _changed_lines(top: Path, base: str, name: str) -> frozenset[int]:
    told = _git(top, "diff", "--no-ext-diff", "--no-color", "--unified=0", base, "--", name)
    hunks = ((int(start), int(count or 1)) for start, count in _HUNK.findall(told or b""))
    return frozenset(line for start, count in hunks for line in range(start, start + count))


def _meets(span: Span, article: Article, lines: Container[int]) -> bool:
    first = article.text.count("\n", 0, span.start) + 1
    last = first + article.text.count("\n", span.start, span.stop)
    return any(line in lines for line in range(first, last + 1))


def _names(told: bytes | None) -> frozenset[str]:
    return frozenset(name.decode("utf-8", "surrogateescape") for name in (told or b"").split(b"\0"))


def _git(folder: Path, *arguments: str) -> bytes | None:
    """Return what git says; None where it refuses."""
    try:
        done = subprocess.run(
            ["git", "-c", "core.quotepath=off", *arguments],
            cwd=folder, capture_output=True, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        raise InputError(_OPTION, "git is not installed") from None
    return done.stdout if done.returncode == 0 else None
