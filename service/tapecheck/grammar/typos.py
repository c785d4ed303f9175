"""Words of a rule file that only code gives a meaning: a typo in one must not pass unseen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tapecheck.core.errors import RuleFileError, nearest
from tapecheck.core.nouns import Basis
from tapecheck.grammar.anchored import ALONE
from tapecheck.grammar.claims import UNIT_CLASSES
from tapecheck.grammar.margins import MULTIPLE
from tapecheck.grammar.positions import POSITION
from tapecheck.grammar.rulefile import ClaimRule, RuleFile
from tapecheck.grammar.windows import FORMS

_FORMS = frozenset({*FORMS, "same", "since-then", "span"})
_ROLES = frozenset(
    {"extent", "level", "part", "gap", "direction", "average-level", "extreme-level",
     "extreme-move", "streak", "ranking", "ranking-size", "comparison", "lead",
     MULTIPLE, POSITION, *ALONE}
)  # fmt: skip
_CIRCUMSTANCES = frozenset({"default", "at_most", "high", "low", *(basis.value for basis in Basis)})

Use = tuple[str, str, Iterable[str], str]


def check_words(path: str, rules: RuleFile) -> None:
    """Raise :class:`RuleFileError` for a form, role, unit or circumstance that no code knows."""
    for what, word, known, where in (*_forms(rules), *_of_claims(rules.rule)):
        if word not in known:
            raise RuleFileError(
                path, f"unknown {what} {word!r} in {where}", way_out=nearest(word, known)
            )


def _forms(rules: RuleFile) -> Iterator[Use]:
    for phrase, word in rules.phrases.get("window", {}).items():
        if word.form is not None:
            yield "form", word.form, _FORMS, f"phrase {phrase!r}"


def _of_claims(claims: Iterable[ClaimRule]) -> Iterator[Use]:
    for rule in claims:
        where = f"rule {rule.id}"
        yield "role", rule.role, _ROLES, where
        yield from (("unit", unit, UNIT_CLASSES, where) for unit in rule.units)
        yield from (("circumstance", told, _CIRCUMSTANCES, where) for told in rule.readings)
