"""What the search for movements finds in series that never change: the table of movements_chance.py.

Run: python benchmarks/movements_chance.py [SERIES per length]. The series are made
(tests/analysis/made_days.py): half of them lively, half wild, with one to a hundred posts a day, storms and
gaps. Prints days, the squared jump at a chance of 1 in 20, and by how much it grows while the chance falls
to a third; then how the fitted tail meets what was counted.
"""

import sys
from pathlib import Path

import numpy as np

from socialplan.analysis.movements_level import steady
from socialplan.analysis.movements_shift import PENALTY, largest
from socialplan.analysis.rhythm import gaps

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tests.analysis.made_days import LIVELY, WILD, made

LENGTHS = (28, 40, 60, 90, 130, 200, 300, 450, 700, 1100)
STORMS, GAPS = 5 / 365, 2 / 365  # a day
RATE, TAIL = 0.05, 0.1  # where the table stands; the share of the series from which the tail is fitted


def jumps(days: int, series: int) -> np.ndarray:
    """(series,): the largest jump squared in each, 0 where none is found."""
    dice = np.random.default_rng([days, series])
    return np.array([_jump(dice, days, (LIVELY, WILD)[number % 2]) for number in range(series)]) ** 2


def _jump(dice: np.random.Generator, days: int, kind: object) -> float:
    """Of a series with so many days that tell something."""
    drawn = {"storms": dice.poisson(STORMS * days), "gaps": dice.poisson(GAPS * days)}
    counts = made(dice, kind, float(np.exp(dice.uniform(0, np.log(100)))), days=days + 2, **drawn)
    complete = ~gaps(counts.astype(float))
    complete[[0, -1]] = False
    found = steady(counts.astype(float), complete)
    return largest(found.value, found.noise) if len(found.value) > 20 else 0.0


def tail(found: np.ndarray) -> tuple[float, float]:
    """Jump squared at RATE and the scale of the exponential tail (Knijnenburg et al. 2009)."""
    start = max(float(np.quantile(found, 1 - TAIL)), PENALTY)
    above = found[found > start]
    scale = float((above - start).mean())
    return start + scale * float(np.log(len(above) / len(found) / RATE)), scale


def main() -> None:
    for days in LENGTHS:
        found = jumps(days, int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
        at, scale = tail(found)
        met = ", ".join(
            f"{rate:.1%}: {np.mean(found > at + scale * np.log(RATE / rate)):.2%}"
            for rate in (0.05, 0.01, 0.002)
        )
        print(f"    {days}: ({at:.2f}, {scale:.2f}),  # fitted and counted {met}", flush=True)


if __name__ == "__main__":
    main()
