"""How answers are written: the same JSON as the command line's, and headers that every one has."""

from __future__ import annotations

from typing import Any, TypeVar

from litestar import Response
from litestar.serialization import default_serializer
from litestar.types import Message, Scope, Serializer

from tapecheck.report.json import encode

T = TypeVar("T")

# No page of ours needs more; one that does brings its own policy.
_HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
    b"referrer-policy": b"no-referrer",
    b"cache-control": b"no-store",
}


class JsonResponse(Response[T]):
    """An answer in which numbers keep every digit, as in ``tapecheck check --format jsonl``."""

    def render(
        self, content: Any, media_type: str, enc_hook: Serializer = default_serializer
    ) -> bytes:
        """Return the bytes to send."""
        if isinstance(content, bytes | str) or not media_type.endswith("json"):
            return super().render(content, media_type, enc_hook)
        return encode(content)


async def add_headers(message: Message, _: Scope) -> None:
    """Give an answer the headers that it does not bring itself."""
    if message["type"] == "http.response.start":
        own = {name.lower() for name, _ in message["headers"]}
        missing = [pair for pair in _HEADERS.items() if pair[0] not in own]
        message["headers"] = [*message["headers"], *missing]
