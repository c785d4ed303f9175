"""``tapecheck serve``: the HTTP service, until it is stopped."""

from __future__ import annotations

import asyncio
import socket
import sys
from contextlib import suppress
from pathlib import Path

import click
import uvicorn
from uvicorn.importer import import_from_string

from tapecheck.cli.config import CONFIG
from tapecheck.cli.options import HOME, RULES, TAPE
from tapecheck.core.errors import InputError
from tapecheck.ledger.database import prepare
from tapecheck.settings import Settings

# Named as for uvicorn: the command line and the application are neighbours on one floor.
_APP = "tapecheck.app:create_app"
_PATIENCE = 10


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen on; 0 takes a free one.",
)
@TAPE
@RULES
@click.option(
    "--database",
    default="sqlite:///tapecheck.sqlite3",
    show_default=True,
    help="Where the ledger is kept: sqlite:///FILE or postgresql://USER@HOST/NAME.",
)
@HOME
@CONFIG
def serve(
    *, host: str, port: int, tape: Path | None, rules: Path | None, database: str, home: str
) -> None:
    """Serve checks over HTTP: POST /v1/checks; /docs explains the rest.

    Only this machine is listened to unless --host says otherwise; there is no password, so put
    a proxy that asks for one before it. Without --tape the sample tape is used.

    \b
    Exit status: 0 stopped, 2 not started.

    \b
    Examples:
      tapecheck serve --tape tapes/2025-02
      curl http://127.0.0.1:8000/v1/checks -H 'Content-Type: application/json' \\
        -d '{"text": "Alibaba shares rose 8.48 percent on Wednesday.", "published": "2025-02-13"}'
    """
    settings = Settings(tape=tape, rules=rules, home_currency=home, database_url=database)
    app = import_from_string(_APP)(settings)
    # Here, where an error is one line; the server would only tell that it did not start.
    asyncio.run(prepare(database))
    with _listening(host, port) as listener:
        click.echo(app.state.tape_note)
        click.echo(f"serving http://{_address(listener)}, explained at /docs; Ctrl-C stops it")
        _run(app, listener)


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


def _run(app: object, listener: socket.socket) -> None:
    config = uvicorn.Config(
        app,  # type: ignore[arg-type]  # an ASGI application by its name
        loop="asyncio" if sys.platform == "win32" else "uvloop",
        http="httptools",
        ws="none",
        server_header=False,
        timeout_graceful_shutdown=_PATIENCE,
    )
    # The server has stopped in good order by the time it passes Ctrl-C on.
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run([listener])
