"""Running the examples that stand beside the rules: every hit must hit, every miss must miss."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from tapecheck.core.errors import RuleFileError, nearest
from tapecheck.core.nouns import Article, Assertion
from tapecheck.grammar.parse import Parser
from tapecheck.grammar.rulebook import Rulebook
from tapecheck.grammar.rulefile import Example, RuleFile


class Fault(Struct, frozen=True):
    """An example that does not come out as its rule file says."""

    path: str
    text: str
    what: str


# Rules nothing: it holds copy that must stay quiet, whatever the rules are.
SILENT = "silent.toml"


def check_examples(rulebook: Rulebook, parser: Parser) -> Iterator[Fault]:
    """Yield every example that fails, and every rule file without a hit and a miss.

    An example that cannot be run as it is written raises :class:`RuleFileError`.
    """
    for path, rules in rulebook.files.items():
        _refuse_typos(path, rules)
    for path, rules in rulebook.files.items():
        for kind, examples in (("hit", rules.hit), ("miss", rules.miss)):
            if not examples and path != SILENT:
                yield Fault(path, "", f"has no {kind}: show one of each")
            for example in examples:
                yield from _check(path, example, parser)
        yield from _untouched(path, rules, parser)


def _refuse_typos(path: str, rules: RuleFile) -> None:
    for kind, examples in (("hit", rules.hit), ("miss", rules.miss)):
        for place, example in enumerate(examples, start=1):
            _refuse_no_day(path, f"{kind} {place}", example.published)
            for claim in example.claims:
                _refuse_unknown(path, f"{kind} {place}.claims", claim, _FIELDS)
                for field, known in _WITHIN.items():
                    told = claim.get(field)
                    if isinstance(told, Mapping):
                        _refuse_unknown(path, f"{kind} {place}.claims.{field}", told, known)


def _refuse_no_day(path: str, place: str, written: str) -> None:
    try:
        dt.date.fromisoformat(written)
    except ValueError:
        what = f"published = {written!r} in [{place}] is no date"
        raise RuleFileError(path, what, way_out="write it as 2025-02-13") from None


def _refuse_unknown(path: str, place: str, told: Iterable[str], known: Iterable[str]) -> None:
    for key in told:
        if key not in known:
            raise RuleFileError(
                path, f"unknown key {key!r} in [{place}]", way_out=nearest(key, known)
            )


def _check(path: str, example: Example, parser: Parser) -> Iterator[Fault]:
    text, missing = example.text, []
    left = list(parsed(example, parser))
    for claim in example.claims:
        match = next((a for a in left if not list(_differences(a, claim, text))), None)
        if match is None:
            missing.append(claim)
        else:
            left.remove(match)
    for claim in missing:
        near = next((a for a in left if str(claim.get("quote", "")) in a.span.of(text)), None)
        if near is None:
            yield Fault(path, text, f"no claim with {_told(claim)}")
        else:
            left.remove(near)
            differs = "; ".join(_differences(near, claim, text))
            yield Fault(path, text, f"{near.span.of(text)!r}: {differs}")
    for extra in left:
        yield Fault(path, text, f"unexpected: {described(extra, text)}")


def _untouched(path: str, rules: RuleFile, parser: Parser) -> Iterator[Fault]:
    """Yield the claim rules of a file that no hit of the file makes fire."""
    fired = {a.rule for example in rules.hit for a in parsed(example, parser)}
    for rule in rules.rule:
        if rule.id not in fired:
            yield Fault(path, "", f"no hit makes rule {rule.id} fire")


def parsed(example: Example, parser: Parser) -> tuple[Assertion, ...]:
    """Return what the parser reads in an example."""
    published = dt.date.fromisoformat(example.published)
    return parser.parse(Article(text=example.text, published=published, title=example.title))


def described(assertion: Assertion, text: str) -> str:
    """Return an assertion in one line, field by field."""
    return _told({field: get(assertion, text) for field, get in _FIELDS.items()})


def _told(value: object) -> str:
    """Return fields in words: ``quote 4 percent, window (label day, end 2024-03-14)``."""
    if not isinstance(value, Mapping):
        return str(value)
    fields = ((field, part) for field, part in value.items() if part is not None)
    return ", ".join(
        f"{field} ({_told(part)})" if isinstance(part, Mapping) else f"{field} {part}"
        for field, part in fields
    )


def _differences(assertion: Assertion, claim: Mapping[str, object], text: str) -> Iterator[str]:
    """Yield each field of a claim that came out otherwise."""
    for field, wanted in claim.items():
        found = _FIELDS[field](assertion, text)
        if not (str(wanted) in str(found) if field == "quote" else _same(found, wanted)):
            yield f"{field} is {_told(found)}, not {_told(wanted)}"


def _same(found: object, wanted: object) -> bool:
    if isinstance(wanted, Mapping) and isinstance(found, Mapping):
        return all(_same(found.get(key), value) for key, value in wanted.items())
    if isinstance(found, Mapping):
        return found.get("text") == wanted
    if isinstance(found, Decimal) and isinstance(wanted, int | float | Decimal):
        return found == Decimal(str(wanted))
    return str(found) == str(wanted)


def _window(assertion: Assertion, _: str) -> dict[str, str | None]:
    when = assertion.when
    return {"label": when.label.value, "start": when.start, "end": when.end, "text": when.text}


def _subject(assertion: Assertion, _: str) -> dict[str, str] | None:
    """Return the words of the subject, and the name they stand for; a lone string is the words."""
    subject = assertion.subject
    return {"text": subject.text, "name": subject.name} if subject else None


_WITHIN = {"window": ("label", "start", "end", "text"), "subject": ("text", "name")}
_FIELDS: dict[str, Callable[[Assertion, str], object]] = {
    "quote": lambda a, text: a.span.of(text),
    "kind": lambda a, _: a.kind.value,
    "metric": lambda a, _: a.metric.value,
    "subject": _subject,
    "direction": lambda a, _: a.direction.value if a.direction else None,
    "value": lambda a, _: a.quantity.value if a.quantity else None,
    "value_max": lambda a, _: a.quantity.value_max if a.quantity else None,
    "unit": lambda a, _: a.quantity.unit if a.quantity else None,
    "hedge": lambda a, _: a.hedge.value if a.hedge else None,
    "basis": lambda a, _: a.basis.value,
    "modality": lambda a, _: a.modality.value,
    "window": _window,
    "rule": lambda a, _: a.rule,
    "group": lambda a, _: a.group,
}
