"""What of a block of markdown is prose: markdown-it's inline rules, watched at their work."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from markdown_it import MarkdownIt, rules_inline
from markdown_it.rules_inline import StateInline
from msgspec import Struct

Rule = Callable[[StateInline, bool], bool]
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_RUNS, _MUTED = "tapecheck-runs", "tapecheck-muted"


class Run(Struct, frozen=True):
    """A stretch of a block that is prose: as it stands, or in other words."""

    start: int
    stop: int
    words: str | None = None


Take = Callable[[StateInline, int], Iterator[Run]]


def runs_of(markdown: MarkdownIt, content: str, env: dict[str, Any]) -> list[Run]:
    """Return the prose of a block's content, in order, from a parser that is watched."""
    env[_RUNS], env[_MUTED] = [], False
    markdown.inline.parse(content, markdown, env, [])
    runs: list[Run] = env[_RUNS]
    return runs


def watch(markdown: MarkdownIt) -> None:
    """Have each inline rule tell what of its stretch is prose."""
    for name, (rule, take) in _RULES.items():
        markdown.inline.ruler.at(name, _watched(rule, take))
    markdown.inline.ruler.push("sign", _watched(_sign, _as_it_stands))


def _watched(rule: Rule, take: Take) -> Rule:
    def watched(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- as rules are called
        start = state.pos
        if not rule(state, silent):
            return False
        if not silent and not state.env[_MUTED]:
            state.env[_RUNS].extend(take(state, start))
        return True

    return watched


def _sign(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- as rules are called
    """Take one sign that no other rule has taken."""
    if not silent:
        state.pending += state.src[state.pos]
    state.pos += 1
    return True


def _image(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- as rules are called
    """Take a picture; the words that stand in for it are read by the same rules, and not heard."""
    before, state.env[_MUTED] = state.env[_MUTED], True
    try:
        return rules_inline.image(state, silent)
    finally:
        state.env[_MUTED] = before


def _nothing(state: StateInline, start: int) -> Iterator[Run]:
    yield from ()


def _as_it_stands(state: StateInline, start: int) -> Iterator[Run]:
    yield Run(start, state.pos)


def _meant(state: StateInline, start: int) -> Iterator[Run]:
    """Yield what an escape or an entity stands for."""
    last = state.tokens[-1]
    yield Run(start, state.pos, "\n" if last.type == "hardbreak" else last.content)


def _line_end(state: StateInline, start: int) -> Iterator[Run]:
    yield Run(start, state.pos, "\n" if state.tokens[-1].type == "hardbreak" else " ")


def _code(state: StateInline, start: int) -> Iterator[Run]:
    """Yield what stands between backticks, or backticks that close nowhere."""
    if state.pending:
        yield Run(start, state.pos)
        return
    width = len(state.tokens[-1].markup)
    yield Run(start + width, state.pos - width)


def _stars(state: StateInline, start: int) -> Iterator[Run]:
    """Yield stars and underscores that can neither open nor close anything: 3 * 4."""
    mark = state.delimiters[-1]
    if not (mark.open or mark.close):
        yield Run(start, state.pos)


def _tag(state: StateInline, start: int) -> Iterator[Run]:
    if _BREAK.fullmatch(state.src, start, state.pos):
        yield Run(start, state.pos, "\n")


_RULES: dict[str, tuple[Rule, Take]] = {
    "text": (rules_inline.text, _as_it_stands),
    "newline": (rules_inline.newline, _line_end),
    "escape": (rules_inline.escape, _meant),
    "backticks": (rules_inline.backtick, _code),
    "emphasis": (rules_inline.emphasis.tokenize, _stars),
    "link": (rules_inline.link, _nothing),
    "image": (_image, _nothing),
    "autolink": (rules_inline.autolink, _nothing),
    "html_inline": (rules_inline.html_inline, _tag),
    "entity": (rules_inline.entity, _meant),
}
