from __future__ import annotations

import random
import threading
import time
from collections import Counter
from itertools import count
from pathlib import Path

import httpx
import pytest

from cli.serving import served

ROUNDS = 6
SENDERS = 4


class Load:
    """Sends articles, each its own, from many threads until the server is gone."""

    def __init__(self, name: str) -> None:
        self.acknowledged: dict[str, str] = {}
        self._name = name
        self._numbers = count()

    def run(self, address: str) -> list[threading.Thread]:
        threads = [threading.Thread(target=self._send, args=(address,)) for _ in range(SENDERS)]
        for thread in threads:
            thread.start()
        return threads

    def wait_for(self, acknowledged: int) -> None:
        """Return once so many checks were acknowledged."""
        ends = time.monotonic() + 60
        while len(self.acknowledged) < acknowledged:
            assert time.monotonic() < ends, f"{len(self.acknowledged)} checks in a minute"
            time.sleep(0.005)

    def _send(self, address: str) -> None:
        with httpx.Client(timeout=20) as client:
            try:
                while True:
                    self._one(client, address)
            except httpx.TransportError:
                return

    def _one(self, client: httpx.Client, address: str) -> None:
        id = f"{self._name}-{next(self._numbers)}"
        text = f"Alibaba shares rose 8.48 percent on Wednesday. {id}"
        article = {"id": id, "text": text, "published": "2025-02-13"}
        answer = client.post(f"{address}/v1/checks", json=article)
        assert answer.status_code == 200, answer.text
        self.acknowledged[id] = answer.json()["digests"]["check"]


def listed(address: str) -> Counter[str]:
    """Return how often each article stands in the ledger."""
    found: Counter[str] = Counter()
    params: dict[str, str | int] = {"limit": 500}
    while True:
        page = httpx.get(f"{address}/v1/checks", params=params, timeout=20).json()
        found.update(each["id"] for each in page["checks"])
        if page["next"] is None:
            return found
        params["cursor"] = page["next"]


@pytest.mark.slow
def test_a_server_that_is_killed_loses_no_acknowledged_check_and_doubles_none(
    tmp_path: Path,
) -> None:
    chance = random.Random(7)
    acknowledged: dict[str, str] = {}
    for number in range(ROUNDS):
        load = Load(f"round-{number}")
        with served(log=tmp_path / "log") as (address, _, server):
            threads = load.run(address)
            load.wait_for(25)
            threading.Event().wait(chance.uniform(0.0, 0.3))
            server.kill()
            server.wait()
        for thread in threads:
            thread.join()
        acknowledged |= load.acknowledged
    with served(log=tmp_path / "log") as (address, _, _):
        kept = listed(address)
        assert acknowledged.keys() <= kept.keys()
        assert set(kept.values()) == {1}
        for id in chance.sample(sorted(acknowledged), 50):
            answer = httpx.get(f"{address}/v1/checks/{acknowledged[id]}")
            assert answer.json()["id"] == id
