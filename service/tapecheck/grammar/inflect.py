"""Regular forms of English verbs and nouns, so that a rule file lists each word once."""

from __future__ import annotations

from collections.abc import Iterator

from tapecheck.grammar.rulefile import Word

VOWELS = "aeiou"


def verb_forms(lemma: str, word: Word) -> Iterator[str]:
    """Yield the forms of a verb; of a phrase ("give up") the first word is inflected.

    >>> sorted(verb_forms("slip", Word(doubled=True)))
    ['slip', 'slipped', 'slipping', 'slips']
    """
    if word.only:
        yield from word.past or (lemma,)
        return
    first, _, rest = lemma.partition(" ")
    tail = f" {rest}" if rest else ""
    stem = first + first[-1] if word.doubled else first
    yield lemma
    yield _third_person(first) + tail
    yield _participle(stem, doubled=word.doubled) + tail
    yield from word.past or (_past(stem) + tail,)


def noun_forms(lemma: str, word: Word) -> Iterator[str]:
    """Yield singular and plural of a noun or noun phrase.

    >>> list(noun_forms("rally", Word()))
    ['rally', 'rallies']
    """
    yield lemma
    if not word.only:
        yield word.plural or _third_person(lemma)


def _third_person(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        return word[:-1] + "ies"
    if word.endswith(("s", "sh", "ch", "x", "z")):
        return word + "es"
    return word + "s"


def _past(stem: str) -> str:
    if stem.endswith("e"):
        return stem + "d"
    if stem.endswith("y") and stem[-2] not in VOWELS:
        return stem[:-1] + "ied"
    return stem + "ed"


def _participle(stem: str, *, doubled: bool) -> str:
    if stem.endswith("e") and not stem.endswith("ee") and not doubled:
        return stem[:-1] + "ing"
    return stem + "ing"
