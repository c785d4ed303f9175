"""What a format is told beside the verdicts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from tapecheck.core.verdicts import Outcome

Paint = Callable[[str, str], str]


def no_paint(text: str, style: str) -> str:
    """Return the text as it is: for files and pipes."""
    return text


class View(Struct, frozen=True, kw_only=True):
    """How a run is to be shown.

    ``failing`` are the outcomes that fail the run, ``rules`` says of each claim rule what it is
    about, ``publisher`` and ``page`` are the name of who answers for the checks and the address
    where they are published.
    """

    paint: Paint = no_paint
    failing: frozenset[Outcome] = frozenset({Outcome.REFUTED})
    rules: Mapping[str, str] = {}
    publisher: str = ""
    page: str = ""
