"""Pages from templates, under a policy that lets nothing in but what is our own."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from litestar import Response
from litestar.enums import MediaType

from tapecheck.core.verdicts import Outcome
from tapecheck.report.ranked import ORDER
from tapecheck.web.assets import address
from tapecheck.web.browsers import session_of
from tapecheck.web.refusals import AnyRequest

if TYPE_CHECKING:
    from jinja2 import Environment


POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_SIGNS = {
    Outcome.SUPPORTED: "✓",
    Outcome.AMBIGUOUS: "≈",
    Outcome.IMPRECISE: "±",
    Outcome.REFUTED: "✕",
    Outcome.UNCHECKED: "?",
}


def shown(
    request: AnyRequest, template: str, *, status: int = 200, **context: object
) -> Response[bytes]:
    """Return a page; all pages are told who asks, and whether they have signed in."""
    text = _environment().get_template(f"{template}.html.j2").render(
        **context, sender=request.state.get("sender", ""), path=request.url.path,
        signed_in=session_of(request) is not None,
    )  # fmt: skip
    return Response(
        text.encode("utf-8", "replace"), status_code=status, media_type=MediaType.HTML,
        headers={"content-security-policy": POLICY, "referrer-policy": "same-origin"},
    )  # fmt: skip


def see(place: str) -> Response[bytes]:
    """Return that the browser is to go on there."""
    return Response(b"", status_code=303, headers={"location": place})


@cache
def _environment() -> Environment:
    # Imported here: only pages need it.
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("tapecheck.web"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.globals |= {"asset": address, "signs": _SIGNS, "outcomes": ORDER}
    return made
