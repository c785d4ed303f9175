from __future__ import annotations

from collections.abc import Iterator

import pytest
import stamina


@pytest.fixture(autouse=True)
def _no_waiting() -> Iterator[None]:
    """Ask once, and never wait: what a retry does is tested where it is made."""
    with stamina.set_testing(True, attempts=1):
        yield
