"""Who sends a request, whether they may, and whether they ask too fast."""

from __future__ import annotations

import datetime as dt
import math
import time
from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler
from msgspec import Struct

from tapecheck.ledger.keys import Key, Keys, Scope
from tapecheck.ledger.sessions import Sessions
from tapecheck.web.browsers import refuse_other_hosts, refuse_other_sites, session_of
from tapecheck.web.clock import now
from tapecheck.web.pace import Pace
from tapecheck.web.problems import ProblemError
from tapecheck.web.refusals import AnyRequest

Connection = ASGIConnection[Any, Any, Any, Any]

_CACHED_SECONDS = 5.0
_MOST_CACHED = 10_000
_SCHEME = "Bearer"
# About a working day.
_SESSION = dt.timedelta(hours=12)
_HOW = {"www-authenticate": _SCHEME}


class Door(Struct, frozen=True, kw_only=True):
    """How a service is entered: with no key at all, or by keys alone.

    It answers to the names among ``hosts``, or without any to every one.
    """

    keyless: bool
    per_minute: int
    hosts: frozenset[str] = frozenset()


class Gate:
    """Admits requests by their API key; what it looked up it believes for a few seconds.

    On pages, a session stands for the key that it was begun with.
    """

    def __init__(self, keys: Keys, sessions: Sessions, door: Door) -> None:
        """Take the keys, the sessions, and how strict to be."""
        self.keyless = door.keyless
        self._keys = keys
        self._sessions = sessions
        self._door = door
        self._pace = Pace(door.per_minute, time.monotonic)
        self._seen: dict[tuple[str | None, str | None], tuple[float, Key | None]] = {}

    async def admit(self, connection: Connection, handler: BaseRouteHandler) -> None:
        """Let a request in, or raise the problem that says why not; a guard of the framework.

        A handler names the scope that it asks for under `opt["scope"]`; one without is open. What
        `opt["page"]` marks may be asked for by a browser that brings a session.
        """
        refuse_other_hosts(connection, self._door.hosts)
        if handler.opt.get("page"):
            refuse_other_sites(connection)
        scope: Scope | None = handler.opt.get("scope")
        if scope is None:
            return
        token = _token(connection)
        session = session_of(connection) if token is None and handler.opt.get("page") else None
        if token is None and session is None and self.keyless:
            connection.state.sender = ""
            return
        key = await self._key(token, session)
        if scope not in key.scopes:
            raise ProblemError("not-allowed", f"The key of {key.holder!r} does not open '{scope}'.")
        self._slow_down(key.id)
        connection.state.sender = key.holder

    async def begin(self, token: str) -> tuple[str, dt.datetime]:
        """Return the token of a new session on an API key, and when it ends."""
        key, at = await self._key(token, None), now()
        self._slow_down(key.id)
        ends = min(at + _SESSION, key.ends) if key.ends else at + _SESSION
        return await self._sessions.begin(key, at=at, ends=ends), ends

    async def end(self, session: str) -> None:
        """End a session."""
        await self._sessions.end(session)
        self._seen.pop((None, session), None)

    async def _key(self, token: str | None, session: str | None) -> Key:
        if token is None and session is None:
            raise ProblemError("no-key", "The request brings no API key.", headers=_HOW)
        then, key = self._seen.get((token, session), (-math.inf, None))
        if time.monotonic() - then > _CACHED_SECONDS:
            key = await self._found(token, session)
            if len(self._seen) >= _MOST_CACHED:
                self._seen.clear()
            self._seen[token, session] = (time.monotonic(), key)
        if key is None or not key.is_good(now()):
            raise ProblemError("no-key", "The API key is not known, or has ended.", headers=_HOW)
        return key

    async def _found(self, token: str | None, session: str | None) -> Key | None:
        if token is not None:
            return await self._keys.find(token)
        return await self._sessions.find(session or "", at=now())

    def _slow_down(self, caller: str) -> None:
        wait = self._pace.wait(caller)
        if wait:
            raise ProblemError(
                "too-fast", f"At most {self._door.per_minute} requests a minute are taken.",
                limit=self._door.per_minute, headers={"retry-after": str(math.ceil(wait))},
            )  # fmt: skip


def sender_of(request: AnyRequest) -> str:
    """Return the holder of the API key that came with a request; empty without one."""
    sender: str = request.state.get("sender", "")
    return sender


def _token(connection: Connection) -> str | None:
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == _SCHEME.lower() and token.strip() else None
