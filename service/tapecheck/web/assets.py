"""Files of the pages: style sheets, a script and an icon, all our own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from litestar import Response, get
from litestar.params import FromPath
from msgspec import Struct

from tapecheck.report.chart import chart_style
from tapecheck.web.problems import ProblemError

# The address of a file names its content, so that browsers may keep it.
_KEEP = {"cache-control": "public, max-age=31536000, immutable"}


class _Asset(Struct, frozen=True):
    media_type: str
    read: Callable[[], str]


def _own(name: str) -> Callable[[], str]:
    return lambda: (files("tapecheck.web") / "static" / name).read_text(encoding="utf-8")


_ASSETS = {
    "page.css": _Asset("text/css", _own("page.css")),
    "chart.css": _Asset("text/css", chart_style),
    "page.js": _Asset("text/javascript", _own("page.js")),
    "icon.svg": _Asset("image/svg+xml", _own("icon.svg")),
}


@cache
def _content(name: str) -> bytes:
    return _ASSETS[name].read().encode()


@cache
def address(name: str) -> str:
    """Return where a file is served."""
    return f"/static/{name}?{hashlib.sha256(_content(name)).hexdigest()[:12]}"


@get("/static/{name:str}", include_in_schema=False, sync_to_thread=False)
def asset(name: FromPath[str]) -> Response[bytes]:
    """Return a file of the pages."""
    if name not in _ASSETS:
        raise ProblemError("not-found", f"There is no file {name[:40]!r}.")
    return Response(_content(name), media_type=_ASSETS[name].media_type, headers=_KEEP)
