"""What a monitor may ask for: requests, outcomes, the ledger, the age of the tape (Prometheus)."""

from __future__ import annotations

from collections.abc import Mapping

from litestar import Response, get
from litestar.di import NamedDependency
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)

from tapecheck.core.verdicts import Outcome
from tapecheck.ledger.keys import Scope
from tapecheck.web.clock import now
from tapecheck.web.desk import Desk
from tapecheck.web.responses import KEYED, problems

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """The counts of one service."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.registry = CollectorRegistry()
        self._requests = Histogram(
            "tapecheck_request_seconds", "Time to answer, by operation and status.",
            ("operation", "status"), buckets=_SECONDS, registry=self.registry,
        )  # fmt: skip
        self._claims = Counter(
            "tapecheck_claims", "Claims that were judged, by outcome.", ("outcome",),
            registry=self.registry,
        )  # fmt: skip
        self._checks = Counter(
            "tapecheck_checks", "Articles that were answered: made anew, or from the ledger.",
            ("answered",), registry=self.registry,
        )  # fmt: skip
        self._age = Gauge(
            "tapecheck_tape_age_days", "Days since the newest session on the tape.",
            registry=self.registry,
        )  # fmt: skip

    def answered(self, operation: str, status: int, seconds: float) -> None:
        """Count a request."""
        self._requests.labels(operation, str(status)).observe(seconds)

    def checked(self, outcomes: Mapping[Outcome, int]) -> None:
        """Count a check that was made, and how its claims came out."""
        self._checks.labels("made").inc()
        for outcome, count in outcomes.items():
            self._claims.labels(outcome.value).inc(count)

    def remembered(self) -> None:
        """Count an article that was answered from the ledger."""
        self._checks.labels("ledger").inc()

    def text(self, desk: Desk) -> bytes:
        """Return all counts in Prometheus' text format."""
        if desk.source.newest is not None:
            self._age.set((now().date() - desk.source.newest).days)
        return generate_latest(self.registry)


@get(
    "/metrics",
    operation_id="metrics",
    opt={"scope": Scope.METRICS},
    summary="Count what was done",
    description="Answers with counts and times in Prometheus' text format.",
    tags=["service"],
    media_type=CONTENT_TYPE_LATEST,
    response_description="The counts.",
    responses=problems(*KEYED),
    sync_to_thread=False,
)
def metrics(desk: NamedDependency[Desk], counts: NamedDependency[Metrics]) -> Response[bytes]:
    """Return the counts."""
    return Response(counts.text(desk), media_type=CONTENT_TYPE_LATEST)
