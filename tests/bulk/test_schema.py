from __future__ import annotations

import re
from pathlib import Path

import pytest

from tapecheck.bulk.schema import TABLES

DOCS = (Path(__file__).parents[2] / "docs" / "bulk.md").read_text(encoding="utf-8")
LINE = re.compile(r"^\| `(\w+)` \| (.+?) \| .+ \|$", re.MULTILINE)


@pytest.mark.parametrize("name", TABLES)
def test_the_documentation_lists_every_column_with_its_type_in_order(name: str) -> None:
    _, _, told = DOCS.partition(f"\n## {name}\n")
    told, _, _ = told.partition("\n## ")
    found = [(column, _type(str(kind))) for column, kind in TABLES[name].items()]
    assert LINE.findall(told) == found


def _type(shown: str) -> str:
    """Return a type as it is written in prose: Decimal(38, 6)."""
    numbers = re.findall(r"\d+", shown) if shown.startswith("Decimal") else []
    return f"Decimal({', '.join(numbers)})" if numbers else shown
