"""How words, numbers and the codes of listings are spelled."""

from __future__ import annotations

import re

from tapecheck.grammar.lexicon import Entry
from tapecheck.grammar.roles import Role

RAW = re.compile(
    # Most words are plain letters: they need not be asked at each letter what may stand inside one.
    r"\s*(?:(?P<word>[^\W\d_][^\W_]{0,99}+(?![^\W_]|[-&/*'’.])"
    r"|(?:[A-Z]\.){2,}|[A-Z]\.(?:\s[A-Z]\.)*(?=\s[A-Z][a-z])|(?:(?<=[\w.])-)?[^\W\d_](?:[^\W_]|[-&/*](?=[^\W_])|['’](?=[^\W_])(?!s\b)"
    r"|\.(?=(?:com|net|org|co)\b)){0,99})"  # bounded: a script without blanks is one long word
    r"|(?P<number>\d(?:[^\W_]|[-.,:/](?=[^\W_]))*)"
    r"|(?P<code>\.[A-Z][A-Z0-9]{1,11}(?:\.[A-Z]{1,2})?\b)"
    r"|(?P<mark>['’]s?(?![^\W_])|--+|<[^<>\s]{1,40}>|&#\d{1,5};|\S))"
)
CODE = re.compile(
    r"\(\s?(?:[^()\d]{0,30}:\s?)?(?P<code>\.?[A-Z0-9/]{1,8}(?:[.-][A-Z0-9a-z]{1,3})?)(?:\s-\snews\s?)?\s?\)"
)
BARE_CODE = re.compile(
    r"[A-Z0-9]{1,5}[a-z]?\.[A-Z]{1,3}\b|\.[A-Z][A-Z0-9]{1,11}(?:\.[A-Z]{1,2})?\b|[A-Z0-9]{2,9}=[A-Z0-9]{0,4}"
)

VERB_ENDINGS = ("ed", "ing")  # of verbs that no rule knows


def is_proper(written: str) -> bool:
    """Return whether a word is written as a name; "London-based" only describes one."""
    return not written.islower() and not ("-" in written and written.rpartition("-")[2].islower())


_IN_NAMES = (
    Role.COMPANY_SUFFIX | Role.COMPANY_NOUN | Role.INDEX_NOUN | Role.COMMODITY_NOUN
    | Role.SHARE_NOUN | Role.METRIC_NOUN | Role.BOND_NOUN
)  # fmt: skip


def is_name(entry: Entry, written: str) -> bool:
    """Return whether a known word is written as a name: "Group" in "Acme Group"."""
    return bool(entry.roles & _IN_NAMES) and written[0].isupper() and not written.isupper()


_MOVES = Role.MOVE_VERB | Role.MOVE_NOUN


def names_shares(roles: int, first: str, following: str) -> bool:
    """Return whether a move that opens a sentence is a firm's name: "Leap shares fell"."""
    moves = following == "shares" and bool(roles & Role.MOVE_VERB) and not roles & ~_MOVES
    return moves and not first.endswith(("s", "ed", "ing"))
