"""Plan a run past this machine: `python docs/scale.py --articles 100e6 --machines 100`.

Every part of an archive is a job for the first free worker. Before it starts, the driver hands it
out, one after the other; its bytes come from storage that all share, and go back there. The numbers
below were measured (docs/scale.md says how); the rest are arguments.
"""

from __future__ import annotations

import argparse
import heapq
import random
from typing import NamedTuple


class Measured(NamedTuple):
    """Seconds of processor time and bytes a document, measured on 2026-11-24 on one core.

    ``spread`` alone is not measured but set: by what part of itself a document's time varies.
    """

    check: float = 0.0134
    spread: float = 0.35
    open_tape: float = 0.55
    hand_out: float = 0.004
    bytes_in: float = 4029
    bytes_out: float = 2188


class Plan(NamedTuple):
    """What a run is given: articles, machines, articles a part, bytes a second, dollars an hour.

    ``losses`` is the share of parts during which a worker is lost.
    """

    articles: int
    machines: int
    cores: int
    part: int
    storage: float
    price: float
    losses: float


class Outcome(NamedTuple):
    """How long a run takes, in seconds, and how long each stage was at work."""

    seconds: float
    workers: float
    driver: float
    storage: float

    @property
    def bottleneck(self) -> str:
        """Return the stage that was at work most of the time."""
        busy = {"workers": self.workers, "driver": self.driver, "storage": self.storage}
        return max(busy, key=lambda stage: busy[stage])


def simulated(plan: Plan, measured: Measured) -> Outcome:
    """Return what a run comes to; the same arguments give the same answer."""
    chance = random.Random(1)
    parts = -(-plan.articles // plan.part)
    free = [measured.open_tape] * (plan.machines * plan.cores)
    driver = storage = worked = end = 0.0
    read, written = measured.bytes_in / plan.storage, measured.bytes_out / plan.storage
    for number in range(parts):
        size = min(plan.part, plan.articles - number * plan.part)
        at = heapq.heappop(free)
        driver = max(driver, at) + measured.hand_out
        storage = max(storage, driver) + size * (read + written)
        took = size * measured.check * max(0.1, chance.gauss(1, measured.spread / size**0.5))
        if chance.random() < plan.losses:
            # A worker is lost halfway through a part on average: half is done twice.
            took = took * 1.5 + measured.open_tape
        worked += took
        heapq.heappush(free, storage + took)
        end = max(end, storage + took)
    crew = plan.machines * plan.cores
    return Outcome(
        seconds=end,
        workers=worked / crew / end,
        driver=parts * measured.hand_out / end,
        storage=plan.articles * (read + written) / end,
    )


def main() -> None:
    """Print what a run comes to."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--articles", type=float, default=100e6)
    parser.add_argument("--machines", type=int, default=100)
    parser.add_argument("--cores", type=int, default=16)
    parser.add_argument("--part", type=int, default=1000, help="articles a part")
    parser.add_argument("--storage", type=float, default=1e9, help="bytes a second, for all")
    parser.add_argument("--price", type=float, default=0.7, help="dollars a machine and hour")
    parser.add_argument("--losses", type=float, default=0.001, help="parts that lose a worker")
    told = vars(parser.parse_args())
    plan = Plan(**{**told, "articles": int(told["articles"])})
    found = simulated(plan, Measured())
    hours = found.seconds / 3600
    print(f"{plan.articles:,} articles on {plan.machines} machines of {plan.cores} cores")
    print(f"time       {hours:8.2f} hours, {plan.articles / found.seconds:,.0f} articles a second")
    print(f"cost       {hours * plan.machines * plan.price:8.2f} dollars")
    for stage in ("workers", "driver", "storage"):
        print(f"{stage:10} {getattr(found, stage):8.1%} busy")
    print(f"bottleneck {found.bottleneck}")


if __name__ == "__main__":
    main()
