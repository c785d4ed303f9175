"""Series that change their unit on the way are doubted: pounds for pence, and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from reference.makers import inputs, load
from tapecheck.reference.tape import open_tape

DAYS = ("2025-01-02", "2025-01-03", "2025-01-06", "2025-01-07")


def statuses(folder: Path, *closes: str, **more: str) -> list[str]:
    """Return the status of each row of a share with these closes."""
    rows = "".join(f"ACME,{day},{close}\n" for day, close in zip(DAYS, closes, strict=False))
    load(inputs(folder, bars="symbol,session,close\n" + rows, **more), folder / "tape")
    bars = open_tape(folder / "tape").bars("XNYS:ACME")
    assert bars is not None
    return [bars.bar(place).status for place in range(len(bars))]


@pytest.mark.parametrize(
    ("closes", "doubted"),
    [
        (("6.10", "609.6", "6.05", "6.00"), [1]),
        (("610", "6.096", "605", "600"), [1]),
        (("610", "609.6", "5.85", "5.90"), [0, 1, 2, 3]),
        (("6.10", "609.6", "610", "6.00"), [0, 1, 2, 3]),
        # A share may fall by 98 percent, and a bubble rise seventyfold, without a slip.
        (("610", "12", "11", "11"), []),
        (("1", "70", "71", "72"), []),
    ],
)
def test_a_hundredfold_step_is_doubted(
    tmp_path: Path, closes: tuple[str, ...], doubted: list[int]
) -> None:
    expected = ["provisional" if place in doubted else "official" for place in range(4)]
    assert statuses(tmp_path, *closes) == expected


def test_a_split_explains_a_hundredfold_step(tmp_path: Path) -> None:
    actions = "symbol,ex_date,kind,value\nACME,2025-01-06,split,100\n"
    assert statuses(tmp_path, "610", "609", "6.1", "6.2", actions=actions) == ["official"] * 4


def test_what_is_doubted_is_counted(tmp_path: Path) -> None:
    statuses(tmp_path, "6.10", "609.6", "6.05")
    assert open_tape(tmp_path / "tape").manifest.notes == {"unit-unclear": 1}


def test_the_unit_of_each_row_settles_it(tmp_path: Path) -> None:
    instruments = "symbol,name,kind,mic,currency\nBOLT,Bolt plc,equity,XLON,GBP\n"
    bars = "symbol,session,close,currency\nBOLT,2025-01-02,609.6,GBX\nBOLT,2025-01-03,5.85,GBP\n"
    load(inputs(tmp_path, instruments=instruments, bars=bars), tmp_path / "tape")
    found = open_tape(tmp_path / "tape").bars("XLON:BOLT")
    assert found is not None
    assert [found.bar(place).status for place in (0, 1)] == ["official", "official"]
