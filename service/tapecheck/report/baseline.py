"""A baseline: the findings that are known, in a file that lives beside the articles."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from tapecheck.core.errors import InputError
from tapecheck.core.units import Digest
from tapecheck.core.verdicts import Outcome
from tapecheck.report.findings import Checked, Known, words_of

FORMAT = 1
_RENEW = "renew it with --write-baseline"


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A known finding; file and claim are for people, the fingerprint is what counts."""

    fingerprint: Digest
    outcome: Outcome
    file: str
    claim: str


class Baseline(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All known findings, in the order of their files."""

    format: int
    findings: tuple[Entry, ...]


def read_baseline(path: Path) -> Known:
    """Return the known findings with their outcomes, or raise :class:`InputError`."""
    try:
        told = msgspec.json.decode(path.read_bytes(), type=Baseline)
    except FileNotFoundError:
        raise InputError(str(path), "no such baseline", way_out=_RENEW) from None
    except OSError as error:
        raise InputError(str(path), error.strerror or str(error)) from None
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"not a baseline: {error}", way_out=_RENEW) from None
    if told.format != FORMAT:
        what = f"a baseline of format {told.format}, not {FORMAT}"
        raise InputError(str(path), what, way_out=_RENEW)
    return {entry.fingerprint: entry.outcome for entry in told.findings}


def write_baseline(path: Path, checks: Iterable[Checked]) -> int:
    """Write all findings of a run that are neither supported nor silenced; return how many."""
    entries = [
        Entry(
            fingerprint=finding.fingerprint,
            outcome=finding.outcome,
            file=check.report.article.file or check.report.article.id,
            claim=words_of(check.report.article, finding.verdict.assertion.span),
        )
        for check in checks
        for finding in check.findings
        if finding.outcome is not Outcome.SUPPORTED and not finding.silenced
    ]
    entries.sort(key=lambda entry: entry.file)
    told = msgspec.json.encode(Baseline(format=FORMAT, findings=tuple(entries)))
    try:
        path.write_bytes(msgspec.json.format(told, indent=1) + b"\n")
    except OSError as error:
        raise InputError(str(path), f"cannot be written: {error.strerror or error}") from None
    return len(entries)
