"""Check the copy against the tape: market claims in prose, judged against reference data.

    import tapecheck

    verifier = tapecheck.open_verifier(tape="tapes/2025-02")
    report = verifier.check("Acme shares rose 4 percent on Wednesday.", published="2025-02-13")
    for verdict in report.verdicts:
        print(verdict.outcome, verdict.correction)

The names below are stable; each is imported when it is first asked for.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tapecheck.core.errors import InputError, RuleFileError, TapecheckError, TapeError
    from tapecheck.core.nouns import Article, Assertion
    from tapecheck.core.verdicts import Outcome, Verdict
    from tapecheck.intake.article import read_article
    from tapecheck.library import Report, Verifier, open_verifier

__all__ = [
    "Article",
    "Assertion",
    "InputError",
    "Outcome",
    "Report",
    "RuleFileError",
    "TapeError",
    "TapecheckError",
    "Verdict",
    "Verifier",
    "open_verifier",
    "read_article",
]

_HOMES = {
    "tapecheck.core.errors": ("InputError", "RuleFileError", "TapeError", "TapecheckError"),
    "tapecheck.core.nouns": ("Article", "Assertion"),
    "tapecheck.core.verdicts": ("Outcome", "Verdict"),
    "tapecheck.intake.article": ("read_article",),
    "tapecheck.library": ("Report", "Verifier", "open_verifier"),
}


def __getattr__(name: str) -> object:
    """Return a stable name, importing what it needs now (PEP 562)."""
    from importlib import import_module

    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the stable names beside the usual ones."""
    return sorted({*globals(), *__all__})
