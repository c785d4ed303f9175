"""What can go wrong with a request, in the words of RFC 9457 problem details."""

from __future__ import annotations

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

PROBLEM_JSON = "application/problem+json"
PLACE = "/problems/"


class ProblemKind(Struct, frozen=True, kw_only=True):
    """One kind of problem: its status, its title, and what to do about it."""

    status: int
    title: str
    about: str

    def told(self) -> str:
        """Return the kind in plain text."""
        return f"{self.title} (HTTP status {self.status})\n\n{self.about}\n"


KINDS: dict[str, ProblemKind] = {
    "bad-request": ProblemKind(
        status=400,
        title="The request cannot be read",
        about="The request is not well-formed HTTP as this service understands it.",
    ),
    "not-json": ProblemKind(
        status=400,
        title="The body is not JSON",
        about="The body must be JSON in UTF-8: one article, or a list of articles. An escape from "
        "\\ud800 to \\udfff is half a character and stands only beside its other half.",
    ),
    "not-found": ProblemKind(
        status=404,
        title="Nothing is at this address",
        about="/docs lists the addresses that are served.",
    ),
    "method-not-allowed": ProblemKind(
        status=405,
        title="This address does not take this method",
        about="The Allow header of the answer names the methods that it takes.",
    ),
    "body-too-large": ProblemKind(
        status=413,
        title="The body is too large",
        about="Send fewer articles in one request. `limit` and `size` count bytes.",
    ),
    "too-many-articles": ProblemKind(
        status=413,
        title="There are too many articles in one request",
        about="Send the list in several requests. `limit` and `size` count articles.",
    ),
    "article-too-long": ProblemKind(
        status=413,
        title="An article is too long",
        about="Split the text. `limit` and `size` count Unicode code points.",
    ),
    "not-json-type": ProblemKind(
        status=415,
        title="The body is not declared to be JSON",
        about="Send the header `Content-Type: application/json`.",
    ),
    "invalid-article": ProblemKind(
        status=422,
        title="An article is not as it should be",
        about="An article has `text` and may have `id`, `published` and `title`, nothing else. "
        "`errors` names the place in the body. If one article of a list is bad, none is checked.",
    ),
    "duplicate-id": ProblemKind(
        status=422,
        title="Two articles have the same id",
        about="Each article of a list needs an id of its own; one without an id is named by its "
        "place in the list, counted from 1.",
    ),
    "internal-error": ProblemKind(
        status=500,
        title="The service failed",
        about="The fault is in the service, not in the request. The log of the service tells "
        "where it lies; it does not hold the article.",
    ),
}


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
        size: int | None = None,
    ) -> None:  # fmt: skip
        """Keep the parts; the answer is made where the request is known."""
        super().__init__(code, detail)
        self.code = code
        self.detail = detail
        self.pointer = pointer
        self.limit = limit
        self.size = size

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
