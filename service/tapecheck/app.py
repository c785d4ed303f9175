"""The ASGI application: settings in, a service out."""

from __future__ import annotations

from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide

from tapecheck.build import build_rulebook, build_verifier, tape_note
from tapecheck.settings import Settings
from tapecheck.web import api, openapi
from tapecheck.web.answers import JsonResponse, add_headers
from tapecheck.web.desk import Desk
from tapecheck.web.drafts import Limits
from tapecheck.web.refusals import exception_handlers


def create_app(settings: Settings | None = None) -> Litestar:
    """Return the service; without settings, as under `uvicorn --factory`, on the sample tape."""
    settings = settings or Settings()
    verifier = build_verifier(settings)
    limits = Limits(article_chars=settings.max_article_chars, articles=settings.max_articles)
    desk = Desk(verifier, build_rulebook(settings), limits)
    description = openapi.Description(desk)
    return Litestar(
        [api.check, api.health, api.rules, api.tape, api.problem, openapi.document],
        before_send=[add_headers],
        # Said out loud: the framework would otherwise look both up in the environment.
        debug=False,
        pdb_on_exception=False,
        dependencies={
            "desk": Provide(lambda: desk, sync_to_thread=False),
            "description": Provide(lambda: description, sync_to_thread=False),
        },
        exception_handlers=exception_handlers(),
        logging_config=None,
        openapi_config=description.config(),
        plugins=[openapi.ExactNumbers(), openapi.ToldStructs()],
        request_max_body_size=settings.max_body_bytes,
        response_class=JsonResponse,
        state=State({"tape_note": tape_note(settings, verifier.tape)}),
    )
