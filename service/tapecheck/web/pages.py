"""The pages to read: the form for a draft, checks and their list, two checks side by side."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from tapecheck.core.verdicts import Outcome, Report
from tapecheck.ledger.keys import Scope
from tapecheck.ledger.records import Kept, Submission, Wanted
from tapecheck.report.comparison import Placed, compared
from tapecheck.report.findings import checked, words_of
from tapecheck.report.html import Note, sheet_of
from tapecheck.report.wording import summary
from tapecheck.web.clock import now
from tapecheck.web.desk import Desk
from tapecheck.web.details import about, detail_of
from tapecheck.web.kept import has_claim, kept_check
from tapecheck.web.refusals import AnyRequest
from tapecheck.web.rendering import shown
from tapecheck.web.sending import Filled
from tapecheck.web.sieve import sieve_of

_PAGE = 30
_RELATED = 10


@get("/", opt={"scope": Scope.CHECK})
async def draft(
    request: AnyRequest,
    desk: NamedDependency[Desk],
    start: Annotated[str, QueryParameter(name="from")] = "",
) -> Response[bytes]:
    """Return the form for a draft; from an earlier check, with its article in it."""
    form = _again(await kept_check(desk, start)) if start else Filled()
    return shown(
        request, "draft", form=form, error="", today=now().date().isoformat(),
        health=desk.source.health,
    )  # fmt: skip


def _again(kept: Kept) -> Filled:
    """Return the form that an article came from."""
    article = kept.report.article
    return Filled(
        text=article.text.strip("\n") if article.prose is None else article.text.lstrip(),
        format=article.markup,
        title=article.title,
        published=article.published.isoformat() if article.published else "",
        before=kept.address,
    )


@get("/checks/{address:str}", opt={"scope": Scope.READ})
async def check(
    request: AnyRequest,
    address: FromPath[str],
    desk: NamedDependency[Desk],
    claim: Annotated[int | None, QueryParameter(ge=0)] = None,
    outcome: FromQuery[Outcome | None] = None,
    before: FromQuery[str] = "",
) -> Response[bytes]:
    """Return a check: the draft marked, its claims, and one of them in full."""
    kept = await kept_check(desk, address)
    has_claim(kept, claim)
    sheet = sheet_of(checked(kept.report))
    notes = [note for note in sheet.notes if outcome in (None, note.outcome)]
    chosen = _chosen(sheet.notes if claim is not None else tuple(notes), claim)
    decisions = await desk.ledger.decisions(address)
    return shown(
        request, "check", kept=kept, sheet=sheet, notes=notes, outcome=outcome, before=before,
        about=[about(verdict.assertion) for verdict in kept.report.verdicts],
        counts=Counter(note.outcome for note in sheet.notes),
        chosen=chosen,
        detail=detail_of(kept.report, chosen.place, desk.source.verifier.tape, decisions)
        if chosen else None,
        decisions=decisions,
        related=await _related(desk, kept),
        health=desk.source.health,
    )  # fmt: skip


def _chosen(notes: tuple[Note, ...], claim: int | None) -> Note | None:
    """Return the claim to show in full: the one asked for, else the worst."""
    return next((note for note in notes if claim in (None, note.place)), None)


async def _related(desk: Desk, kept: Kept) -> list[Submission]:
    """Return other checks of the article, newest first."""
    found = await desk.ledger.submissions(Wanted(article=kept.article, limit=_RELATED))
    return [each for each in found if each.address != kept.address]


@get("/checks", opt={"scope": Scope.READ})
async def checks(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[bytes]:
    """Return the list of past checks, narrowed as asked for."""
    sieve = sieve_of(request.query_params)
    found = await desk.ledger.submissions(sieve.wanted(_PAGE + 1))
    listed, older = found[:_PAGE], len(found) > _PAGE
    return shown(
        request, "checks", listed=listed, sieve=sieve, deleted="deleted" in request.query_params,
        older=sieve.older(listed[-1].number) if older else "", health=desk.source.health,
    )  # fmt: skip


@get("/checks/{address:str}/compare/{other:str}", opt={"scope": Scope.READ})
async def comparison(
    request: AnyRequest, address: FromPath[str], other: FromPath[str], desk: NamedDependency[Desk]
) -> Response[bytes]:
    """Return two checks side by side, the earlier one first."""
    before, after = await kept_check(desk, address), await kept_check(desk, other)
    found = compared(before.report, after.report)
    old, new = before.report, after.report
    return shown(
        request, "compare", before=before, after=after, found=found,
        flipped=[(_side(old, was), _side(new, now)) for was, now in found.flipped],
        new=[_side(new, each) for each in found.new],
        gone=[_side(old, each) for each in found.gone],
        health=desk.source.health,
    )  # fmt: skip


def _side(report: Report, placed: Placed) -> dict[str, object]:
    """Return what one column says of a claim."""
    place, verdict = placed
    return {
        "place": place,
        "outcome": verdict.outcome,
        "quote": words_of(report.article, verdict.assertion.span),
        "about": about(verdict.assertion),
        "summary": summary(verdict),
    }


@get("/checks/{address:str}/delete", opt={"scope": Scope.DELETE})
async def deletion(
    request: AnyRequest, address: FromPath[str], desk: NamedDependency[Desk]
) -> Response[bytes]:
    """Return the page that asks whether a check is to be deleted."""
    kept = await kept_check(desk, address)
    return shown(request, "delete", kept=kept, health=desk.source.health)
