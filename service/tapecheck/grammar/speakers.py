"""Prices that somebody is said to have told: "…, a spokesman said", "according to Globex, …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tapecheck.core.nouns import Modality
from tapecheck.grammar.frames import Frame
from tapecheck.grammar.modality import estimates
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.roles import Role

_FIGURES = frozenset({Sort.AMOUNT, Sort.ANCHOR, Sort.MOVE_ADVERB, Sort.MOVE_NOUN})
_TAIL = frozenset({Sort.NOUN, Sort.PREPOSITION, Sort.TIME, Sort.DATE, Sort.COMMA, Sort.CONJUNCTION,
                   Sort.OPEN, Sort.CLOSE, Sort.QUOTE, Sort.HEDGE})  # fmt: skip
_ACCORDING = "according to"
_PEOPLE = frozenset({"he", "she"})


def attribute(frames: Sequence[Frame], parts: Sequence[Part]) -> None:
    """Mark what somebody says of prices, where nothing else is told between him and the figure."""
    if not [part for part in parts if part.word.of == "speech" or part.lower == _ACCORDING]:
        return
    last, told = None if estimates(parts) else _tag(parts), _saying(parts)
    for frame in frames:
        if frame.modality is not Modality.ASSERTED or frame.head is None or frame.subordinate:
            continue
        if (
            _ends_with(parts, frame, last)
            or _begins_with(parts, frame)
            or (told is not None and _is_object(parts, told, frame.head))
        ):
            frame.modality = Modality.ATTRIBUTED


def _tag(parts: Sequence[Part]) -> int | None:
    """Return the place of the comma before "a spokesman said" or "according to" at the end."""
    for place in reversed(range(len(parts))):
        part = parts[place]
        if part.sort is Sort.COMMA and _speaks(parts[place + 1 :]):
            return place
        if part.sort is Sort.VERB and part.word.of == "speech":
            continue
        if part.sort not in _TAIL:
            return None
    return None


def _speaks(parts: Sequence[Part]) -> bool:
    """Return whether a tag opens with its speaker or its verb: "said Ann Lee", "Ann Lee said"."""
    if not parts:
        return False
    if parts[0].lower == _ACCORDING:
        return not any(token.lower == "data" for part in parts for token in part.tokens)
    said = any(_is_speech(part) for part in parts[:3])
    return said and any(_is_person(part) for part in parts)


def _is_person(part: Part) -> bool:
    """Return whether a noun phrase is somebody who says things: an analyst, a chief executive."""
    if part.sort is not Sort.NOUN:
        return False
    return part.lower in _PEOPLE or any(token.roles & _SPEAKERS for token in part.tokens)


_SPEAKERS = Role.SOURCE | Role.OFFICE


def _is_speech(part: Part) -> bool:
    return part.sort is Sort.VERB and part.word.of == "speech" and not part.participle


def _ends_with(parts: Sequence[Part], frame: Frame, tag: int | None) -> bool:
    """Return whether a tag at the end tells who says it: no other verb stands in between."""
    if tag is None or frame.head is None or frame.head.start > parts[tag].start:
        return False
    return not any(_turns(part) for part in _between(parts, frame.head.stop, parts[tag].start))


def _begins_with(parts: Sequence[Part], frame: Frame) -> bool:
    """Return whether the sentence begins with who says it: "According to Globex, gold rose"."""
    if frame.head is None or parts[0].lower != _ACCORDING:
        return False
    return not any(_turns(part) for part in _between(parts, parts[0].stop, frame.head.start))


def _saying(parts: Sequence[Part]) -> int | None:
    """Return the place of the first verb of speech that has something before it."""
    return next((at for at, part in enumerate(parts) if _is_speech(part)), None) or None


def _is_object(parts: Sequence[Part], told: int, head: Part) -> bool:
    """Return whether a person says it: "he noted that the shares were down 2 percent"."""
    if parts[told].start >= head.start:
        return False
    between = parts[told + 1 : parts.index(head)] if head in parts else ()
    if between and between[0].lower == "that":
        between = between[1:]
    return _is_person(parts[told - 1]) and all(
        part.sort in (Sort.NOUN, Sort.PREPOSITION) for part in between
    )


def _between(parts: Sequence[Part], start: int, stop: int) -> Iterator[Part]:
    return (part for part in parts if start <= part.start < stop)


def _turns(part: Part) -> bool:
    """Return whether a part tells of something else: another verb, a cause, a new clause."""
    other = part.sort is Sort.VERB and bool(part.roles & Role.VERB)
    return other or part.sort is Sort.COLON or part.lower in _CAUSES


_CAUSES = frozenset({"after", "following", "despite", "because", "before", "amid"})
