"""The command, run within the test's own process."""

from __future__ import annotations

import sys

import pytest

from tapecheck.cli import main as command


class Run:
    """Runs the command in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object) -> tuple[int, str, str]:
        """Return the exit status and what was said on both streams."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "argv", ["tapecheck", *map(str, arguments)])
            with pytest.raises(SystemExit) as left:
                command.main()
        said = self._capsys.readouterr()
        return int(left.value.code or 0), said.out, said.err
