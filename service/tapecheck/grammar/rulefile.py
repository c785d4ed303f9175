"""One file of ``rules/``: its shape, and errors that name file, key and the nearest known word."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any, TypeVar, get_args

import msgspec
from msgspec import Struct, field

from tapecheck.core.errors import RuleFileError, nearest
from tapecheck.core.nouns import Basis, Direction, Hedge, Kind, Label, Metric, Modality

S = TypeVar("S", bound=Struct)


class Status(StrEnum):
    """Whether a rule is in force; a dead rule is retired, never removed: ids are forever."""

    ACTIVE = "active"
    RETIRED = "retired"


class Word(Struct, frozen=True, forbid_unknown_fields=True):
    """What a word or phrase brings to a claim; what it leaves out, other words must bring.

    ``past`` and ``plural`` are irregular forms, ``doubled`` doubles the last letter (slipped),
    ``only`` derives no forms at all, ``needs_amount`` counts only before a number. ``form`` names
    a window form (grammar/windows.py).
    ``aliases`` are other ways to write a name. ``scale`` and ``ratio`` multiply; ``value`` is the
    number that a word stands for.
    """

    direction: Direction | None = None
    basis: Basis | None = None
    hedge: Hedge | None = None
    metric: Metric | None = None
    modality: Modality | None = None
    event: Direction | None = None
    label: Label | None = None
    form: str | None = None
    unit: str | None = None
    currency: str | None = None
    period: str | None = None
    of: str | None = None
    name: str | None = None
    aliases: tuple[str, ...] = ()
    value: Decimal | None = None
    ratio: Decimal | None = None
    scale: Decimal | None = None
    past: tuple[str, ...] = ()
    plural: str | None = None
    doubled: bool = False
    only: bool = False
    attached: bool = False
    cents_only: bool = False
    needs_amount: bool = False


class Example(Struct, frozen=True, forbid_unknown_fields=True):
    """A text and the claims it must yield (hit), or must not (miss).

    ``claims`` gives any fields of the public shape; each entry must match one assertion.
    """

    text: str
    published: str = "2024-03-14"
    title: str = ""
    claims: tuple[dict[str, Any], ...] = ()


class ClaimRule(Struct, frozen=True, forbid_unknown_fields=True):
    """Which role and unit make which claim, and the readings it may have, likeliest first.

    ``readings`` maps a circumstance (a basis, a hedge, or ``default``) to reading names.
    """

    id: str
    about: str
    kind: Kind
    role: str
    measure: str
    units: tuple[str, ...] = ()
    metrics: tuple[Metric, ...] = ()
    readings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    status: Status = Status.ACTIVE


class RuleFile(Struct, frozen=True, forbid_unknown_fields=True):
    """One TOML file: words, phrases and claim rules, with a hit and a miss beside them."""

    id: str
    about: str
    status: Status = Status.ACTIVE
    words: dict[str, dict[str, Word]] = field(default_factory=dict)
    phrases: dict[str, dict[str, Word]] = field(default_factory=dict)
    rule: tuple[ClaimRule, ...] = ()
    hit: tuple[Example, ...] = ()
    miss: tuple[Example, ...] = ()


def read_rule_file(file: Traversable, shape: type[S]) -> S:
    """Return the contents of one TOML file as ``shape``, or raise :class:`RuleFileError`."""
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        told = str(error)
        way_out = next((hint for start, hint in _HINTS.items() if told.startswith(start)), "")
        raise RuleFileError(file.name, f"not TOML: {told}", way_out=way_out) from error
    except UnicodeDecodeError as error:
        raise RuleFileError(file.name, "not UTF-8 text") from error
    try:
        return msgspec.convert(raw, shape)
    except msgspec.ValidationError as error:
        check_keys(raw, shape, file=file.name)
        raise RuleFileError(file.name, _explain(str(error), raw, shape)) from error


# How TOML says what desk editors mistype most, and what to write instead.
_HINTS = {
    "Cannot declare": "put the lines under the table that is there; examples are [[hit]], [[miss]]",
    "Cannot overwrite": "it is there already: change that line",
    "Expected '=' after a key": 'several words stand in quotes: "bounce back" = ...',
    "Expected newline": "a text with quotes in it stands in single quotes: text = '...'",
    "Invalid value": 'words stand in quotes: direction = "up"',
    "Unclosed": "a comma or a bracket is missing",
}


def check_keys(raw: Any, shape: Any, *, file: str, path: str = "") -> None:
    """Raise :class:`RuleFileError` at the first key of ``raw`` that ``shape`` does not have."""
    if isinstance(raw, dict) and isinstance(shape, type) and issubclass(shape, Struct):
        fields = _fields(shape)
        for key, value in raw.items():
            if key not in fields:
                where = f"unknown key {key!r}" + (f" in [{path}]" if path else "")
                raise RuleFileError(file, where, way_out=nearest(key, fields))
            check_keys(value, fields[key], file=file, path=_join(path, key))
    elif isinstance(raw, dict):
        for key, value in raw.items():
            check_keys(value, _last_argument(shape), file=file, path=_join(path, key))
    elif isinstance(raw, list):
        for place, value in enumerate(raw, start=1):
            check_keys(value, _first_argument(shape), file=file, path=f"{path} {place}")


@cache
def _fields(shape: type[Struct]) -> dict[str, Any]:
    return {f.encode_name: f.type for f in msgspec.structs.fields(shape)}


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _first_argument(shape: Any) -> Any:
    return next(iter(get_args(shape)), None)


def _last_argument(shape: Any) -> Any:
    return next(reversed(get_args(shape)), None)


_ERROR = re.compile(r"(?P<what>.*?)(?: - at `\$\.?(?P<path>[^`]*)`)?", re.DOTALL)
_ENUM_ERROR = re.compile(r"Invalid enum value '(?P<word>[^']*)'")
_STEPS = re.compile(r"[^.\[\]]+|\[\d+\]|\[\.\.\.\]")


def _explain(message: str, raw: Any, shape: type[Struct]) -> str:
    """Return msgspec's message with its place, and the nearest word where an enumeration missed."""
    found = _ERROR.fullmatch(message)
    path = found["path"] if found else None
    if not found or not path:
        return message
    what, place = found["what"], _place(path, raw, shape)
    missed = _ENUM_ERROR.fullmatch(what)
    if not missed:
        return f"{what} - at `{place}`"
    key = place.rpartition(".")[2].partition("[")[0]
    known = next((enum for name, enum in _enums(shape) if name == key), None)
    hint = f"; {nearest(missed['word'], known)}" if known else ""
    return f"unknown word {missed['word']!r} at `{place}`{hint}"


def _place(path: str, raw: Any, shape: Any) -> str:
    """Return a path of msgspec with the keys that it leaves open: ``words[...].direction``."""
    told = ""
    for step in _STEPS.findall(path):
        if step == "[...]":
            shape = _last_argument(shape)
            key = next(key for key, value in raw.items() if not _fits(value, shape))
        elif step.startswith("["):
            key, shape = int(step[1:-1]), _first_argument(shape)
        else:
            key, shape = step, _fields(shape)[step]
        raw, told = raw[key], f"{told}{step}" if isinstance(key, int) else _join(told, key)
    return told


def _fits(value: Any, shape: Any) -> bool:
    try:
        msgspec.convert(value, shape)
    except msgspec.ValidationError:
        return False
    return True


def _enums(shape: Any, name: str = "") -> Iterator[tuple[str, type[StrEnum]]]:
    """Yield the enumerations within a type, each with the key it stands under."""
    if isinstance(shape, type) and issubclass(shape, StrEnum):
        yield name, shape
    elif isinstance(shape, type) and issubclass(shape, Struct):
        for key, inner in _fields(shape).items():
            yield from _enums(inner, key)
    else:
        for inner in get_args(shape):
            yield from _enums(inner, name)
