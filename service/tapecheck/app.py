"""The ASGI application: settings in, a service out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial

from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide

from tapecheck.build import build_source, tape_note, tape_path
from tapecheck.ledger.keys import Keys
from tapecheck.ledger.ledger import Ledger
from tapecheck.ledger.sessions import Sessions
from tapecheck.settings import Settings
from tapecheck.web import api, batches, checks, metrics, openapi
from tapecheck.web.access import Door, Gate
from tapecheck.web.answers import JsonResponse, add_headers
from tapecheck.web.aside import Aside
from tapecheck.web.assets import asset
from tapecheck.web.desk import Desk
from tapecheck.web.drafts import Limits
from tapecheck.web.metrics import Metrics
from tapecheck.web.refusals import exception_handlers
from tapecheck.web.service import Service
from tapecheck.web.site import site, told
from tapecheck.web.source import Source
from tapecheck.web.staff import Staff
from tapecheck.web.tracing import Tracing, trace_unrouted
from tapecheck.web.watching import Watch


def create_app(settings: Settings | None = None) -> Litestar:
    """Return the service; without settings, as under `uvicorn --factory`, on the sample tape."""
    settings = settings or Settings()
    staff = _staff(settings)
    limits = Limits(
        article_chars=settings.max_article_chars,
        articles=settings.max_articles,
        line_bytes=settings.max_line_bytes,
    )
    counts = Metrics()
    desk = Desk(staff, Ledger(settings.database_url), limits, listener=counts)
    door = Door(
        keyless=settings.keyless,
        per_minute=settings.requests_per_minute,
        hosts=frozenset(settings.hosts),
    )
    engine = desk.ledger.engine
    gate = Gate(Keys(engine), Sessions(engine), door)
    description = openapi.Description(desk)
    return Service(
        [*_HANDLERS, openapi.document, asset, site()],
        before_send=[add_headers, trace_unrouted],
        # Said out loud: the framework would otherwise look both up in the environment.
        debug=False,
        pdb_on_exception=False,
        dependencies={
            "counts": Provide(lambda: counts, sync_to_thread=False),
            "desk": Provide(lambda: desk, sync_to_thread=False),
            "description": Provide(lambda: description, sync_to_thread=False),
            "gate": Provide(lambda: gate, sync_to_thread=False),
        },
        exception_handlers=exception_handlers(told),
        guards=[gate.admit],
        middleware=[Tracing(counts)],
        lifespan=[_open(desk, settings)],
        logging_config=None,
        openapi_config=description.config(),
        plugins=[openapi.ExactNumbers(), openapi.ToldStructs()],
        request_max_body_size=settings.max_body_bytes,
        response_class=JsonResponse,
        state=State({"tape_note": tape_note(settings, staff.source.verifier.tape)}),
    )


_HANDLERS = (
    checks.check, checks.checks, checks.read_check, checks.delete_check, checks.decide,
    checks.decisions, batches.batch, api.health, api.ready, metrics.metrics,
    api.rules, api.tape, api.problem,
)  # fmt: skip


def _staff(settings: Settings) -> Staff:
    """Return who checks with the tape and the rules as they stand now; nobody is called in yet."""

    def hire(source: Source) -> Aside:
        return Aside(partial(build_source, settings), settings.article_seconds, source.health)

    return Staff(build_source(settings), settings.workers, hire)


def _open(
    desk: Desk, settings: Settings
) -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
    """Return what begins and ends with the service: the ledger, and the watch over the tape."""
    watch = Watch(tape_path(settings), desk, partial(_staff, settings))

    @asynccontextmanager
    async def opened(_: Litestar) -> AsyncIterator[None]:
        await desk.open()
        watching = asyncio.create_task(watch.run())
        try:
            yield
        finally:
            watching.cancel()
            await desk.close()

    return opened
