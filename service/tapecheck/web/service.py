"""The application itself: what the framework's leaves undone of HTTP."""

from __future__ import annotations

from typing import Any

from litestar import Litestar
from litestar.types import Message, Send


class Service(Litestar):
    """Answers HEAD wherever it answers GET, as RFC 9110 asks of every server: without the body."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer a request."""
        if scope["type"] == "http" and scope["method"] == "HEAD":
            # Copied: the server looks into its own to see what was asked.
            scope, send = scope | {"method": "GET"}, _bodiless(send)
        await super().__call__(scope, receive, send)


def _bodiless(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.body":
            message["body"] = b""
        await send(message)

    return sent
