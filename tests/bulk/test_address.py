"""A cluster of two nodes, and a run that is given its address from outside."""

from __future__ import annotations

import os
import re
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bulk.archives import contents, lines, run
from tapecheck.bulk.plan import Options
from tapecheck.verify.verifier import Verifier

pytestmark = pytest.mark.slow
BIN = Path(sys.executable).parent
NODE = ("--num-cpus=1", "--object-store-memory=100000000", "--disable-usage-stats", "--block")
# A token of its own: who else is on this machine cannot send work to these nodes.
ENVIRONMENT = {
    **os.environ, "RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32),
    "PYTHONUNBUFFERED": "1",
}  # fmt: skip


@contextmanager
def node(*arguments: str, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a node in a process group of its own."""
    command = [str(BIN / "ray"), "start", "--node-ip-address=127.0.0.1", *NODE, *arguments]
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, env=ENVIRONMENT, stdout=said, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        yield process
    finally:
        kill(process)


def kill(node: subprocess.Popen[bytes]) -> None:
    """End a node as a power cut does; twice is no harm."""
    if node.returncode is None:
        os.killpg(node.pid, signal.SIGKILL)
        node.wait()


def awaited(pattern: str, log: Path) -> str:
    """Return what a node says in its log, once it does."""
    ends = time.monotonic() + 120
    while not (found := re.search(pattern, log.read_text())):
        assert time.monotonic() < ends, log.read_text()
        time.sleep(0.1)
    return found[found.lastindex or 0]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Start a cluster, and return its address and the node that may be killed."""
    head, other = tmp_path / "head.log", tmp_path / "other.log"
    with node("--head", "--port=0", "--include-dashboard=false", log=head):
        address = awaited(r"--address='([\d.:]+)'", head)
        with node(f"--address={address}", log=other) as second:
            awaited("Ray runtime started", other)
            yield address, second


def test_a_cluster_that_loses_a_node_writes_the_same_bytes_as_one_process(
    verifier: Verifier, tmp_path: Path, cluster: tuple[str, subprocess.Popen[bytes]]
) -> None:
    address, second = cluster
    (tmp_path / "a.jsonl").write_text(lines(4000))
    out = tmp_path / "cluster"
    command = [
        str(BIN / "tapecheck"), "bulk", "check", str(tmp_path / "a.jsonl"), "--output", str(out),
        "--part-size", "10", "--address", address, "--workers", "2",
    ]  # fmt: skip
    running = subprocess.Popen(
        command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    ends = time.monotonic() + 120
    while len([*out.glob("documents-*")]) < 20:
        assert time.monotonic() < ends
        assert running.poll() is None
        time.sleep(0.05)
    kill(second)
    said, errors = running.communicate(timeout=300)
    assert running.returncode == 0, errors
    assert "in 4,000 documents" in said
    run(verifier, tmp_path / "a.jsonl", tmp_path / "alone", options=Options(size=10))
    assert contents(out) == contents(tmp_path / "alone")
