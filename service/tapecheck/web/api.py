"""The HTTP API about the service itself: what it checks with, and what its problems mean."""

from __future__ import annotations

from typing import Annotated

from litestar import get
from litestar.di import NamedDependency
from litestar.enums import MediaType
from litestar.params import PathParameter

from tapecheck.ledger.keys import Scope
from tapecheck.reference.summary import Summary
from tapecheck.web.catalogue import HealthOut, RulebookOut
from tapecheck.web.desk import Desk
from tapecheck.web.kinds import KINDS
from tapecheck.web.problems import ProblemError
from tapecheck.web.responses import KEYED, problems


@get(
    "/v1/health",
    operation_id="health",
    summary="Ask whether the service answers",
    description="Answers at once, also while long articles are being checked.",
    tags=["service"],
    response_description="It does, and with what it checks.",
    responses=problems(),
    sync_to_thread=False,
)
def health(desk: NamedDependency[Desk]) -> HealthOut:
    """Return that the service answers."""
    return desk.source.health


@get(
    "/v1/ready",
    operation_id="ready",
    summary="Ask whether checks can be made",
    description="Answers 200 when the ledger answers, a tape is open and the workers have begun, "
    "else 503 with the reason. "
    "Ask this before traffic is sent here, and `/v1/health` before the process is killed.",
    tags=["service"],
    response_description="They can.",
    responses=problems("ledger-unavailable", "not-ready"),
)
async def ready(desk: NamedDependency[Desk]) -> HealthOut:
    """Return that checks can be made and kept."""
    await desk.ledger.documents(["none"])
    if not desk.has_begun:
        what = "The processes that check articles have not begun yet."
        raise ProblemError("not-ready", what, headers={"retry-after": "1"})
    return desk.source.health


@get(
    "/v1/rules",
    operation_id="rules",
    opt={"scope": Scope.READ},
    summary="List the claim rules",
    description="Answers with every rule in force and the digest of the rulebook.",
    tags=["service"],
    response_description="The claim rules.",
    responses=problems(*KEYED),
    sync_to_thread=False,
)
def rules(desk: NamedDependency[Desk]) -> RulebookOut:
    """Return the claim rules in force."""
    return desk.source.rules


@get(
    "/v1/tape",
    operation_id="tape",
    opt={"scope": Scope.READ},
    summary="Show what is on the tape",
    description="Answers with the tape's tables, spans, instruments, calendars, oddities and "
    "sources, as `tapecheck tape show --format json` does.",
    tags=["service"],
    response_description="The tape in numbers.",
    responses=problems(*KEYED),
    sync_to_thread=True,
)
def tape(desk: NamedDependency[Desk]) -> Summary:
    """Return the tape in numbers."""
    return desk.source.tape()


@get(
    "/problems/{code:str}",
    operation_id="problem",
    summary="Explain a kind of problem",
    description="Answers with what to do about a problem; `type` of a problem leads here.",
    tags=["service"],
    media_type=MediaType.TEXT,
    response_description="What it means and what to do about it.",
    responses=problems("bad-request", "not-found"),
    sync_to_thread=False,
)
def problem(
    code: Annotated[str, PathParameter(description="The last part of a problem's `type`.")],
) -> str:
    """Return what to do about a kind of problem."""
    if code not in KINDS:
        raise ProblemError("not-found", f"There is no problem {code[:40]!r}.")
    return KINDS[code].told()
