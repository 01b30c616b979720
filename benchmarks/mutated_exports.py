"""Damaged samples of every usual export: none crashes an import, leaves half of it, or takes much memory.

Usage: python benchmarks/mutated_exports.py [--times 10000] [--seed 1] [--first 0] [--minutes N]. Prints how
many were read, how many refused with a reason, what else came of them, and the peak of memory. What is wrong
is told when it is seen. With --minutes it stops then and says how many it did; --first goes on from that one.
Exit code 1 when anything is wrong.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from machine import machine, verdict

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
MOST_MB = 512


def main() -> int:
    from tests.networks.damaged import Damaged, outcome, samples

    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--minutes", type=float, default=float("inf"))
    given = options.parse_args()
    print(machine(), flush=True)
    found: Counter[str] = Counter()
    began, files = time.monotonic(), samples()
    with tempfile.TemporaryDirectory() as folder:
        bench = Damaged(Path(folder))
        for number in range(given.first, given.times):
            if time.monotonic() - began > given.minutes * 60:
                break
            came = outcome(bench, files[number % len(files)], given.seed * 1_000_003 + number)
            found[came] += 1
            if came not in ("read", "refused"):
                print(came, flush=True)
    wrong = {what: times for what, times in found.items() if what not in ("read", "refused")}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    took, cpu = time.monotonic() - began, time.process_time()
    print(f"{found.total():,} damaged files of {len(files)} samples, {took:.0f} s, {cpu:.0f} CPU s")
    read, refused = found["read"], found["refused"]
    print(f"read {read:,}, refused with a reason {refused:,}, wrong {sum(wrong.values()):,}")
    print(f"peak {peak:.0f} MB {verdict(peak, MOST_MB, 'MB')}")
    return 1 if wrong or peak > MOST_MB else 0


if __name__ == "__main__":
    sys.exit(main())
