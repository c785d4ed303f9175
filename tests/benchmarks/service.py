"""What a caller of the service waits for, beside a bare echo under the same server.

The bar is 15 % of the echo's requests a second and a p99 below 60 ms, with 16 connections: told
where every text is new to the ledger, and where it is the same again, as the echo's is. Memory is
to stay within 10 % once the server is warm.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from tests.benchmarks.sample import sentences
from tests.cli.serving import served

CONNECTIONS = 16
_CLAIMS = (
    "Alibaba shares rose 8.48 percent on Wednesday. Tencent shares fell 3.9 percent on Wednesday. "
    "JD.com shares dropped 1.5 percent to HK$165.10. "
)
_SIZES = (1_000, 1_000, 1_000, 5_000, 10_000, 40_000)
_new = count()


class Load(Struct, frozen=True, kw_only=True):
    """How a run of requests went: a second's worth, and the time that 99 of 100 stayed below."""

    rate: float
    p99: float


def article(size: int) -> bytes:
    """Return an article of so many characters with three claims, whose text was never sent."""
    rest = " ".join(sentences("quiet", size // 80))
    text = f"{_CLAIMS}{rest}"[: size - 20] + f" The end of {next(_new)}."
    return json.dumps({"text": text, "published": "2025-02-13"}).encode()


def service(requests: int = 640, mixed: int = 160) -> None:
    """Measure checks against an echo, and the memory of the server under mixed sizes.

    The echo is one process; beside the service's own one there check one, and one for each core.
    The client takes its share of the cores, from both.
    """
    with _echo() as port:
        load(port, [1_000] * requests)
        bare = load(port, [1_000] * requests * 4)
    print(f"echo of 1 KB          {bare.rate:12,.0f} requests/s, p99 {bare.p99 * 1e3:5.1f} ms")
    for workers in sorted({1, os.cpu_count() or 1}):
        with TemporaryDirectory() as folder:
            log = Path(folder) / "log"
            with served("--workers", workers, log=log) as (address, _, process):
                port = int(address.rpartition(":")[2])
                load(port, [1_000] * (requests // 4))
                _told(f"check, {workers} {_plural(workers)}", load(port, [1_000] * requests), bare)
                _told("    sent again", load(port, [1_000] * requests * 4, again=True), bare)
                _steady(port, process.pid, mixed)


def _plural(workers: int) -> str:
    return "worker" if workers == 1 else "workers"


def _told(what: str, ours: Load, bare: Load) -> None:
    print(f"{what:22}{ours.rate:12,.0f} requests/s, p99 {ours.p99 * 1e3:5.1f} ms", end="")
    print(f" {ours.rate / bare.rate:8.1%} of the echo")


def _steady(port: int, pid: int, requests: int) -> None:
    """Measure the server's memory before and after requests of mixed sizes."""
    sizes = [_SIZES[place % len(_SIZES)] for place in range(requests)]
    load(port, sizes)
    before = _resident(pid)
    done = load(port, sizes * 2)
    after = _resident(pid)
    print(f"checks of 1 to 40 KB  {done.rate:12,.0f} requests/s, no error; memory ", end="")
    print(f"{before:.0f} MB, then {after:.0f} MB ({after / before - 1:+.1%})")


def load(port: int, sizes: list[int], *, again: bool = False) -> Load:
    """Return how requests of these sizes go that share the connections; an error ends the run.

    Each is of another article, or all ``again`` of the first.
    """
    waiting = [article(sizes[0])] * len(sizes) if again else [article(size) for size in sizes]
    took: list[float] = []

    async def whole() -> None:
        async with asyncio.TaskGroup() as tasks:
            for _ in range(CONNECTIONS):
                tasks.create_task(_connection(port, waiting, took))

    begun = time.perf_counter()
    asyncio.run(whole())
    rate = len(took) / (time.perf_counter() - begun)
    return Load(rate=rate, p99=sorted(took)[len(took) * 99 // 100])


async def _connection(port: int, waiting: list[bytes], took: list[float]) -> None:
    """Send what waits over one connection, one after another."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while waiting:
        body = waiting.pop()
        begun = time.perf_counter()
        writer.write(
            b"POST /v1/checks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            b"Content-Length: %d\r\n\r\n%b" % (len(body), body)
        )
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        assert head.startswith(b"http/1.1 200 "), head
        size = head.partition(b"content-length: ")[2].partition(b"\r\n")[0]
        await reader.readexactly(int(size))
        took.append(time.perf_counter() - begun)
    writer.close()


@contextmanager
def _echo() -> Iterator[int]:
    """Yield the port of an echo in a process of its own."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "tests.benchmarks.echo", str(port)])
    try:
        while not _listens(port):
            assert process.poll() is None, "the echo did not start"
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


def _resident(pid: int) -> float:
    """Return the memory of a process and its children, in MB."""
    children = Path(f"/proc/{pid}/task").glob("*/children")
    pids = [pid, *(child for each in children for child in each.read_text().split())]
    return sum(_megabytes(each) for each in pids)


def _megabytes(pid: int | str) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024
