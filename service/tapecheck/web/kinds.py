"""The kinds of problems that a request may have, and what to do about each."""

from __future__ import annotations

from msgspec import Struct


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
    "not-utf-8": ProblemKind(
        status=400,
        title="The text is not UTF-8",
        about="A text that is sent as it is must be in UTF-8, and say so where it names a charset.",
    ),
    "no-key": ProblemKind(
        status=401,
        title="The request brings no API key that is good",
        about="Send the header `Authorization: Bearer KEY`. Keys are made with `tapecheck keys "
        "create`; they may have ended.",
    ),
    "not-allowed": ProblemKind(
        status=403,
        title="The API key does not open this",
        about="The scopes of a key are check, read, decide, delete and metrics: ask for one that "
        "has this scope.",
    ),
    "other-site": ProblemKind(
        status=403,
        title="The form was sent from another site",
        about="Forms are taken from the pages of this service alone. Open the page here and send "
        "it again.",
    ),
    "other-host": ProblemKind(
        status=421,
        title="The service does not answer to this name",
        about="Without API keys it answers to localhost, 127.0.0.1 and [::1] alone: a page of "
        "somebody else could pass for its own under another name. Behind a proxy that has a name, "
        "start it with `--allow-host NAME`.",
    ),
    "not-found": ProblemKind(
        status=404,
        title="Nothing is at this address",
        about="/docs lists the addresses that are served.",
    ),
    "no-claim": ProblemKind(
        status=404,
        title="The check has no such claim",
        about="Claims count from 0 in the order of the text, as in `assertions` of the document.",
    ),
    "no-check": ProblemKind(
        status=404,
        title="The ledger has no such check",
        about="It was never made here, or it was deleted. GET /v1/checks lists what is there.",
    ),
    "no-form": ProblemKind(
        status=404,
        title="A check does not come in this form",
        about="The endings behind the address of a check are .json, .sarif, .html and .svg; an "
        ".svg is there where a claim of the check has a figure that can be drawn.",
    ),
    "method-not-allowed": ProblemKind(
        status=405,
        title="This address does not take this method",
        about="The Allow header of the answer names the methods that it takes.",
    ),
    "idempotency-key-reused": ProblemKind(
        status=422,
        title="This line of the batch was another one before",
        about="An Idempotency-Key stands for one batch: send the same lines in the same order, or "
        "take a new key.",
    ),
    "invalid-decision": ProblemKind(
        status=422,
        title="The decision is not as it should be",
        about="A decision names a claim of the check, counted from 0, and is `accepted` or "
        "`overruled`; who overrules a verdict gives a reason.",
    ),
    "not-ndjson-type": ProblemKind(
        status=415,
        title="The batch is not declared to be JSON lines",
        about="Send the header `Content-Type: application/x-ndjson`.",
    ),
    "line-too-long": ProblemKind(
        status=413,
        title="A line of the batch is too long",
        about="Split the article; the other lines are answered. `limit` counts bytes.",
    ),
    "too-fast": ProblemKind(
        status=429,
        title="The requests come too fast",
        about="Send the request again after the seconds that the Retry-After header names, or many "
        "articles in one request or batch. `limit` counts requests a minute.",
    ),
    "ledger-unavailable": ProblemKind(
        status=503,
        title="The ledger cannot be reached",
        about="The database does not answer; nothing of the request was kept. Send it again after "
        "the seconds that the Retry-After header names.",
    ),
    "took-too-long": ProblemKind(
        status=503,
        title="The check of an article took too long",
        about="The article was given up; others are checked as before. Split the text, or leave "
        "out its tables. `limit` counts seconds (`tapecheck serve --article-seconds`).",
    ),
    "not-ready": ProblemKind(
        status=503,
        title="The service is not ready yet",
        about="It has only just been started. Articles are taken, and wait a second or two.",
    ),
    "interrupted": ProblemKind(
        status=503,
        title="The check of an article was interrupted",
        about="Two processes in a row have ended over the article, or none was ready, as while "
        "another tape is taken. Send it again after the seconds of the Retry-After header.",
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
        title="The body is not declared to be what is taken here",
        about="Send the header `Content-Type: application/json`; /v1/checks takes text/plain, "
        "text/markdown and text/html as well.",
    ),
    "invalid-article": ProblemKind(
        status=422,
        title="An article is not as it should be",
        about="An article has `text` and may have `id`, `published`, `title` and `format`, nothing "
        "else. `errors` names the place in the body. If one article of a list is bad, none is "
        "checked.",
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
