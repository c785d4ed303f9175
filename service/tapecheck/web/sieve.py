"""What narrows the list of past checks: the fields of its form, as far as they make sense."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from urllib.parse import urlencode

import msgspec
from msgspec import Struct
from msgspec.structs import asdict

from tapecheck.core.verdicts import Outcome
from tapecheck.ledger.records import Wanted
from tapecheck.web.problems import ProblemError


class Sieve(Struct, frozen=True, kw_only=True):
    """The fields of the form; empty ones do not matter."""

    id: str | None = None
    outcome: Outcome | None = None
    published_from: dt.date | None = None
    published_to: dt.date | None = None
    cursor: int | None = None

    def wanted(self, limit: int) -> Wanted:
        """Return what is asked of the ledger."""
        return Wanted(
            article=self.id, outcome=self.outcome, published_from=self.published_from,
            published_to=self.published_to, before=self.cursor, limit=limit,
        )  # fmt: skip

    def older(self, number: int) -> str:
        """Return the address of the page that follows a submission."""
        fields = {name: str(value) for name, value in asdict(self).items() if value is not None}
        return f"/checks?{urlencode(fields | {'cursor': number})}"


def sieve_of(query: Mapping[str, str]) -> Sieve:
    """Return the form that a query holds; refuse what cannot be read."""
    told = {name: query[name] for name in Sieve.__struct_fields__ if query.get(name)}
    try:
        return msgspec.convert(told, Sieve, strict=False)
    except msgspec.ValidationError as error:
        raise ProblemError("bad-request", f"{error}.") from error
