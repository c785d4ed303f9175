"""Lines of a body that streams in, with their numbers; a line that is too long is not held."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator

from litestar.exceptions import InternalServerException
from msgspec import Struct

from tapecheck.web.refusals import AnyRequest


class GoneError(Exception):
    """The sender is gone: nobody waits for an answer, and the last line may be torn."""


async def arriving(request: AnyRequest) -> AsyncIterator[bytes]:
    """Yield a body in the pieces in which it arrives; raise :class:`GoneError` if it is cut off."""
    try:
        async for piece in request.stream():
            yield piece
    except InternalServerException as error:
        raise GoneError from error


class Line(Struct, frozen=True, kw_only=True):
    """A line that is not blank; ``text`` is None where it was too long to be held."""

    number: int
    text: bytes | None


async def lines_of(chunks: AsyncIterable[bytes], limit: int) -> AsyncIterator[list[Line]]:
    """Yield the lines that each chunk completes; a line has at most ``limit`` bytes."""
    rest, number = bytearray(), 0
    async for chunk in chunks:
        rest += chunk
        *whole, last = rest.split(b"\n")
        found = _lines(whole, number, limit)
        number += len(whole)
        # One byte more than allowed is enough to know, at its end, that a line was too long.
        rest = last[: limit + 1]
        if found:
            yield found
    if found := _lines([rest], number, limit):
        yield found


def _lines(texts: list[bytearray], before: int, limit: int) -> list[Line]:
    return [
        Line(number=number, text=bytes(text) if len(text) <= limit else None)
        for number, text in enumerate(texts, start=before + 1)
        if text.strip()
    ]
