"""Damaged samples of every usual export: none crashes an import, leaves half of it, or takes much memory.

Usage: python benchmarks/mutated_exports.py [--times 10000] [--seed 1]. Prints how many were read and how many
refused with a reason, whatever else came of them, and the peak of memory. Exit code 1 when anything is wrong.
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
    given = options.parse_args()
    print(machine(), flush=True)
    found: Counter[str] = Counter()
    began, files = time.monotonic(), samples()
    with tempfile.TemporaryDirectory() as folder:
        bench = Damaged(Path(folder))
        for number in range(given.times):
            found[outcome(bench, files[number % len(files)], given.seed * 1_000_003 + number)] += 1
    wrong = {what: times for what, times in found.items() if what not in ("read", "refused")}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{given.times:,} damaged files of {len(files)} samples, {time.monotonic() - began:.0f} s")
    read, refused = found["read"], found["refused"]
    print(f"read {read:,}, refused with a reason {refused:,}, wrong {sum(wrong.values()):,}")
    for what, times in wrong.items():
        print(f"  {times} x {what}")
    print(f"peak {peak:.0f} MB {verdict(peak, MOST_MB, 'MB')}")
    return 1 if wrong or peak > MOST_MB else 0


if __name__ == "__main__":
    sys.exit(main())
