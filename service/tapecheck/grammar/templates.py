"""Phrase templates: ``"(past|last) {n} {period}"`` becomes a pattern with named slots.

Words stand for themselves, ``(a|b)`` is one of several, ``[x]`` may be left out, and ``{slot}``
is something to be read: a number, a period, a date. Words may be joined by blanks or hyphens.
Each template knows the words it may start with, and the words that may follow each of them, so
that reading a text tries few.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from re import Pattern

from msgspec import Struct

from tapecheck.core.errors import RuleFileError, nearest

_PIECES = re.compile(r"\{\w+\}|[()\[\]|]|[^\s()\[\]|{}]+")
_GAP = r"[\s-]{0,3}"  # bounded: a long run of blanks must not cost more than its length
_WORDS = re.compile(r"[^\W_]+")


Seconds = Mapping[str, frozenset[str]]
ANY, END, DIGIT = "*", "", "#"


class Slot(Struct, frozen=True):
    """Something to be read in a template: its pattern, and the words it may start with.

    ``seconds`` maps each of them to what may stand behind it within the slot: words, END where
    the slot may end, ANY where nothing is known. DIGIT stands for any number in digits.
    """

    pattern: str
    seconds: Seconds


@dataclass(frozen=True)
class Template:
    """One phrase: ``seconds`` are the lower-case words it may start with, and what may follow.

    Every text that it matches holds a word of each of its ``needs``, the rarest first: see
    :func:`words_of`. The pattern is compiled when it is first tried: most commands need few.
    """

    source: str
    regex: str
    seconds: Seconds
    needs: tuple[frozenset[str], ...]

    @cached_property
    def pattern(self) -> Pattern[str]:
        """Return the compiled pattern; its groups are the slots."""
        return re.compile(self.regex, re.IGNORECASE)

    @cached_property
    def _slots(self) -> tuple[tuple[int, str], ...]:
        """Return the groups of the pattern, each with the slot that it stands for."""
        return tuple((at, name.partition("__")[0]) for name, at in self.pattern.groupindex.items())

    def match(self, text: str, pos: int) -> re.Match[str] | None:
        """Return the phrase that starts at ``pos``."""
        found = self.pattern.match(text, pos)
        return found if found is not None and found.end() - pos <= _REACH else None

    def slots_of(self, found: re.Match[str]) -> dict[str, str]:
        """Return what the slots of a phrase stand for."""
        return {slot: told for at, slot in self._slots if (told := found[at])}


_REACH = 300  # characters; no phrase is as long
# Every byte of ASCII as a small letter, a digit or a blank.
_PLAIN = bytes(ord(chr(code).lower() if chr(code).isalnum() else " ") for code in range(128)) * 2
_DIGIT = re.compile(r"\d")


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text in lower case, with DIGIT where it holds one."""
    words = words_in(text)
    return frozenset((*words, DIGIT) if _DIGIT.search(text) else words)


def words_in(text: str) -> list[str]:
    """Return the words of a text in lower case, in their order."""
    if text.isascii():
        return text.encode().translate(_PLAIN).decode().split()
    return _WORDS.findall(text.lower())


def any_of(texts: Iterable[str]) -> str:
    """Return the pattern of one of some texts, the longest that fits; case must not count.

    Texts with the same first letter share it: a pattern is tried where most of them fail at once.
    """
    filed: dict[str, list[str]] = {}
    for text in sorted(set(texts), key=lambda text: (-len(text), text)):
        filed.setdefault(text[0].lower(), []).append(re.escape(text[1:]).replace(r"\ ", r"[\s-]"))
    branches = (f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in filed.items())
    return f"(?:{'|'.join(branches)})"


def _told_by(texts: Iterable[str]) -> frozenset[str]:
    """Return the longest word of each text: whoever finds the text finds that word."""
    return frozenset(max(_WORDS.findall(text), key=len, default=text) for text in texts)


class _Node(Struct, frozen=True):
    """A compiled piece: its pattern, its first words with what may follow, whether it may be empty.

    Every match holds a word of each of its ``needs``.
    """

    pattern: str
    seconds: Seconds
    needs: tuple[frozenset[str], ...] = ()
    empty: bool = False


def compile_template(source: str, slots: Mapping[str, Slot], *, file: str) -> Template:
    """Return the template of one phrase; raise :class:`RuleFileError` on a typo in it."""
    pieces = _PIECES.findall(source)
    node, rest = _alternatives(pieces, slots, source=source, file=file)
    if rest:
        raise RuleFileError(file, f"unbalanced {rest[0]!r} in phrase {source!r}")
    if node.empty:
        raise RuleFileError(file, f"phrase {source!r} may be empty: every word is optional")
    regex = rf"{_distinct(node.pattern)}(?<![\s-])(?![^\W_])"
    known = dict.fromkeys(words for words in node.needs if words and ANY not in words)
    needs = sorted(known, key=_rarity, reverse=True)
    return Template(source, regex, node.seconds, tuple(needs))


def _distinct(pattern: str) -> str:
    """Give a slot that stands in several branches a group of its own in each: n, n__2, n__3."""
    seen: Counter[str] = Counter()

    def rename(found: re.Match[str]) -> str:
        name = found[1]
        seen[name] += 1
        return f"(?P<{name}__{seen[name]}>" if seen[name] > 1 else found[0]

    return re.sub(r"\(\?P<(\w+)>", rename, pattern)


def _alternatives(
    pieces: list[str], slots: Mapping[str, Slot], *, source: str, file: str
) -> tuple[_Node, list[str]]:
    """Read ``a b|c`` up to a closing bracket; return what was read and what is left."""
    branches: list[_Node] = []
    sequence: list[_Node] = []
    while pieces and pieces[0] not in ")]":
        piece, pieces = pieces[0], pieces[1:]
        if piece == "|":
            branches.append(_sequence(sequence))
            sequence = []
        elif piece in "([":
            inner, pieces = _alternatives(pieces, slots, source=source, file=file)
            if not pieces or pieces[0] != (")" if piece == "(" else "]"):
                raise RuleFileError(file, f"{piece!r} is never closed in phrase {source!r}")
            pieces = pieces[1:]
            sequence.append(_optional(inner) if piece == "[" else inner)
        else:
            sequence.append(_leaf(piece, slots, source=source, file=file))
    branches.append(_sequence(sequence))
    return _either(branches), pieces


def _leaf(piece: str, slots: Mapping[str, Slot], *, source: str, file: str) -> _Node:
    if not piece.startswith("{"):
        edge = r"(?![^\W_])" if piece[-1].isalnum() else ""
        pattern = re.escape(piece).replace("'", "['’]") + edge
        words = _WORDS.findall(piece.lower())
        seconds = {words[0] if words else ANY: frozenset({END if piece.isalnum() else ANY})}
        return _Node(pattern, seconds, (_told_by([piece.lower()]),) if words else ())
    name = piece[1:-1]
    slot = slots.get(name.rstrip("0123456789"))
    if slot is None:
        raise RuleFileError(
            file, f"unknown slot {piece} in phrase {source!r}", way_out=nearest(name, slots)
        )
    return _Node(rf"(?P<{name}>{slot.pattern})", slot.seconds, (_told_by(slot.seconds),))


def _sequence(nodes: Sequence[_Node]) -> _Node:
    seconds: Seconds = {}
    empty = True
    for node in reversed(nodes):
        following = frozenset(seconds) | ({END} if empty else set())
        closed = {
            head: (nexts - {END}) | following if END in nexts else nexts
            for head, nexts in node.seconds.items()
        }
        seconds = _merged(closed, seconds) if node.empty else closed
        empty = empty and node.empty
    pattern = "".join(n.pattern if n.empty else f"{n.pattern}{_GAP}" for n in nodes)
    needs = tuple(each for node in nodes if not node.empty for each in node.needs)
    return _Node(pattern, seconds, needs, empty=empty)


def _merged(*branches: Seconds) -> Seconds:
    """Return what may follow each first word of several branches."""
    merged: dict[str, frozenset[str]] = {}
    for branch in branches:
        for head, nexts in branch.items():
            before = merged.get(head)
            merged[head] = nexts if before is None else before | nexts
    return merged


def _rarity(words: frozenset[str]) -> tuple[int, float]:
    """Order sets of words by how seldom a text holds one: long words are rare."""
    lengths = [len(word) for word in words]
    return min(lengths), sum(lengths) / len(lengths)


def _optional(node: _Node) -> _Node:
    return _Node(f"(?:{node.pattern})?", node.seconds, empty=True)


def _either(branches: list[_Node]) -> _Node:
    if len(branches) == 1:
        return branches[0]
    joined = "|".join(b.pattern for b in branches)
    sure = [max(b.needs, key=_rarity, default=frozenset[str]()) for b in branches]
    needs = (frozenset().union(*sure),) if all(sure) else ()
    seconds = _merged(*(b.seconds for b in branches))
    return _Node(f"(?:{joined})", seconds, needs, empty=any(b.empty for b in branches))
