"""Forms on a check that was made: decide on a verdict, delete it all."""

from __future__ import annotations

import msgspec
from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from tapecheck.ledger.keys import Scope
from tapecheck.web.access import sender_of
from tapecheck.web.desk import Desk
from tapecheck.web.kept import decided, no_check
from tapecheck.web.problems import ProblemError
from tapecheck.web.records import DecisionIn
from tapecheck.web.refusals import AnyRequest
from tapecheck.web.rendering import see


@post("/checks/{address:str}/decisions", opt={"scope": Scope.DECIDE})
async def decide(
    request: AnyRequest, address: FromPath[str], desk: NamedDependency[Desk]
) -> Response[bytes]:
    """Write down a decision and lead back to its claim."""
    form, sender = await request.form(), sender_of(request)
    told = {name: form[name] for name in DecisionIn.__struct_fields__ if form.get(name)}
    if sender:  # Who has signed in decides under their own name.
        told.pop("by", None)
    try:
        decision = msgspec.convert(told, DecisionIn, strict=False)
    except msgspec.ValidationError as error:
        raise ProblemError("invalid-decision", f"{error}.") from error
    await decided(desk, address, decision, sender)
    return see(f"/checks/{address}?claim={decision.claim}#claim-{decision.claim}")


@post("/checks/{address:str}/delete", opt={"scope": Scope.DELETE})
async def delete(address: FromPath[str], desk: NamedDependency[Desk]) -> Response[bytes]:
    """Forget a check and lead to the list."""
    if not await desk.ledger.forget(address):
        raise no_check(address)
    return see("/checks?deleted=1")
