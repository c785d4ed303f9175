"""The lock files: whole, with hashes, at one version of each package, and without addresses."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = sorted(each.name for each in ROOT.glob("requirements*.lock"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
# What each lock must pin at least.
NEEDED = {
    "requirements.lock": PROJECT["project"]["dependencies"],
    "requirements-build.lock": PROJECT["build-system"]["requires"],
    "requirements-dev.lock": [*EXTRAS["dev"], *EXTRAS["bulk"]],
    "requirements-bench.lock": EXTRAS["bench"],
}


def pinned(lock: str) -> dict[str, str]:
    """Return the version of each package that a lock pins, and what stands behind it."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", text, re.MULTILINE))


def name_of(requirement: str) -> str:
    """Return the name in a requirement as locks write it."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def entries(lock: str) -> Iterator[str]:
    """Yield each package of a lock with the lines that belong to it."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    yield from re.findall(r"^[a-z0-9._-]+==.*(?:\n +.*)*", text, re.MULTILINE)


def test_every_lock_is_known() -> None:
    assert set(LOCKS) == set(NEEDED)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_what_the_project_asks_for(lock: str) -> None:
    assert {name_of(each) for each in NEEDED[lock]} <= set(pinned(lock))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_has_hashes(lock: str) -> None:
    assert [each for each in entries(lock) if "--hash=sha256:" not in each] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_tells_where_packages_come_from(lock: str) -> None:
    assert "://" not in (ROOT / lock).read_text(encoding="utf-8")


@pytest.mark.parametrize(("one", "other"), list(combinations(LOCKS, 2)))
def test_two_locks_pin_the_same_version_of_a_package(one: str, other: str) -> None:
    ours, theirs = pinned(one), pinned(other)
    both = ours.keys() & theirs.keys()
    assert {name: ours[name] for name in both} == {name: theirs[name] for name in both}


def test_the_product_needs_nothing_that_only_tests_and_archives_need() -> None:
    product = pinned("requirements.lock").keys()
    assert product.isdisjoint({"ray", "pyarrow", "pytest", "playwright", "mypy", "spacy"})
