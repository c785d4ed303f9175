"""A fetch that is killed, really, at the worst moments: the tape in its place is always whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from reference.makers import inputs, load
from tapecheck.reference.audit import audit
from tapecheck.reference.tape import open_tape

pytestmark = pytest.mark.slow

# The command with a vendor of its own making, which stops for ever at one moment and says so.
FETCH = textwrap.dedent(
    """
    import shutil, sys, time
    from pathlib import Path
    import httpx, polars
    from tapecheck.cli.main import main

    moment = sys.argv.pop(1)

    def stop(at):
        if at == moment:
            print("stopped", flush=True)
            time.sleep(600)

    def answer(transport, request):
        asked.append(request.url.path)
        print(request.url.path, flush=True)
        if len(asked) > 1:
            stop("asking")
        rows = [{"date": f"2025-01-0{d}T00:00:00.000Z", "open": c, "high": c, "low": c, "close": c,
                 "volume": 100} for d, c in ((6, 10.6), (7, 10.7))]
        return httpx.Response(200, json=rows, request=request)

    def write(frame, path, **more):
        if path.name == "bars.parquet":
            stop("writing")
        put(frame, path, **more)

    def remove(folder, **more):
        if Path(folder).name.startswith(".tape.") and Path(folder, "manifest.json").exists():
            stop("removing")
        clear(folder, **more)

    asked, put, clear = [], polars.DataFrame.write_parquet, shutil.rmtree
    httpx.HTTPTransport.handle_request = answer
    polars.DataFrame.write_parquet = write
    shutil.rmtree = remove
    main()
    """
)


def content(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


@pytest.fixture
def tape(tmp_path: Path) -> Path:
    """Return a tape that has Acme up to 6 January 2025, and no bars of Ninety-Nine."""
    load(inputs(tmp_path), tmp_path / "tape")
    return tmp_path / "tape"


def started(tape: Path, moment: str) -> subprocess.Popen[str]:
    """Start a fetch that stops at a moment."""
    command = ("tape", "fetch", "ACME", "IDX", "--from", "tiingo", "--into", str(tape),
               "--since", "2025-01-02", "--until", "2025-01-07", "--pace", "0")  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "-c", FETCH, moment, *command], text=True, stdout=subprocess.PIPE,
        env={**os.environ, "TAPECHECK_TIINGO_KEY": "k", "XDG_CACHE_HOME": str(tape.parent / "c")},
    )  # fmt: skip


def killed(tape: Path, moment: str) -> None:
    """Kill a fetch, past all handlers, once it stands at a moment."""
    with started(tape, moment) as process:
        assert process.stdout is not None
        assert any(line == "stopped\n" for line in process.stdout)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL


@pytest.mark.parametrize("moment", ["asking", "writing"])
def test_a_fetch_that_is_killed_leaves_the_old_tape_and_goes_on_where_it_was(
    tape: Path, moment: str
) -> None:
    before = content(tape)
    killed(tape, moment)
    assert content(tape) == before
    with started(tape, "never") as process:
        said = process.communicate(timeout=60)[0]
    assert process.returncode == 0
    # What was answered before it was killed is not asked for again.
    assert not any(line.startswith("/tiingo/daily/ACME/") for line in said.splitlines())
    bars = open_tape(tape).bars("XNYS:ACME")
    assert bars is not None
    assert str(bars.last) == "2025-01-07"
    assert audit(tape) == ()


def test_a_fetch_that_is_killed_once_the_new_tape_is_whole_leaves_that_in_its_place(
    tape: Path,
) -> None:
    killed(tape, "removing")
    bars = open_tape(tape).bars("XNYS:ACME")
    assert bars is not None
    assert str(bars.last) == "2025-01-07"
    assert audit(tape) == ()
