"""What the rules say of one word by itself, wherever it stands: found once, and remembered."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from tapecheck.grammar.lexicon import Entry, Lexicon
from tapecheck.grammar.longer import Longer, by_letter
from tapecheck.grammar.phrases import Openings
from tapecheck.grammar.quantities import Quantities
from tapecheck.grammar.roles import Role
from tapecheck.grammar.spelling import VERB_ENDINGS, is_name, is_proper

_MAY = Role.MODAL | Role.MONTH  # "shares may fall", not "in May"
_REMEMBERED = 1 << 14  # words; a text knows fewer


class Told(Struct, frozen=True, gc=False):
    """What the rules say of one word by itself; words that open nothing longer stand ``alone``.

    A word that ends in a capital may be part of a code, and is ``coded``.
    ``sign`` words may start a sum of money, ``spelled`` ones a number in words; ``longer`` are the
    phrases of plain words by the letter that follows. ``head`` is its length up to a hyphen.
    """

    lower: str
    roles: int
    entry: Entry | None
    proper: bool
    unknown: bool
    coded: bool
    alone: bool
    head: int
    openings: Openings | None
    sign: bool
    spelled: bool
    longer: Longer


class Words:
    """The words of the rules; it keeps what it told, so that each text asks once of each."""

    def __init__(self, lexicon: Lexicon, quantities: Quantities) -> None:
        """Take the words, and what may start a sum of money or a number in words."""
        self._lexicon = lexicon
        self._sign_heads = frozenset(re.sub(r"[^a-z].*", "", s) for s in quantities.signs) - {""}
        self._spelled_heads = frozenset(w.split()[0] for w in quantities.numbers)
        self.told = lru_cache(maxsize=_REMEMBERED)(self._tell)

    def _tell(self, written: str) -> Told:
        """Return what the rules say of a word, wherever it stands."""
        lower = written.lower()
        head = lower.partition("-")[0]
        entry = self._lexicon.words.get(lower)
        modal = entry is not None and entry.roles & _MAY == _MAY and written == lower
        openings = None if modal else self._lexicon.templates.get(head)
        sign = head.rstrip("0123456789") in self._sign_heads
        spelled = head in self._spelled_heads
        longer = by_letter(self._lexicon.phrases.get(lower, ()))
        return Told(
            lower=lower,
            roles=entry.roles if entry is not None else 0,
            entry=entry,
            proper=is_proper(written) if entry is None else is_name(entry, written),
            unknown=entry is None and not lower.endswith(VERB_ENDINGS),
            coded=written[-1].isupper(),
            alone=not (sign or spelled or openings or longer),
            head=len(head),
            openings=openings,
            sign=sign,
            spelled=spelled,
            longer=longer,
        )
