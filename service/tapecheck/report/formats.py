"""The formats that a report comes in: a new one is a file beside this, and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module

from tapecheck.report.findings import Item
from tapecheck.report.view import View

Format = Callable[[Iterable[Item], View], Iterable[str]]

# Where each one lives: it is imported when it is asked for, with what it needs.
FORMATS = {
    "text": "tapecheck.report.text:text_lines",
    "jsonl": "tapecheck.report.json:json_lines",
    "sarif": "tapecheck.report.sarif:sarif_lines",
    "junit": "tapecheck.report.junit:junit_lines",
    "github": "tapecheck.report.github:github_lines",
    "gitlab": "tapecheck.report.gitlab:gitlab_lines",
    "claimreview": "tapecheck.report.claimreview:claimreview_lines",
    "html": "tapecheck.report.html:html_lines",
}


def format_named(name: str) -> Format:
    """Return the format of that name: a function from the items of a run to lines."""
    module, _, attribute = FORMATS[name].partition(":")
    found: Format = getattr(import_module(module), attribute)
    return found
