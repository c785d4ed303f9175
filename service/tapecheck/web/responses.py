"""How operations tell the OpenAPI document what they may answer."""

from __future__ import annotations

from litestar.openapi import ResponseSpec

from tapecheck.web.kinds import KINDS
from tapecheck.web.problems import PROBLEM_JSON, ProblemOut

# What any operation that asks for a key may answer.
KEYED = ("no-key", "not-allowed", "too-fast")


def problems(*codes: str) -> dict[int, ResponseSpec]:
    """Return what an operation may answer instead, by status, from the codes of its problems."""
    by_status: dict[int, list[str]] = {}
    for code in (*codes, "internal-error"):
        by_status.setdefault(KINDS[code].status, []).append(code)
    return {
        status: ResponseSpec(
            ProblemOut,
            generate_examples=False,
            media_type=PROBLEM_JSON,
            description=" ".join(f"`{code}`: {KINDS[code].title}." for code in alike),
        )
        for status, alike in by_status.items()
    }
