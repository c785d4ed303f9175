"""What this service checks with, in public shape: itself, its rules, its tape."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from tapecheck.core.nouns import Kind, Metric
from tapecheck.core.units import Digest
from tapecheck.grammar.rulebook import Rulebook

RulebookDigest = Annotated[
    Digest, Meta(description="SHA-256 over every rule file, the house rules for judging included.")
]


class HealthOut(Struct, frozen=True, kw_only=True):
    """That the service answers, and what it checks with."""

    status: Annotated[str, Meta(description="`ok`, as long as there is an answer at all.")] = "ok"
    version: Annotated[str, Meta(description="The version of tapecheck.")]
    tape: Annotated[str, Meta(description="The name of the tape.")]
    tape_digest: Annotated[Digest, Meta(description="SHA-256 over every table of the tape.")]
    rulebook_digest: RulebookDigest


class RuleOut(Struct, frozen=True, kw_only=True):
    """Which words make which claim, and the readings it may have."""

    id: Annotated[str, Meta(description="Never renamed and never used again.")]
    about: Annotated[str, Meta(description="What it is about, with an example.")]
    kind: Annotated[Kind, Meta(description="The kind of claim that it makes.")]
    role: Annotated[str, Meta(description="The part that the number or the phrase plays.")]
    units: Annotated[tuple[str, ...], Meta(description="The units it takes; none: any.")]
    metrics: Annotated[tuple[Metric, ...], Meta(description="What it measures; none: anything.")]
    measure: Annotated[str, Meta(description="How the tape's answer is computed.")]
    readings: Annotated[
        dict[str, tuple[str, ...]],
        Meta(description="Readings by circumstance, likeliest first; `default` for all others."),
    ]
    file: Annotated[str, Meta(description="The rule file, below the folder of its language.")]


class RulebookOut(Struct, frozen=True, kw_only=True):
    """The claim rules in force."""

    digest: RulebookDigest
    rules: Annotated[tuple[RuleOut, ...], Meta(description="In the order of their files.")]


def rulebook_out(rulebook: Rulebook, digest: Digest) -> RulebookOut:
    """Return a rulebook in its public shape."""
    files = {rule.id: path for path, file in rulebook.files.items() for rule in file.rule}
    return RulebookOut(
        digest=digest,
        rules=tuple(
            RuleOut(
                id=rule.id,
                about=rule.about,
                kind=rule.kind,
                role=rule.role,
                units=rule.units,
                metrics=rule.metrics,
                measure=rule.measure,
                readings=rule.readings,
                file=files[rule.id],
            )
            for rule in rulebook.claims
        ),
    )
