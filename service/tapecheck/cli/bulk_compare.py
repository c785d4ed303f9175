"""``tapecheck bulk compare``: what changed between two outputs of runs in bulk."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

if TYPE_CHECKING:
    from tapecheck.bulk.compare import Change
    from tapecheck.bulk.manifest import Manifest

CHANGED = 1
_FOLDER = click.Path(path_type=Path)


@click.command()
@click.argument("old", type=_FOLDER)
@click.argument("new", type=_FOLDER)
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text")
@click.option(
    "--examples", type=click.IntRange(0), default=3, show_default=True,
    help="Show so many of each change (text).",
)  # fmt: skip
@click.option("--fail-on-change", is_flag=True, help="Exit with status 1 if anything changed.")
def compare(old: Path, new: Path, *, form: str, examples: int, fail_on_change: bool) -> None:
    """Say which verdicts of output OLD came out otherwise in NEW, and which claims came or went.

    Claims are the same if document, words, rule, subject and direction are. As JSON lines: sort
    (flipped, new, lost), input, document, start, end, quote, subject, rule, was, now, was_summary,
    now_summary; what a bare output does not tell is null.

    Exit status: 0, or 1 if something changed and --fail-on-change says so; 2 when an output cannot
    be read.

    \b
    Examples:
      tapecheck bulk compare verdicts/ verdicts-new-rules/
      tapecheck bulk compare verdicts/ verdicts-new/ --format jsonl --fail-on-change
    """
    # Imported here: help pages need no data frames.
    from tapecheck.bulk.compare import changes, stamps

    one, two = stamps(old, new)
    found = changes(old, new)
    if form == "jsonl":
        any_found = False
        for change in found:
            any_found = True
            click.echo(msgspec.json.encode(change))
    else:
        click.echo("\n".join(_stamp_lines(one, two)))
        lines = list(change_lines(found, examples))
        any_found = bool(lines)
        click.echo("\n".join(lines or ["nothing changed"]))
    sys.exit(CHANGED if any_found and fail_on_change else 0)


def _stamp_lines(one: Manifest, two: Manifest) -> Iterator[str]:
    for what in ("version", "rulebook", "tape"):
        was, now = getattr(one.stamp, what)[:12], getattr(two.stamp, what)[:12]
        yield f"{what}: {was}" if was == now else f"{what}: {was} -> {now}"


def change_lines(found: Iterable[Change], examples: int) -> Iterator[str]:
    """Yield how often each change came, the most frequent first, with some examples of it."""
    counts: Counter[str] = Counter()
    shown: dict[str, list[Change]] = {}
    for change in found:
        title = f"{change.sort}: {change.was or 'nothing'} -> {change.now or 'nothing'}"
        counts[title] += 1
        kept = shown.setdefault(title, [])
        if len(kept) < examples:
            kept.append(change)
    for title, count in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        yield f"{count:>8,} {title}"
        for change in shown[title]:
            yield from _example(change)


def _example(change: Change) -> Iterator[str]:
    about = f"{change.subject}: " if change.subject else ""
    quote = change.quote or f"characters {change.start} to {change.end}, {change.rule}"
    yield f"           {change.input} {change.document}: {about}{quote}"
    if summary := change.now_summary or change.was_summary:
        yield f"             {summary}"
