"""What browsers bring: the session's cookie, and from which site a form was sent."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie

from tapecheck.web.problems import ProblemError

Connection = ASGIConnection[Any, Any, Any, Any]

_SHOWN = 80
_COOKIE = "tapecheck-session"
_READING = frozenset({"GET", "HEAD"})


def session_of(connection: Connection) -> str | None:
    """Return the session that a browser brings."""
    return connection.cookies.get(_COOKIE)


def session_cookie(connection: Connection, session: str, lasts: dt.timedelta) -> Cookie:
    """Return the cookie of a session: no script reads it, and no other site can have it sent."""
    return Cookie(
        key=_COOKIE, value=session, path="/", max_age=max(0, int(lasts.total_seconds())),
        httponly=True, samesite="strict", secure=connection.url.scheme == "https",
    )  # fmt: skip


def refuse_other_sites(connection: Connection) -> None:
    """Refuse a form that another site has a browser send, as Go's CrossOriginProtection does.

    Browsers say from where since 2020 (Sec-Fetch-Site), older ones at least from which host; what
    says neither is no browser, and brings no session that it was not given.
    """
    if connection.scope.get("method") in _READING:
        return
    headers = connection.headers
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        own = site in ("same-origin", "none")
    else:
        own = origin is None or urlsplit(origin).netloc == headers.get("host", "")
    if not own:
        raise ProblemError("other-site", "The form was not sent from a page of this service.")


def refuse_other_hosts(connection: Connection, hosts: frozenset[str]) -> None:
    """Refuse a request to a name that is none of ours, where names are told at all.

    A name of somebody else that leads to this machine (DNS rebinding) makes their page, to a
    browser, one of this service's own. What names no host is no browser.
    """
    told = connection.headers.get("host", "")
    name, _, port = told.rpartition(":")
    name = (name if port.isdecimal() else told).strip("[]").lower()
    if hosts and name and name not in hosts:
        what = f"This service does not answer to {name[:_SHOWN]!r}."
        raise ProblemError("other-host", what)


def own_path(told: str) -> str:
    """Return where to go on within this service; the first page for any other address."""
    parts = urlsplit(told)
    outside = parts.scheme or parts.netloc or not told.startswith("/") or "\\" in told
    return "/" if outside or told.startswith("//") else told
