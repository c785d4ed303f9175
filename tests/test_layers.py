from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "service" / "tapecheck"


@pytest.mark.slow
def test_imports_only_go_down_the_floors() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def test_the_package_is_all_that_the_source_root_holds() -> None:
    assert [each.name for each in (ROOT / "service").iterdir() if each.name != "__pycache__"] == [
        "tapecheck"
    ]


def test_a_packages_init_holds_its_purpose_and_nothing_else() -> None:
    # The package's own is the library's face: tests/test_library.py holds it to that.
    for init in set(PACKAGE.rglob("__init__.py")) - {PACKAGE / "__init__.py"}:
        (line,) = init.read_text(encoding="utf-8").splitlines()
        assert line.startswith('"""'), init
        assert line.endswith('."""'), init


def test_no_file_of_the_package_is_longer_than_can_be_read_at_once() -> None:
    long = {
        str(file.relative_to(PACKAGE))
        for file in PACKAGE.rglob("*.py")
        if len(file.read_text(encoding="utf-8").splitlines()) > 250
    }
    assert not long
