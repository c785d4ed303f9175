"""Examples of requests and answers; the answers are made by the service that shows them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec

from tapecheck.core.verdicts import Outcome
from tapecheck.ledger.records import Ruling
from tapecheck.report.json import encode
from tapecheck.web.articles import ArticleIn
from tapecheck.web.batches import LineProblemOut
from tapecheck.web.catalogue import RulebookOut
from tapecheck.web.desk import Desk
from tapecheck.web.drafts import article_of, drafts_of
from tapecheck.web.kinds import KINDS
from tapecheck.web.problems import ProblemError
from tapecheck.web.records import DecisionOut, SubmissionOut, SubmissionsOut

Examples = dict[str, dict[str, Any]]

_ONE = {
    "id": "draft-1",
    "text": "Alibaba shares rose 8.48 percent on Wednesday.",
    "published": "2025-02-13",
}
_TWO = {"text": "Tencent shares fell 3.9 percent on Wednesday.", "published": "2025-02-13"}
_SHOWN_RULES = 2
_DECISION = {
    "claim": 0,
    "decision": "overruled",
    "reason": "The figure is of the Hong Kong close, which the sentence means.",
    "by": "standards desk",
}

_AT = dt.datetime(2025, 2, 13, 9, 30, tzinfo=dt.UTC)
_ADDRESS, _RULEBOOK, _TAPE = (
    hashlib.sha256(name).hexdigest() for name in (b"check", b"rulebook", b"tape")
)
_DECIDED = DecisionOut(
    claim=0, decision=Ruling.OVERRULED, reason=str(_DECISION["reason"]), by="standards desk", at=_AT
)
_PAGE = SubmissionsOut(
    checks=(
        SubmissionOut(
            check=_ADDRESS, id="draft-1", sender="cms", at=_AT, published=_AT.date(),
            outcomes={Outcome.SUPPORTED: 3, Outcome.REFUTED: 1},
            tape=_TAPE, rulebook=_RULEBOOK, version="0.1.0",
        ),
    ),
    next="1",
)  # fmt: skip
_BAD_LINE = LineProblemOut(
    line=2,
    problem=ProblemError(
        "invalid-article", "Object missing required field `text` at #.", pointer="#"
    ).out("/v1/batches"),
)
_COUNTS = """# TYPE tapecheck_claims_total counter
tapecheck_claims_total{outcome="supported"} 12.0
tapecheck_claims_total{outcome="refuted"} 1.0
"""
_REFUSALS = (
    ProblemError("no-key", "The request brings no API key."),
    ProblemError("not-allowed", "The key of 'cms' does not open 'delete'."),
    ProblemError("too-fast", "At most 600 requests a minute are taken.", limit=600),
    ProblemError("no-check", f"The ledger has no check {_ADDRESS!r}."),
    ProblemError("no-form", "A check comes as html, json, sarif or svg, not as 'pdf'."),
    ProblemError(
        "invalid-decision", "The check has 2 claims, counted from 0; there is no claim 2.",
        pointer="#/claim",
    ),
    ProblemError("not-ndjson-type", "The Content-Type is 'text/plain', not application/x-ndjson."),
    ProblemError("ledger-unavailable", "The ledger does not answer."),
    ProblemError(
        "took-too-long", "The article was not checked within 20 seconds.", limit=20
    ),
    ProblemError("interrupted", "The process that checks long articles has ended."),
    ProblemError("bad-request", "Invalid content-length: 'many'"),
    ProblemError("not-json", "The body is empty."),
    ProblemError("not-utf-8", "The text is not UTF-8: byte 17 cannot be read."),
    ProblemError("not-found", "There is no problem 'too-late'."),
    ProblemError(
        "body-too-large", "The body has 9000000 bytes; at most 8388608 are taken.",
        limit=8388608, size=9000000,
    ),
    ProblemError(
        "too-many-articles", "There are 150 articles; at most 100 are taken.", limit=100, size=150
    ),
    ProblemError(
        "article-too-long",
        "The text at #/0/text has 1200000 code points; at most 1000000 are taken.",
        pointer="#/0/text", limit=1000000, size=1200000,
    ),
    ProblemError(
        "not-json-type", "The Content-Type is 'image/png'; taken are application/json, text/plain, "
        "text/markdown, text/html.",
    ),
    ProblemError(
        "invalid-article", "Object missing required field `text` at #/1.", pointer="#/1"
    ),
    ProblemError(
        "duplicate-id", "The articles #/0 and #/1 have the same id.", pointer="#/1/id"
    ),
    ProblemError("internal-error", "The request was not carried out."),
)  # fmt: skip


def _line(shape: object) -> str:
    return encode(shape).decode()


# Bodies that are text, by their kind.
TEXTS: dict[str, Examples] = {
    kind: {"article": {"summary": "One article, as it is", "value": text}}
    for kind, text in {
        "text/plain": _ONE["text"],
        "text/markdown": "Alibaba shares **rose 8.48 percent** on Wednesday.",
        "text/html": "<p>Alibaba shares <b>rose 8.48 percent</b> on Wednesday.</p>",
    }.items()
}


def requests(operation: str) -> Examples:
    """Return requests worth copying, by name."""
    return _REQUESTS[operation]


_REQUESTS: dict[str, Examples] = {
    "check": {
        "article": {"summary": "One article", "value": _ONE},
        "list": {"summary": "A list of articles", "value": [_ONE, _TWO]},
    },
    "batch": {"lines": {"summary": "Two lines", "value": f"{_line(_ONE)}\n{_line(_TWO)}\n"}},
    "decide": {"overruled": {"summary": "A verdict overruled", "value": _DECISION}},
}


def answers(desk: Desk) -> Mapping[str, Examples]:
    """Return the answers of this very service, by operation and name."""
    both = _documents(desk, [_ONE, _TWO])
    few = RulebookOut(digest=desk.source.rules.digest, rules=desk.source.rules.rules[:_SHOWN_RULES])
    kind = KINDS["duplicate-id"]
    return {
        "check": {
            "article": {"summary": "One article", "value": both[0]},
            "list": {"summary": "A list of articles", "value": both},
        },
        "batch": {
            "document": {"summary": "A line that was checked", "value": both[0]},
            "problem": {"summary": "A line that was not", "value": _plain(_BAD_LINE)},
        },
        "checks": {"page": {"summary": "One page", "value": _plain(_PAGE)}},
        "read_check": {"check": {"summary": "A check", "value": both[0]}},
        "delete_check": {},
        "decide": {"decision": {"summary": "What was written down", "value": _plain(_DECIDED)}},
        "decisions": {"decisions": {"summary": "One decision", "value": [_plain(_DECIDED)]}},
        "health": {"health": {"summary": "This service", "value": _plain(desk.source.health)}},
        "ready": {"ready": {"summary": "This service", "value": _plain(desk.source.health)}},
        "metrics": {"metrics": {"summary": "Some counts", "value": _COUNTS}},
        "rules": {"rules": {"summary": "The first rules", "value": _plain(few)}},
        "tape": {
            "tape": {"summary": "The tape of this service", "value": _plain(desk.source.tape())}
        },
        "problem": {"duplicate-id": {"summary": kind.title, "value": kind.told()}},
    }


def refusals(path: str) -> Mapping[int, Examples]:
    """Return problems as they are answered at a path, by status and code."""
    by_status: dict[int, Examples] = {}
    for error in _REFUSALS:
        told = error.out(path)
        by_status.setdefault(told.status, {})[error.code] = {
            "summary": told.title,
            "value": _plain(told),
        }
    return by_status


def _documents(desk: Desk, articles: list[dict[str, str]]) -> list[Any]:
    drafts = drafts_of(msgspec.convert(articles, list[ArticleIn]), desk.limits)
    return [_plain(desk.source.document(article_of(draft))) for draft in drafts]


def _plain(shape: object) -> Any:
    return msgspec.json.decode(encode(shape))
