"""The spotter of names: an Aho-Corasick automaton over names and aliases, in one pass of a text."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from ahocorasick_rs import AhoCorasick, MatchKind
from msgspec import Struct
from msgspec.structs import replace

from tapecheck.core.nouns import Metric
from tapecheck.core.units import InstrumentId
from tapecheck.grammar.rulefile import Word


class Name(Struct, frozen=True):
    """What a name in the text stands for.

    ``text`` is one way to write it, ``name`` the usual one. ``instrument`` is null for names that
    the rules know but no tape lists. ``bond`` tells that it names a yield by its bond.
    """

    text: str
    name: str
    metric: Metric = Metric.PRICE
    instrument: InstrumentId | None = None
    currency: str | None = None
    bond: bool = False


class NameSpotter:
    """Finds every known name in a text; immutable, so threads may share it."""

    def __init__(
        self, names: Iterable[Name], *, well_known: Mapping[str, Word], bonds: Container[str] = ()
    ) -> None:
        """Take the names of a tape, and those that the rules know; the tape's own come first.

        ``bonds`` are the nouns for bonds, which tell that a yield's name is that of its bond.
        """
        table: dict[str, Name] = {}
        for name in names:
            bond = name.metric is Metric.YIELD and name.text.lower().split()[-1] in bonds
            table.setdefault(name.text, replace(name, bond=True) if bond else name)
        self._codes = _codes(table.values())
        for text, word in well_known.items():
            table.setdefault(text, self._well_known(text, word, table))
        self.texts = tuple(table)
        self._names = tuple(table.values())
        self._folded = {_fold(name.text): name for name in reversed(self._names)}
        self._automaton = AhoCorasick(
            [n.text for n in self._names], matchkind=MatchKind.LeftmostLongest
        )

    @staticmethod
    def _well_known(text: str, word: Word, table: Mapping[str, Name]) -> Name:
        """Return a name of the rules; where the tape has its usual name, that instrument."""
        usual = word.name or text
        metric = word.metric or Metric.INDEX
        known = table.get(usual)
        if known is None:
            return Name(text, usual, metric)
        return Name(text, known.name, metric, known.instrument, known.currency)

    def find(self, text: str) -> dict[int, tuple[int, Name]]:
        """Return start -> (stop, name) of every name that stands as a whole word in ``text``."""
        found = {}
        for index, start, stop in self._automaton.find_matches_as_indexes(text):
            if _whole(text, start, stop):
                found[start] = (stop, self._names[index])
        return found

    def by_code(self, code: str) -> Name | None:
        """Return the name listed under a ticker or RIC: IBM, IBM.N, 9988.HK, .DJI."""
        found = self._codes.get(code)
        if found is not None or code.startswith("."):
            return found
        root, _, exchange = code.rpartition(".")
        return self._codes.get(root) if exchange in _US_EXCHANGES else None

    def by_spelling(self, text: str) -> Name | None:
        """Return the name that is written like ``text`` but for case, blanks and hyphens."""
        return self._folded.get(_fold(text))


# Reuters' letters for New York, Nasdaq and the smaller American markets.
_US_EXCHANGES = frozenset({"N", "O", "OQ", "A", "P", "K", "PK", "OB"})


def _fold(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


def _codes(names: Iterable[Name]) -> dict[str, Name]:
    """Return names by the symbol of their listing; a name that is itself a code counts too."""
    codes: dict[str, Name] = {}
    for name in names:
        if name.instrument:
            codes.setdefault(name.instrument.partition(":")[2], name)
            codes.setdefault(name.text, name)
    return codes


def _whole(text: str, start: int, stop: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[stop] if stop < len(text) else " "
    if before.isalnum() and _latin(before) and _latin(text[start]):
        return False
    return not (after.isalnum() and _latin(after) and _latin(text[stop - 1]))


def _latin(char: str) -> bool:
    """Return whether blanks part words of its script: they do not in Chinese or Japanese."""
    return char < "\u2e80"
