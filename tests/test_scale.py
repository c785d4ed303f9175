from __future__ import annotations

import re
import shlex
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def scale() -> ModuleType:
    file = Path(__file__).parents[1] / "docs" / "scale.py"
    spec = spec_from_file_location("scale", file)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def plan(scale: ModuleType, **more: float) -> object:
    told = {
        "articles": 8000, "machines": 2, "cores": 2, "part": 1000, "storage": 1e12, "price": 1.0,
        "losses": 0.0,
    }  # fmt: skip
    return scale.Plan(**(told | more))


def measured(scale: ModuleType, **more: float) -> object:
    told = {
        "check": 0.01, "spread": 0.0, "open_tape": 0.0, "hand_out": 0.0, "bytes_in": 0.0,
        "bytes_out": 0.0,
    }  # fmt: skip
    return scale.Measured(**(told | more))


def test_eight_parts_on_four_cores_take_the_time_of_two(scale: ModuleType) -> None:
    found = scale.simulated(plan(scale), measured(scale))
    assert found.seconds == pytest.approx(20)  # two parts of 1,000 articles of 10 ms
    assert found.workers == pytest.approx(1)
    assert found.bottleneck == "workers"


def test_storage_that_all_share_is_the_bottleneck_where_it_is_slow(scale: ModuleType) -> None:
    slow = scale.simulated(plan(scale, storage=1000), measured(scale, bytes_in=10, bytes_out=10))
    # 8,000 articles of 20 bytes at 1,000 bytes a second: 160 s, and 10 s for the last part.
    assert slow.seconds == pytest.approx(170)
    assert slow.bottleneck == "storage"


def test_a_driver_that_hands_out_slowly_is_the_bottleneck(scale: ModuleType) -> None:
    found = scale.simulated(plan(scale), measured(scale, hand_out=30))
    assert found.seconds == pytest.approx(250)  # eight times 30 s, and 10 s for the last part
    assert found.bottleneck == "driver"


def test_the_command_prints_time_cost_and_bottleneck(
    scale: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["scale.py", "--articles", "1e5", "--machines", "2"])
    scale.main()
    said = capsys.readouterr().out
    assert "100,000 articles on 2 machines" in said
    assert "bottleneck workers" in said


PAGE = (Path(__file__).parents[1] / "docs" / "scale.md").read_text(encoding="utf-8")
ROWS = re.findall(
    r"^\| (nothing|`--.*?`) \| ([\d.]+) \| ([\d,]+) \| (\d+) \| (\d+) %, (\d+) %, (\d+) % \|$",
    PAGE,
    re.MULTILINE,
)


def test_the_page_shows_what_it_is_about() -> None:
    assert len(ROWS) == 4


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_row_of_the_page_is_what_the_command_prints(
    scale: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    row: tuple[str, ...],
) -> None:  # fmt: skip
    options = [] if row[0] == "nothing" else shlex.split(row[0].strip("`"))
    monkeypatch.setattr(sys, "argv", ["scale.py", *options])
    scale.main()
    said = capsys.readouterr().out
    hours, rate = re.findall(r"time +([\d.]+) hours, ([\d,]+) articles a second", said)[0]
    (dollars,) = re.findall(r"cost +([\d.]+) dollars", said)
    busy = re.findall(r"(?:workers|driver|storage) +([\d.]+)% busy", said)
    assert (hours, rate, f"{float(dollars):.0f}") == row[1:4]
    assert tuple(f"{float(each):.0f}" for each in busy) == row[4:]


def test_the_page_tells_the_figures_that_the_simulation_reckons_with(scale: ModuleType) -> None:
    told = scale.Measured()
    for figure in (
        f"{told.check * 1000:.1f} ms", f"{told.bytes_in:,} and {told.bytes_out:,}",
        f"{told.open_tape} s", f"{told.hand_out * 1000:.0f} ms", f"{told.spread * 100:.0f} %",
    ):  # fmt: skip
        assert figure in PAGE
