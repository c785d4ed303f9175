"""Being stopped from outside: Ctrl-C and a reader that has gone are neither verdicts nor errors."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# As shells count them: 128 and the signal, SIGINT and SIGPIPE.
INTERRUPTED, UNREAD = 130, 141


@contextmanager
def stopping() -> Iterator[None]:
    """Leave with the status that shells know; click's own would be 1, which means refuted."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # Python flushes once more on its way out, and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(UNREAD)
