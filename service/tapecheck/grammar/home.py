"""What a bare $ stands for in an article: the dollar of the country whose copy it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from tapecheck.grammar.lexicon import Lexicon
from tapecheck.grammar.quantities import build_quantities
from tapecheck.grammar.rulefile import Word
from tapecheck.grammar.scan import Scanner

_USUAL = "USD"


class Scanners:
    """A scanner for each country whose copy the rules can tell; made when first met."""

    def __init__(self, lexicon: Lexicon, home: str) -> None:
        """Take the words of the rules, and the currency that a bare $ usually stands for."""
        cues, styles = lexicon.textual["home_cue"], lexicon.textual["home_style"]
        signs = lexicon.textual["currency_sign"]
        self._lexicon, self._home = lexicon, home
        self._quantities = build_quantities(lexicon.textual, home)
        self._codes = {text.lower(): word.currency or home for text, word in cues.items()}
        self._cue = _whole(cues)
        self._style = re.compile(_any(styles), re.IGNORECASE)
        self._own = {code: _any(_signs(signs, code)) for code in self._codes.values()}
        self._scanners = {home: Scanner(lexicon, self._quantities)}

    def of(self, text: str) -> Scanner:
        """Return the scanner for an article."""
        code = self.currency_of(text)
        if code not in self._scanners:
            self._scanners[code] = Scanner(self._lexicon, replace(self._quantities, home=code))
        return self._scanners[code]

    def currency_of(self, text: str) -> str:
        """Return the currency of a bare $; a desk that has a dollar of its own keeps it.

        Copy that tells its own dollar by a sign, as in A$, has another one in mind with $ alone.
        """
        if self._home != _USUAL or "$" not in text or self._style.search(text) is None:
            return self._home
        cue = self._cue.search(text)
        code = self._codes[cue.group().lower()] if cue is not None else self._home
        marked = code in self._own and re.search(self._own[code], text, re.IGNORECASE)
        return self._home if marked else code


def _signs(signs: Mapping[str, Word], code: str) -> list[str]:
    return [text for text, word in signs.items() if word.currency == code and "$" in text]


def _whole(cues: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of words that stand alone, in any case.

    It begins with the set of their first letters, for which a long article is searched quickest.
    """
    rest: dict[str, list[str]] = {}
    for text in cues:
        rest.setdefault(f"[{text[0].upper()}{text[0].lower()}]", []).append(text[1:])
    heads = "".join(sorted({letter for head in rest for letter in head[1:-1]}))
    tails = "|".join(rf"(?<={head})(?i:{_any(texts)})" for head, texts in rest.items())
    return re.compile(rf"[{heads}](?<![\w/$].)(?:{tails})(?!\w)" if heads else r"(?!)")


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(text) for text in words)
