"""Where the sample tape is, and what it is loaded from.

The data lie beside this file, in ``sample/``: ``make sample-tape`` loads ``tape/`` anew from
``sources/``, and a test holds the two together.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path

_PACKAGE = "tapecheck.reference"


def sample_tape_path() -> Path:
    """Return the folder of the sample tape."""
    return Path(str(resources.files(_PACKAGE) / "sample" / "tape"))


def sample_sources_path() -> Path:
    """Return the folder of the CSV files that the sample tape is loaded from."""
    return Path(str(resources.files(_PACKAGE) / "sample" / "sources"))
