"""From a sentence to tokens: amounts, names, phrases and words, left to right, longest first."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tapecheck.grammar.lexicon import CLOCK, Entry, Lexicon
from tapecheck.grammar.longer import longest
from tapecheck.grammar.names import Name
from tapecheck.grammar.phrases import Candidate, Phrase, longest_phrase
from tapecheck.grammar.quantities import Amount, Quantities
from tapecheck.grammar.spelling import BARE_CODE, CODE, RAW, names_shares
from tapecheck.grammar.templates import DIGIT, words_of
from tapecheck.grammar.words import Told, Words

_WORD, _NUMBER = RAW.groupindex["word"], RAW.groupindex["number"]
_IN_CODES = (".", "=")
# What any sum of money that starts with letters begins with: "HK$118.80", "Rs. 500".
_SUM = re.compile(r"[A-Za-z]+[^\w\s]{0,3}\s?[\d.½¼¾]")
_OVERHANG = 16  # characters
_OPENERS = frozenset({":", "“", '"', "•"})


class Token(Struct, frozen=True, gc=False):
    """One piece of a sentence, with all that the rules say of it.

    ``lower`` is its text in lower case. ``proper`` tells a word that is written as a name,
    ``opens`` that it is merely the first of its sentence.
    ``unknown`` tells a word of which no rule says anything, and which looks like no verb.
    ``slots`` are what the slots of a phrase stand for; ``inside`` are the tokens of the event that
    a window starts with: "since hitting a 2025 low on Jan. 13".
    """

    start: int
    stop: int
    lower: str
    roles: int = 0
    entry: Entry | None = None
    phrase: Phrase | None = None
    slots: dict[str, str] | None = None
    amount: Amount | None = None
    name: Name | None = None
    code: str | None = None
    proper: bool = False
    opens: bool = False
    mark: bool = False
    unknown: bool = False
    inside: tuple[Token, ...] = ()


class Scanner:
    """Reads sentences into tokens; immutable, so threads may share it."""

    def __init__(self, lexicon: Lexicon, quantities: Quantities) -> None:
        """Take the words and the spotter of quantities."""
        self._quantities = quantities
        self._numbered = lexicon.templates.get(DIGIT)
        self._told = Words(lexicon, quantities).told

    def scan(
        self, text: str, start: int, stop: int, names: Mapping[int, tuple[int, Name]],
        capitals: Collection[str] = (),
    ) -> list[Token]:  # fmt: skip
        """Return the tokens of ``text[start:stop]``; ``names`` maps start to (stop, name).

        ``capitals`` are words that have a capital in mid-sentence elsewhere.
        """
        line = _Line(text, stop, words_of(text[start:stop]))
        tokens: list[Token] = []
        while start < stop and (raw := RAW.match(text, start, stop)):
            kind = raw.lastindex or 0
            first, last = raw.span(kind)
            if first in names:
                last, name = names[first]
                token = Token(first, last, text[first:last].lower(), name=name)
            elif kind == _WORD:
                token = self._word(line, first, last)
                if token.proper and (not tokens or tokens[-1].lower in _OPENERS):
                    token = _opening(token, text, capitals)
            elif kind == _NUMBER:
                token = self._number(line, first, last)
            else:
                token = self._mark(text, first, last)
            if token.phrase is not None and token.phrase.word.event:
                token = replace(token, inside=self._inside(token, text, names))
            tokens.append(token)
            start = token.stop
        if len(tokens) > 1 and names_shares(tokens[0].roles, tokens[0].lower, tokens[1].lower):
            tokens[0] = replace(tokens[0], proper=True, roles=0, entry=None)
        return tokens

    def _inside(
        self, window: Token, text: str, names: Mapping[int, tuple[int, Name]]
    ) -> tuple[Token, ...]:
        """Return the tokens of the event that a window starts with."""
        # "since its July record", which "high" goes on
        stop = min(window.stop + _OVERHANG, len(text))
        scanned = self.scan(text, window.start + len("since"), stop, names)
        return tuple([token for token in scanned if token.start < window.stop])

    def _word(self, line: _Line, start: int, end: int) -> Token:
        text = line.text
        told = self._told(text[start:end])
        if told.coded and text[end : end + 1] in _IN_CODES:
            code = _code(text, start)
            if code is not None:
                return code
        if told.alone:
            return _word(told, start, end)
        return self._opening_word(line, start, end, told)

    def _opening_word(self, line: _Line, start: int, end: int, told: Told) -> Token:
        """Return the longest that a word may open: an amount, a phrase, or itself."""
        text = line.text
        if (
            told.sign
            and _SUM.match(text, start)
            and (amount := self._quantities.match(text, start))
        ):
            return Token(start, amount.stop, told.lower, amount=amount)
        phrase = None
        if told.openings is not None:
            phrase = _phrase(line, start, told.openings.before(text, start + told.head, line.stop))
            if phrase is not None and phrase.stop > end:
                return phrase
        if told.spelled and (spelled := self._spelled(text, start)):
            return spelled
        if told.longer and (found := longest(text, end, line.stop, told.longer)):
            last, entry = found
            return Token(start, last, entry.text, entry.roles, entry)
        return phrase or _word(told, start, end)

    def _number(self, line: _Line, start: int, end: int) -> Token:
        text = line.text
        stands = _code(text, start)
        if stands is not None:
            return stands
        amount = self._quantities.match(text, start)
        if amount is not None and not amount.bare:
            return Token(start, amount.stop, text[start : amount.stop].lower(), amount=amount)
        clock = CLOCK.match(text, start)
        if clock:
            return Token(start, clock.end(), clock.group().lower())
        opens = self._numbered
        if opens and (phrase := _phrase(line, start, opens.after_digits(text, start, line.stop))):
            return phrase
        if amount is not None:
            return Token(start, amount.stop, text[start : amount.stop].lower(), amount=amount)
        return Token(start, end, text[start:end].lower())

    def _mark(self, text: str, start: int, end: int) -> Token:
        char = text[start]
        if char == "(":
            code = CODE.match(text, start)
            if code:
                return Token(start, code.end(), "", code=code["code"])
        if char in self._lead and (amount := self._quantities.match(text, start)):
            return Token(start, amount.stop, text[start : amount.stop].lower(), amount=amount)
        if char == "&":
            return Token(start, end, char)
        if char == ".":
            return _code(text, start) or Token(start, end, char, mark=True)
        return Token(start, end, text[start:end], mark=True)

    _lead = frozenset("$£€¥₹₩.-+−½¼¾")

    def _spelled(self, text: str, start: int) -> Token | None:
        amount = self._quantities.match_spelled(text, start)
        if amount is None or (amount.unit is None and amount.value == amount.value.to_integral()):
            return None
        return Token(start, amount.stop, text[start : amount.stop].lower(), amount=amount)


class _Line(Struct, frozen=True, gc=False):
    """The text of an article, where the sentence that is scanned stops, and its words."""

    text: str
    stop: int
    words: frozenset[str]


def _word(told: Told, start: int, stop: int) -> Token:
    """Return a word as it stands in a text."""
    return Token(
        start, stop, told.lower, told.roles, told.entry, proper=told.proper, unknown=told.unknown
    )


def _phrase(line: _Line, start: int, candidates: Sequence[Candidate]) -> Token | None:
    """Return the longest of some phrases of the rules that starts here."""
    found = longest_phrase(line.text, start, line.words, candidates)
    if found is None:
        return None
    stop, slots, phrase = found
    lower = line.text[start:stop].lower()
    return Token(start, stop, lower, phrase.role, phrase=phrase, slots=slots)


def _code(text: str, start: int) -> Token | None:
    """Return the code that stands here without brackets: "9988.HK", ".HSI"."""
    code = BARE_CODE.match(text, start)
    return Token(start, code.end(), "", code=code.group()) if code else None


def _opening(token: Token, text: str, capitals: Collection[str]) -> Token:
    """Return the first token of a sentence: unless known elsewhere, a capital tells less there."""
    if text[token.start : token.stop] in capitals:
        return token
    return replace(token, opens=True, proper=not token.roles)
