"""Reading what vendors send: JSON and CSV, refused where it is anything else."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import TypeVar

import msgspec

from tapecheck.reference.providers.complaints import complaint, is_throttle
from tapecheck.reference.providers.errors import AnswerError, OutageError, excerpt
from tapecheck.reference.providers.wire import Answer

T = TypeVar("T")
# A country's output has 14 digits, and is told in billions.
_LARGEST = 10**20


def decoded(answer: Answer, shape: type[T], *, told: tuple[str, ...] = ()) -> T:
    """Return the JSON of an answer in a shape; numbers are decimals, Infinity and NaN are none.

    ``told`` are the keys under which the vendor complains instead of sending data.
    """
    content = parsed(answer)
    if isinstance(content, dict):
        said = next((content[key] for key in told if content.get(key)), None)
        if said is not None:
            raise complaint(answer.vendor, said if isinstance(said, str) else json.dumps(said))
    try:
        return msgspec.convert(content, shape, strict=False)
    except msgspec.ValidationError as error:
        what = f"answers in another shape than it documents: {error}: {excerpt(answer.text)}"
        raise AnswerError(answer.vendor, what) from None


def parsed(answer: Answer) -> object:
    """Return the JSON of an answer as it stands; plain words instead of it are a complaint."""
    try:
        content: object = json.loads(
            answer.text, parse_float=Decimal, parse_constant=lambda _: None
        )
    except (ValueError, RecursionError):
        if is_throttle(answer.text) and not answer.text.lstrip().startswith(("<", "{", "[")):
            raise complaint(answer.vendor, answer.text) from None
        raise OutageError(answer.vendor, not_data(answer, "JSON")) from None
    return content


def records(answer: Answer, *columns: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV answer that has at least these columns; a cut-off row is refused."""
    lines = csv.reader(io.StringIO(answer.text, newline=""), strict=True)
    try:
        header = next(lines, [])
        if not set(columns) <= set(header):
            raise OutageError(answer.vendor, not_data(answer, "CSV with its columns"))
        for line in lines:
            if len(line) != len(header):
                raise OutageError(answer.vendor, "sent CSV whose last row was cut off")
            yield dict(zip(header, line, strict=True))
    except csv.Error:
        raise OutageError(answer.vendor, not_data(answer, "CSV")) from None


def not_data(answer: Answer, kind: str) -> str:
    """Return what came where data were expected."""
    text = answer.text.strip()
    if not text:
        return f"sent nothing where {kind} was expected"
    if text.startswith("<"):
        return f"sent a web page where {kind} was expected: {excerpt(text)}"
    if kind == "JSON" and text[0] in "{[":
        return f"sent JSON that was cut off: {excerpt(text)}"
    return f"sent no {kind}: {excerpt(text)}"


def number(written: str | None) -> Decimal | None:
    """Return a decimal that a tape can hold, or None for what is none (".", "N/A", "", "NaN")."""
    try:
        value = Decimal(written) if written else None
    except InvalidOperation:
        return None
    held = value is not None and value.is_finite() and abs(value) < _LARGEST
    return value if held else None
