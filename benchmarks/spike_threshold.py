"""How far above usual is a spike? Events found and alarms raised for several k, on two halves of 38 accounts.

Run: python benchmarks/spike_threshold.py [FOLDER of twitter_events_2016]. The halves are made by a hash of
the account's name: k is chosen on the first, and what is promised is what the second shows.
"""

import csv
import gzip
import hashlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from socialplan.analysis.rhythm import gaps, usual

DEFAULT = Path(__file__).resolve().parents[1] / "../shared/data/twitter_events_2016"
CHOICES = (1.0, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Days:
    """One account: its counts from the first to the last day, and which of them may be judged."""

    first: date
    counts: np.ndarray

    def marked(self, k: float) -> tuple[set[date], set[date]]:
        """The judged days and those above usual."""
        complete = np.where(gaps(self.counts), np.nan, self.counts)
        complete[[0, -1]] = np.nan
        level = usual(complete[None])
        judged = ~np.isnan(complete) & ~np.isnan(level.baseline[0])
        above = level.above(complete[None], k=k)[0] & judged
        return self._dates(judged), self._dates(above)

    def _dates(self, flags: np.ndarray) -> set[date]:
        return {self.first + int(place) * DAY for place in np.flatnonzero(flags)}


def read_days(folder: Path) -> dict[str, Days]:
    per_day: dict[str, Counter[date]] = defaultdict(Counter)
    with gzip.open(folder / "tweets.csv.gz", "rt") as file:
        for row in csv.DictReader(file):
            per_day[row["account"]][datetime.fromtimestamp(int(row["ts"]), UTC).date()] += 1
    found = {}
    for account, counter in per_day.items():
        first, last = min(counter), max(counter)
        counts = [float(counter[first + n * DAY]) for n in range((last - first).days + 1)]
        found[account] = Days(first, np.array(counts))
    return found


def read_events(folder: Path) -> list[tuple[str, date]]:
    with (folder / "events.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [(row["HANDLE"], datetime.fromtimestamp(int(row["TIME"]), UTC).date()) for row in rows]


def line(accounts: Iterable[str], days: dict[str, Days], events: list[tuple[str, date]], k: float) -> str:
    marked = {account: days[account].marked(k) for account in accounts}
    near = [
        (account, {day - DAY, day, day + DAY})
        for account, day in events
        if account in marked and marked[account][0] & {day - DAY, day, day + DAY}
    ]
    hits = sum(bool(marked[account][1] & window) for account, window in near)
    alarms = sum(len(above) for _judged, above in marked.values())
    judged = sum(len(one) for one, _above in marked.values())
    rate = alarms / judged
    by_chance = 1 - (1 - rate) ** 3
    events_found = f"{hits / len(near):6.1%} of {len(near)} events"
    return f"{events_found}, {rate:5.1%} of {judged} days ({by_chance:5.1%} by chance)"


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    days, events = read_days(folder), read_events(folder)
    half = {account: hashlib.sha256(account.encode()).digest()[0] % 2 for account in days}
    for number, name in enumerate(("chosen on", "reported on")):
        accounts = sorted(account for account in days if half[account] == number)
        print(f"{name} {len(accounts)} accounts")
        for k in CHOICES:
            print(f"  k = {k:<4}  {line(accounts, days, events, k)}")


if __name__ == "__main__":
    main()
