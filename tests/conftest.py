"""What many tests stand on: the shipped rules, the sample tape, and the command itself."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tapecheck.build import build_parser, build_rulebook, build_verifier
from tapecheck.cli import main as command
from tapecheck.grammar.parse import Parser
from tapecheck.grammar.rulebook import Rulebook
from tapecheck.settings import Settings
from tapecheck.verify.verifier import Verifier

# A busy machine is no failure: what must be quick is held to steps and benchmarks.
# CI runs the same examples each time; a desk's machine goes on looking for others.
settings.register_profile("unhurried", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """Return the rules that ship."""
    return build_rulebook(Settings())


@pytest.fixture(scope="session")
def parser(rulebook: Rulebook) -> Parser:
    """Return a parser with the rules that ship and the names of the sample tape."""
    return build_parser(Settings(), rulebook)


@pytest.fixture(scope="session")
def verifier() -> Verifier:
    """Return a verifier with the rules that ship and the sample tape."""
    return build_verifier(Settings())


class Command:
    """Runs the command in this process, with bytes on standard input."""

    def __init__(self, capture: pytest.CaptureFixture[bytes]) -> None:
        self._capture = capture

    def __call__(self, *arguments: object, stdin: str | bytes = b"") -> tuple[int, str, str]:
        """Return the exit status and what was said on both streams."""
        fed = stdin if isinstance(stdin, bytes) else stdin.encode()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "argv", ["tapecheck", *map(str, arguments)])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(fed), encoding="utf-8"))
            with pytest.raises(SystemExit) as left:
                command.main()
        said = self._capture.readouterr()
        return int(left.value.code or 0), said.out.decode(), said.err.decode()


@pytest.fixture
def tapecheck(capfdbinary: pytest.CaptureFixture[bytes]) -> Iterator[Command]:
    """Return the command, to be called with its arguments."""
    return Command(capfdbinary)
