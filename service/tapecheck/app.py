"""The ASGI application: settings in, a service out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide

from tapecheck.build import build_rulebook, build_verifier, tape_note
from tapecheck.ledger.ledger import Ledger
from tapecheck.settings import Settings
from tapecheck.web import api, batches, checks, openapi
from tapecheck.web.access import sender_of
from tapecheck.web.answers import JsonResponse, add_headers
from tapecheck.web.desk import Desk
from tapecheck.web.drafts import Limits
from tapecheck.web.refusals import exception_handlers


def create_app(settings: Settings | None = None) -> Litestar:
    """Return the service; without settings, as under `uvicorn --factory`, on the sample tape."""
    settings = settings or Settings()
    verifier = build_verifier(settings)
    limits = Limits(
        article_chars=settings.max_article_chars,
        articles=settings.max_articles,
        line_bytes=settings.max_line_bytes,
    )
    desk = Desk(verifier, build_rulebook(settings), Ledger(settings.database_url), limits)
    description = openapi.Description(desk)
    return Litestar(
        [*_HANDLERS, openapi.document],
        before_send=[add_headers],
        # Said out loud: the framework would otherwise look both up in the environment.
        debug=False,
        pdb_on_exception=False,
        dependencies={
            "desk": Provide(lambda: desk, sync_to_thread=False),
            "description": Provide(lambda: description, sync_to_thread=False),
            "sender": Provide(sender_of, sync_to_thread=False),
        },
        exception_handlers=exception_handlers(),
        lifespan=[_open(desk.ledger)],
        logging_config=None,
        openapi_config=description.config(),
        plugins=[openapi.ExactNumbers(), openapi.ToldStructs()],
        request_max_body_size=settings.max_body_bytes,
        response_class=JsonResponse,
        state=State({"tape_note": tape_note(settings, verifier.tape)}),
    )


_HANDLERS = (
    checks.check, checks.checks, checks.read_check, checks.delete_check, checks.decide,
    checks.decisions, batches.batch, api.health, api.rules, api.tape, api.problem,
)  # fmt: skip


def _open(ledger: Ledger) -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
    """Return what opens the ledger when the service starts, and closes it when it stops."""

    @asynccontextmanager
    async def opened(_: Litestar) -> AsyncIterator[None]:
        await ledger.open()
        try:
            yield
        finally:
            await ledger.close()

    return opened
