"""How long the simulated network takes for 0.1 and 1 million posts, and how much memory.

Each size is made in a process of its own, so that the memory of one does not hide that of the other; with
`--write` everything and its truth is written as Parquet too.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT / "src"))

from machine import machine, verdict  # noqa: E402

from socialplan.networks.simulated import World, everything  # noqa: E402
from socialplan.networks.simulated.write import write  # noqa: E402

SIZES = (0.1, 1.0)  # million posts
LAST, PEOPLE, DAYS = date(2026, 3, 29), 20_000, 364
PER_DAY = 48  # posts a day at a scale of 1
SECONDS, GROWTH = 60.0, 1.15


def made(millions: float, *, to_disk: bool) -> dict[str, float]:
    """Makes a world of this size; posts, seconds, CPU seconds and the most memory."""
    world = World(last=LAST, people=PEOPLE, days=DAYS, scale=millions * 1e6 / PER_DAY / (DAYS - 30))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    begin, cpu, posts = time.perf_counter(), time.process_time(), 0
    if to_disk:
        with tempfile.TemporaryDirectory() as folder:
            posts = write(world, Path(folder))["data/posts"]
    else:
        for portion in everything(world, since=world.first, until=world.end):
            posts += portion.data["posts"].num_rows
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    taken = {"seconds": time.perf_counter() - begin, "cpu": time.process_time() - cpu}
    return {"posts": posts, "peak": peak, "before": before, **taken}


def measured(millions: float, *, to_disk: bool) -> dict[str, float]:
    command = [sys.executable, __file__, "--only", str(millions), *(["--write"] if to_disk else [])]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return found


def main() -> None:
    given = argparse.ArgumentParser()
    given.add_argument("--only", type=float)
    given.add_argument("--write", action="store_true")
    options = given.parse_args()
    if options.only:
        print(json.dumps(made(options.only, to_disk=options.write)))
        return
    print(machine())
    peaks = []
    for millions in SIZES:
        found = measured(millions, to_disk=options.write)
        peaks.append(found["peak"])
        bound = verdict(found["seconds"], SECONDS, "s") if millions == SIZES[-1] else "[no bound]"
        print(
            f"{found['posts']:,.0f} posts, reactions, visits and truth: {found['seconds']:.1f} s {bound}, "
            f"{found['cpu']:.1f} CPU s, peak {found['peak']:.0f} MB ({found['before']:.0f} MB before)"
        )
    growth = peaks[-1] / peaks[0]
    print(f"memory: x {growth:.2f} for ten times the posts {verdict(growth, GROWTH, 'times')}")


if __name__ == "__main__":
    main()
