"""Two checks of one article side by side: what is new, what is gone, what came out otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from tapecheck.core.units import Digest
from tapecheck.core.verdicts import Report, Verdict
from tapecheck.report.findings import fingerprints

Placed = tuple[int, Verdict]


class Comparison(Struct, frozen=True, kw_only=True):
    """Claims of two checks, each with its place in its own; ``changed`` names what differs."""

    flipped: tuple[tuple[Placed, Placed], ...]
    new: tuple[Placed, ...]
    gone: tuple[Placed, ...]
    same: int
    changed: tuple[str, ...]


def compared(before: Report, after: Report) -> Comparison:
    """Return how one check differs from an earlier one.

    A claim is the same one if it says the same of the same subject, wherever it stands by now.
    """
    old, new = _by_claim(before), _by_claim(after)
    both = [(old[claim], found) for claim, found in new.items() if claim in old]
    flipped = tuple((was, now) for was, now in both if was[1].outcome is not now[1].outcome)
    return Comparison(
        flipped=flipped,
        new=tuple(found for claim, found in new.items() if claim not in old),
        gone=tuple(found for claim, found in old.items() if claim not in new),
        same=len(both) - len(flipped),
        changed=tuple(name for name, tell in _WITH.items() if tell(before) != tell(after)),
    )


_WITH: dict[str, Callable[[Report], object]] = {
    "the text": lambda report: report.text_digest,
    "the title": lambda report: report.article.title,
    "the day of publication": lambda report: report.article.published,
    "the tape": lambda report: report.tape_digest,
    "the rules": lambda report: report.rulebook_digest,
    "the version of tapecheck": lambda report: report.version,
}


def _by_claim(report: Report) -> Mapping[Digest, Placed]:
    # The name under which it was sent is no part of what an article claims.
    article = replace(report.article, id="", file="")
    claims = fingerprints(article, (verdict.assertion for verdict in report.verdicts))
    return dict(zip(claims, enumerate(report.verdicts), strict=True))
