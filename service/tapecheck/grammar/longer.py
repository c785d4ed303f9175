"""Longer phrases of plain words, filed by the letter that their second word begins with."""

from __future__ import annotations

from collections.abc import Sequence

from tapecheck.grammar.lexicon import Entry

_BETWEEN = " \t\n-"
_PLACED = ("-listed", "-trade", "-based")  # "New York-listed": the place ends here
Longer = dict[str, list[tuple[tuple[str, ...], Entry]]]


def by_letter(phrases: Sequence[tuple[tuple[str, ...], Entry]]) -> Longer:
    """Return phrases that start with one word, longest first, filed by what follows it."""
    filed: Longer = {}
    for rest, entry in phrases:
        filed.setdefault(rest[0][0], []).append((rest, entry))
    return filed


def longest(text: str, end: int, stop: int, longer: Longer) -> tuple[int, Entry] | None:
    """Return the longest phrase whose first word ends at ``end``, and where it ends."""
    place = end
    while place < stop and text[place] in _BETWEEN:
        place += 1
    for rest, entry in longer.get(text[place : place + 1].lower(), ()):
        last = _follow(text, end, stop, rest)
        if last is not None:
            return last, entry
    return None


def _follow(text: str, end: int, stop: int, rest: tuple[str, ...]) -> int | None:
    """Return where ``rest`` ends when its words follow ``end`` in the text, else None."""
    for word in rest:
        while end < stop and text[end] in _BETWEEN:
            end += 1
        if text[end : end + len(word)].lower() != word:
            return None
        end += len(word)
    goes_on = text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha()
    goes_on = goes_on and not text.startswith(_PLACED, end)
    return None if goes_on or text[end : end + 1].isalnum() else end  # not "a third"-quarter
