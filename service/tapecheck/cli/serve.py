"""``tapecheck serve``: the HTTP service, until it is stopped."""

from __future__ import annotations

import asyncio
import ipaddress
import math
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
import uvicorn
from uvicorn.importer import import_from_string

from tapecheck.cli.serving import ServiceCommand, check_variables, serving
from tapecheck.core.errors import InputError
from tapecheck.ledger.database import database as database_of
from tapecheck.ledger.database import upgrade
from tapecheck.ledger.keys import Keys
from tapecheck.settings import Settings, variables
from tapecheck.web.logs import configure

# Named as for uvicorn: the command line and the application are neighbours on one floor.
_APP = "tapecheck.app:create_app"
# Longer than one article may take: what is being answered when the server is stopped, is answered.
_PATIENCE = 5
# What this machine calls itself; to these names no other can lead a browser.
_LOCAL = ("localhost", "127.0.0.1", "::1")


@click.command(cls=ServiceCommand)
@serving
@click.pass_context
def serve(
    context: click.Context, /, host: str, port: int, workers: int, tape: Path | None,
    rules: Path | None, home: str, database: str, requests_per_minute: int,
    article_seconds: float, log_format: str, allow_host: tuple[str, ...], *, is_open: bool,
) -> None:  # fmt: skip
    """Serve checks over HTTP: POST /v1/checks; /docs explains the rest.

    Only this machine is listened to unless --host says otherwise. Once a key is made with
    `tapecheck keys create`, every request needs one; beyond this machine there must be a key, or
    --open. Without --tape the sample tape is used; when another tape is put in the folder that
    --tape names, it is taken without a stop.

    \b
    Exit status: 0 stopped, 2 not started.

    \b
    Examples:
      tapecheck serve --tape tapes/2025-02
      tapecheck serve --host 0.0.0.0 --workers 4 --database postgresql://tapecheck@db/news
      curl http://127.0.0.1:8000/v1/checks -H 'Content-Type: application/json' \\
        -d '{"text": "Alibaba shares rose 8.48 percent on Wednesday.", "published": "2025-02-13"}'
    """
    check_variables(context.command, variables())
    keyless = _keyless(host, database, is_open=is_open)
    settings = Settings(
        tape=tape, rules=rules, home_currency=home, database_url=database, workers=workers,
        keyless=keyless, hosts=_hosts(host, allow_host, is_local=keyless and not is_open),
        requests_per_minute=requests_per_minute, article_seconds=article_seconds,
    )  # fmt: skip
    app = import_from_string(_APP)(settings)
    with _listening(host, port) as listener:
        click.echo(app.state.tape_note)
        click.echo("keys: none are asked for" if keyless else "keys: every request needs one")
        click.echo(f"serving http://{_address(listener)}, explained at /docs; Ctrl-C stops it")
        configure(log_format)
        _run(app, listener, patience=math.ceil(article_seconds) + _PATIENCE)


def _keyless(host: str, database: str, *, is_open: bool) -> bool:
    """Return whether nobody is asked for a key; refuse to be open to others without a word."""
    if is_open:
        return True
    has_keys = asyncio.run(_has_keys(database))
    if not has_keys and not _is_loopback(host):
        raise InputError(
            f"--host {host}", "others could reach the service, and no API key was made",
            way_out="make one with `tapecheck keys create HOLDER`, or say --open",
        )  # fmt: skip
    return not has_keys


async def _has_keys(database: str) -> bool:
    engine = database_of(database).get_engine()
    try:
        await upgrade(engine)
        return bool(await Keys(engine).all())
    finally:
        await engine.dispose()


def _hosts(host: str, allowed: tuple[str, ...], *, is_local: bool) -> tuple[str, ...]:
    """Return the names that the service answers to; none are any."""
    names = (*_LOCAL, host, *allowed) if is_local or allowed else ()
    return tuple(sorted({name.strip("[]").lower() for name in names}))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens there; raise :class:`InputError` if none can."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        why = (error.strerror or str(error)).partition(" (")[0].lower()
        what = f"cannot listen there: {why}"
        raise InputError(f"{host}:{port}", what, way_out="name another --host or --port") from None


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _run(app: Any, listener: socket.socket, *, patience: int) -> None:
    config = uvicorn.Config(
        app,
        loop="asyncio" if sys.platform == "win32" else "uvloop",
        http="httptools",
        ws="none",
        server_header=False,
        timeout_graceful_shutdown=patience,
        log_config=None,
        access_log=False,
    )
    # The server has stopped in good order by the time it passes Ctrl-C on.
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run([listener])
