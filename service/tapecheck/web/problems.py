"""What can go wrong with a request, in the words of RFC 9457 problem details."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from tapecheck.web.kinds import KINDS

PROBLEM_JSON = "application/problem+json"
PLACE = "/problems/"


class ErrorOut(Struct, frozen=True, kw_only=True):
    """One thing that is wrong, and where."""

    detail: Annotated[str, Meta(description="What is wrong there.")]
    pointer: Annotated[
        str, Meta(description="Where: a JSON Pointer into the body (RFC 6901), as in #/1/text.")
    ]


class ProblemOut(Struct, frozen=True, kw_only=True):
    """Why a request was not carried out, as RFC 9457 tells it."""

    type: Annotated[
        str, Meta(description="The kind of problem; this address tells what to do about it.")
    ]
    title: Annotated[str, Meta(description="The kind of problem in words, always the same.")]
    status: Annotated[int, Meta(description="The HTTP status.")]
    detail: Annotated[str, Meta(description="What is wrong this time.")]
    instance: Annotated[str, Meta(description="The address that was asked.")]
    errors: Annotated[
        tuple[ErrorOut, ...] | UnsetType, Meta(description="What is wrong where in the body.")
    ] = UNSET
    limit: Annotated[int | UnsetType, Meta(description="The limit that was passed.")] = UNSET
    size: Annotated[int | UnsetType, Meta(description="The size that passed it, if known.")] = UNSET


class ProblemError(Exception):
    """A request that is refused; ``code`` is a key of :data:`KINDS`."""

    def __init__(
        self, code: str, detail: str, *, pointer: str | None = None, limit: int | None = None,
        size: int | None = None, headers: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        """Keep the parts; the answer is made where the request is known."""
        super().__init__(code, detail)
        self.code = code
        self.detail = detail
        self.pointer = pointer
        self.limit = limit
        self.size = size
        self.headers = dict(headers or {})

    def out(self, instance: str) -> ProblemOut:
        """Return the problem in its public shape."""
        kind = KINDS[self.code]
        return ProblemOut(
            type=PLACE + self.code,
            title=kind.title,
            status=kind.status,
            detail=self.detail,
            instance=instance,
            errors=UNSET
            if self.pointer is None
            else (ErrorOut(detail=self.detail, pointer=self.pointer),),
            limit=UNSET if self.limit is None else self.limit,
            size=UNSET if self.size is None else self.size,
        )
