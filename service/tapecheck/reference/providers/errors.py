"""What may come from a vendor instead of data; each is named, and none becomes a price."""

from __future__ import annotations

from typing import ClassVar

from tapecheck.core.errors import TapecheckError

EXCERPT = 120


class VendorError(TapecheckError):
    """A vendor gave no rows; ``retry`` says whether asking once more may help, ``wait`` when."""

    code = "vendor"
    retry: ClassVar[bool] = False
    wait: float | None = None


class ThrottledError(VendorError):
    """The vendor wants fewer requests, whatever status it says so under."""

    code = "vendor-throttled"
    retry = True

    def __init__(self, place: str, what: str, *, wait: float | None = None) -> None:
        """Keep how many seconds the vendor asks to wait."""
        super().__init__(place, what, way_out="wait, or space requests out with --pace")
        self.wait = wait


class OutageError(VendorError):
    """No answer, a server's failure, a web page, or a body that was cut off."""

    code = "vendor-outage"
    retry = True


class KeyRefusedError(VendorError):
    """The vendor wants a key, another key, or a better plan."""

    code = "vendor-key"


class UnknownSymbolError(VendorError):
    """The vendor does not know the symbol or series, or serves no such market."""

    code = "vendor-symbol"


class AnswerError(VendorError):
    """An answer that is not what the vendor documents, or contradicts what is known."""

    code = "vendor-answer"


class NoRowsError(VendorError):
    """A well-formed answer without one usable row."""

    code = "vendor-empty"


class FetchLimitError(VendorError):
    """The time allowed for fetching is over."""

    code = "fetch-limit"


def excerpt(text: str) -> str:
    """Return the first words of what a vendor sent, on one line."""
    words = " ".join(text.split())
    return words if len(words) <= EXCERPT else f"{words[:EXCERPT]}..."
