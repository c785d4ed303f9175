"""The forms that a kept check comes in, by the ending of its address."""

from __future__ import annotations

from collections.abc import Callable

from litestar import Response
from litestar.enums import MediaType
from msgspec.structs import replace

from tapecheck.ledger.records import Kept
from tapecheck.report.chart import chart_file, chart_style
from tapecheck.report.findings import checked
from tapecheck.report.formats import format_named
from tapecheck.report.json import named
from tapecheck.report.view import View
from tapecheck.verify.verifier import Verifier
from tapecheck.web.details import charts_of
from tapecheck.web.html import style_policy
from tapecheck.web.problems import ProblemError

Form = Callable[[Kept, Verifier, int | None], Response[bytes]]
_SVG = "image/svg+xml"
_SARIF = "application/sarif+json"


def form_named(name: str) -> Form:
    """Return what makes an answer of a check; refuse a form that there is not."""
    if name not in _FORMS:
        known = ", ".join(sorted(_FORMS))
        raise ProblemError("no-form", f"A check comes as {known}, not as {name[:40]!r}.")
    return _FORMS[name]


def _json(kept: Kept, _: Verifier, __: int | None) -> Response[bytes]:
    return Response(named(kept.document, kept.article), media_type=MediaType.JSON)


def _sarif(kept: Kept, verifier: Verifier, _: int | None) -> Response[bytes]:
    return Response(_report("sarif", kept, verifier), media_type=_SARIF)


def _html(kept: Kept, verifier: Verifier, _: int | None) -> Response[bytes]:
    page = _report("html", kept, verifier)
    style = page.partition(b"<style>")[2].partition(b"</style>")[0]
    policy = {"content-security-policy": style_policy(style.decode())}
    return Response(page, media_type=MediaType.HTML, headers=policy)


def _svg(kept: Kept, verifier: Verifier, claim: int | None) -> Response[bytes]:
    """Return the charts; where nothing can be drawn there is no file."""
    drawn = charts_of(kept.report, verifier.tape, claim)
    if not drawn:
        what = "the check" if claim is None else f"claim {claim}"
        raise ProblemError("no-form", f"No figure of {what} can be drawn.")
    policy = {"content-security-policy": style_policy(chart_style())}
    return Response(chart_file(drawn).encode(), media_type=_SVG, headers=policy)


_FORMS: dict[str, Form] = {"json": _json, "sarif": _sarif, "html": _html, "svg": _svg}


def _report(name: str, kept: Kept, verifier: Verifier) -> bytes:
    """Return a check as a run of the command line would write it."""
    report = replace(kept.report, article=replace(kept.report.article, id=kept.article))
    lines = format_named(name)([checked(report)], View(rules=verifier.rules))
    return "\n".join(lines).encode("utf-8", "replace")
