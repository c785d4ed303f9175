"""The words of all rule files, ready to be looked up while a sentence is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from tapecheck.core.errors import RuleFileError, nearest
from tapecheck.grammar.dates import DATE, MONTH, WEEKDAY, YEAR
from tapecheck.grammar.inflect import noun_forms, verb_forms
from tapecheck.grammar.phrases import Openings, Phrase
from tapecheck.grammar.roles import NOMINAL, SECTIONS, TEXTUAL, VERBAL, WRITTEN, Role
from tapecheck.grammar.rulefile import RuleFile, Word
from tapecheck.grammar.templates import ANY, DIGIT, END, Slot, any_of, compile_template

NAME_SECTION = "index_name"
_NO_WORD = Word()


class Entry(Struct, frozen=True):
    """All that the rules say of one word or phrase: its roles, and what it brings in each."""

    text: str
    roles: int
    words: dict[int, Word]

    def word(self, roles: int) -> Word:
        """Return what it brings in the first of ``roles`` that it plays."""
        if not self.roles & roles:
            return _NO_WORD
        for role, word in self.words.items():
            if role & roles:
                return word
        return _NO_WORD


class Lexicon(Struct, frozen=True):
    """Words by their lower-case text, longer phrases by their first word, templates by head.

    ``textual`` holds the sections that are read around a number (units, currencies).
    ``names`` are proper names with the metric they bring.
    """

    words: dict[str, Entry] = field(default_factory=dict)
    phrases: dict[str, tuple[tuple[tuple[str, ...], Entry], ...]] = field(default_factory=dict)
    templates: dict[str, Openings] = field(default_factory=dict)
    textual: dict[str, dict[str, Word]] = field(default_factory=dict)
    names: dict[str, Word] = field(default_factory=dict)

    def words_of(self, role: int) -> frozenset[str]:
        """Return the single words that play a role."""
        return frozenset(text for text, entry in self.words.items() if entry.roles & role)


def build_lexicon(files: Iterable[tuple[str, RuleFile]]) -> Lexicon:
    """Return the lexicon of rule files given as (file name, contents)."""
    files = list(files)
    words: dict[str, dict[int, Word]] = {}
    textual: dict[str, dict[str, Word]] = {section: {} for section in TEXTUAL}
    names: dict[str, Word] = {}
    for file, rules in files:
        for section, entries in rules.words.items():
            if section in TEXTUAL:
                textual[section].update(entries)
            elif section == NAME_SECTION:
                names.update(_aliased(entries))
            if section not in (*WRITTEN, NAME_SECTION):
                role = _role(section, file=file)
                for form, word in _forms(section, entries):
                    words.setdefault(form.lower(), {}).setdefault(role, word)
    single, longer = _split(words)
    return Lexicon(
        words=single,
        phrases=longer,
        templates=_templates(files, _slots(textual, words)),
        textual=textual,
        names=names,
    )


def _role(section: str, *, file: str) -> int:
    if section not in SECTIONS:
        known = [*SECTIONS, *TEXTUAL, NAME_SECTION]
        raise RuleFileError(file, f"unknown section {section!r}", way_out=nearest(section, known))
    return SECTIONS[section]


def _aliased(entries: Mapping[str, Word]) -> Iterator[tuple[str, Word]]:
    """Yield every way to write each name, with the usual one as its name."""
    for usual, word in entries.items():
        named = replace(word, name=word.name or usual)
        yield from ((text, named) for text in (usual, *word.aliases))


def _forms(section: str, entries: Mapping[str, Word]) -> Iterator[tuple[str, Word]]:
    for lemma, told in entries.items():
        word = told if told.name or section != "metric_noun" else replace(told, name=lemma)
        if section in VERBAL:
            yield from ((form, word) for form in verb_forms(lemma, word))
        elif section in NOMINAL:
            yield from ((form, word) for form in noun_forms(lemma, word))
        else:
            yield lemma, word


def _split(
    words: Mapping[str, dict[int, Word]],
) -> tuple[dict[str, Entry], dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]]:
    """Part single words from phrases; phrases are filed by first word, longest first."""
    single: dict[str, Entry] = {}
    longer: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for text, by_role in words.items():
        entry = Entry(text, sum(by_role), by_role)
        parts = text.split()
        if len(parts) == 1:
            single[text] = entry
        else:
            longer.setdefault(parts[0], []).append((tuple(parts[1:]), entry))
    return single, {
        head: tuple(sorted(found, key=lambda f: (-len(f[0]), f[0])))
        for head, found in longer.items()
    }


def _slots(
    textual: Mapping[str, Mapping[str, Word]], words: Mapping[str, Mapping[int, Word]]
) -> dict[str, Slot]:
    """Return what ``{slot}`` may stand for in a phrase."""

    def having(role: int) -> list[str]:
        return [text for text, by_role in words.items() if role in by_role]

    numbers = [*textual["number"], "several", "a few", "a"]
    ordinals, periods = having(Role.ORDINAL), having(Role.PERIOD)
    months, weekdays = having(Role.MONTH), having(Role.WEEKDAY)
    return {
        "n": _and_a_half(_listed(numbers, r"\d{1,3}(?:[-\s]\d/\d)?")),
        "half": _slot(r"and a half\b", ["and"]),
        "number": _slot(r"\S{0,3}\d[\d,.]*\d|\S{0,3}\d", [DIGIT]),
        "ordinal": _listed(ordinals, r"\d{1,2}(?:st|nd|rd|th)"),
        "period": _listed(periods),
        "month": _slot(MONTH + _NO_DAY, months),
        "weekday": _slot(WEEKDAY, weekdays),
        "year": _listed((), YEAR),
        "quarter": _slot(r"[qQ][1-4]", ("q1", "q2", "q3", "q4")),
        "date": _slot(DATE, [*months, *weekdays, DIGIT, *_DATE_HEADS]),
        "clock": _slot(_CLOCK, [DIGIT]),
        "minutes": _slot(
            rf"(?:\d+|{any_of(textual['number'])}\b) (?:minutes?|hours?)", [*numbers, DIGIT]
        ),
        "thing": Slot(r"[^\s,;]+(?:\s[^\s,;]+){0,4}?", {ANY: frozenset({ANY})}),
        "trade": _listed(_TRADE),
        "up": _listed(_nouns(words, "up")),
        "down": _listed(_nouns(words, "down")),
    }


# "By June 15" is a day: a month stands alone where no number that may be a day follows it.
_NO_DAY = r"(?!\s[0-3]?\d(?:st|nd|rd|th)?\b(?![.,:/-]\d|\s?(?:%|per\s?cent|pct|points?|basis)))"
_DATE_HEADS = ("the", "early", "mid", "late", "end", "start", "beginning", "middle", "last")
_TRADE = ("trading", "trade", "trades", "dealings", "deals", "session", "sessions", "business")
_CLOCK = (
    r"\d{1,2}(?:[:.]\d\d)?\s?(?:a\.?m\b\.?|p\.?m\b\.?)(?:\s(?:(?-i:[A-Z]{2,4})\b|local time))?"
    r"|\d{3,4}\s?(?:GMT|BST|EDT|EST|ET|CET|CEST|IST|AEST|AEDT|JST|HKT|hours)\b"
    r"|\d{1,2}:\d\d(?:\s(?-i:[A-Z]{2,4})\b)?"
)
CLOCK = re.compile(_CLOCK)


def _nouns(words: Mapping[str, Mapping[int, Word]], direction: str) -> list[str]:
    role = Role.MOVE_NOUN
    return [w for w, by in words.items() if role in by and by[role].direction == direction]


def _slot(pattern: str, heads: Iterable[str]) -> Slot:
    """Return a slot of which only the first words are known."""
    return Slot(pattern, {_parts(head)[0]: frozenset({ANY}) for head in heads})


def _listed(texts: Sequence[str], digits: str | None = None) -> Slot:
    """Return a slot that is one of ``texts``, or a whole number in digits of some pattern."""
    seconds: dict[str, frozenset[str]] = {}
    if digits:
        seconds[DIGIT] = frozenset({END, DIGIT})  # "6-1/2"
    for text in texts:
        head, *rest = _parts(text)
        seconds[head] = seconds.get(head, frozenset()) | {rest[0] if rest else END}
    patterns = ([digits] if digits else []) + ([rf"{any_of(texts)}\b"] if texts else [])
    return Slot("|".join(patterns), seconds)


def _and_a_half(slot: Slot) -> Slot:
    """Return a slot of numbers that a half may follow: "two and a half"."""
    seconds = {head: told | {"and"} for head, told in slot.seconds.items()}
    return Slot(rf"(?:{slot.pattern})(?:[-\s]and[-\s]a[-\s]half\b)?", seconds)


def _parts(text: str) -> list[str]:
    return text.lower().replace("-", " ").split()


def _templates(
    files: Iterable[tuple[str, RuleFile]], slots: Mapping[str, Slot]
) -> dict[str, Openings]:
    by_head: dict[str, list[Phrase]] = {}
    for file, rules in files:
        for section, entries in rules.phrases.items():
            role = _role(section, file=file)
            for source, word in entries.items():
                phrase = Phrase(compile_template(source, slots, file=file), role, word)
                for head in phrase.template.seconds:
                    by_head.setdefault(head, []).append(phrase)
    return {head: Openings(head, tuple(phrases)) for head, phrases in by_head.items()}
