"""What the search for movements finds, and how often it cries wolf: planted changes of level, and quiet
years.

Run: python benchmarks/movements.py [SERIES per line]. The series are those of tests/analysis/made_days.py.
"""

import sys
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from machine import machine

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tests.analysis.made_days import LIVELY, STEADY, WILD, Kind, Step, changes, made

MEANS = (5, 20, 60)
TIMES, LASTING = (1.5, 2.0, 0.5), (14, 28, 90)
NEAR = 10  # a change further off than so many days is another one


@dataclass
class Tally:
    """Of the planted changes: found, found within a day, within the stated range; and those nobody
    planted."""

    planted: int = 0
    found: int = 0
    sharp: int = 0
    covered: int = 0
    ratios: int = 0
    others: int = 0
    series: int = 0
    off: list[int] = field(default_factory=list)

    def add(self, edges: tuple[int, int], times: float, found: list[dict]) -> None:
        self.series += 1
        self.planted += len(edges)
        for edge, ratio in zip(edges, (times, 1 / times), strict=True):
            near = [row for row in found if abs(row["day_place"] - edge) <= NEAR]
            if near:
                best = min(near, key=lambda row: abs(row["day_place"] - edge))
                self.found += 1
                self.sharp += abs(best["day_place"] - edge) <= 1
                self.covered += best["earliest_place"] <= edge <= best["latest_place"]
                self.ratios += best["times_low"] <= ratio <= best["times_high"]
        self.others += sum(all(abs(row["day_place"] - edge) > NEAR for edge in edges) for row in found)

    def __str__(self) -> str:
        of = max(self.found, 1)
        return (
            f"found {self.found / self.planted:4.0%}, of these within a day {self.sharp / of:4.0%}, "
            f"day in range {self.covered / of:4.0%}, ratio in range {self.ratios / of:4.0%}; "
            f"others {self.others / self.series:.2f} a year"
        )


def quiet(kind: Kind, mean: int, series: int, *, days: int) -> float:
    """The share of series without a change in which one is told."""
    dice = (np.random.default_rng([mean, days, number]) for number in range(series))
    storms, gaps = (5, 2) if days > 200 else (2, 1)
    told = [changes(made(one, kind, mean, days=days, storms=storms, gaps=gaps)) for one in dice]
    return float(np.mean([bool(found) for found in told]))


def planted(kind: Kind, mean: int, times: float, lasting: int, series: int) -> Tally:
    tally = Tally()
    for number in range(series):
        dice = np.random.default_rng([mean, int(times * 10), lasting, number])
        begins = int(dice.integers(40, 325 - lasting))
        edges = (begins, begins + lasting)
        tally.add(edges, times, changes(made(dice, kind, mean, steps=[Step(*edges, times)])))
    return tally


def main() -> None:
    print(machine())
    series = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    for kind in (STEADY, LIVELY, WILD):
        print(kind.name)
        for mean in MEANS:
            alarms = [quiet(kind, mean, 3 * series, days=days) for days in (365, 120)]
            print(f"  {mean} posts a day; without a change: told in {alarms[0]:.1%} of years, "
                  f"{alarms[1]:.1%} of stretches of four months [at most 5%]")  # fmt: skip
            for times in TIMES:
                for lasting in LASTING:
                    tally = planted(kind, mean, times, lasting, series)
                    print(f"    x {times:<3} for {lasting} days: {tally}", flush=True)


if __name__ == "__main__":
    main()
