"""Errors that name the thing, the place and the way out; the edges translate them."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import ClassVar


class TapecheckError(Exception):
    """Something the user can mend; ``code`` is stable, ``place`` names a file, key or row."""

    code: ClassVar[str] = "tapecheck"

    def __init__(self, place: str, what: str, *, way_out: str = "") -> None:
        """Keep the parts; they are joined only when shown."""
        super().__init__(place, what, way_out)
        self.place = place
        self.what = what
        self.way_out = way_out

    def __str__(self) -> str:
        """Return one line: the place, what is wrong there, and the way out."""
        line = f"{self.place}: {self.what}" if self.place else self.what
        return f"{line}; {self.way_out}" if self.way_out else line


class RuleFileError(TapecheckError):
    """A file in ``rules/`` cannot be used as it stands."""

    code = "rule-file"


class TapeError(TapecheckError):
    """A tape folder is missing, incomplete or changed."""

    code = "tape"


class LoadError(TapecheckError):
    """Reference data could not be loaded; nothing of it was kept."""

    code = "tape-load"


class InputError(TapecheckError):
    """An article, a date or an option cannot be read."""

    code = "input"


class LedgerError(TapecheckError):
    """The ledger's database cannot be reached, or does not take what it is given."""

    code = "ledger"


class ConfigError(TapecheckError):
    """A configuration file cannot be used as it stands."""

    code = "config"


class BulkError(TapecheckError):
    """A run in bulk cannot start, go on, or be compared; what it finished is kept."""

    code = "bulk"


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the known word closest to ``word``, or all of them."""
    words = sorted(str(each) for each in known)
    close = get_close_matches(word, words, n=1)
    return f"did you mean {close[0]!r}?" if close else f"known: {', '.join(words)}"
