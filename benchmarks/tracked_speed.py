"""Prints how long a million stored posts take to be held against tracked queries, whole and in a window.

Usage: python benchmarks/tracked_speed.py [--posts 1000000]. The posts are those of a simulated network.
Each figure is a whole question (`volume` a network, from files to finding), the best
of three on two threads, beside the same question without a query.
"""

import argparse
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from machine import machine, verdict
from simulate_speed import DAYS, LAST, PEOPLE, PER_DAY

from socialplan.analysis import ANALYSES
from socialplan.analysis.parameters import parse
from socialplan.networks.simulated import World
from socialplan.pipeline.example import FIRST, add_example
from socialplan.pipeline.measure import Finding, measure
from socialplan.store import Store
from socialplan.store.sqlite_ledger import SqliteLedger

WORDS = (
    "rooibos", "gemberthee", "dressing", "honing", "winkel", "plank", "lekker", "doos", "kast", "zaterdag",
)  # fmt: skip
QUERIES = {
    "no query": "",
    "one word": "rooibos",
    "five spellings, NOT": '(rooibos OR "een doos" OR gemberthee OR #recept OR honing) NOT wachten',
    "three groups, language": "(rooibos OR gemberthee) AND (van OR met) AND (op OR in) AND language:nl",
    "100 phrases": " OR ".join([*WORDS, *(f"{one} {n}" for n in range(9) for one in WORDS)]),
}
NEWER = 86  # days at the ends of a world that are not stored, or quiet
MOST = 15.0  # seconds for a million posts


def asked(store: Store, query: str, days: int | None) -> tuple[float, Finding]:
    given = {"query": query, "by": "network"}
    if days:
        given |= {"since": str(LAST - timedelta(days=days)), "until": str(LAST)}
    params = parse(ANALYSES["volume"], given, zone="UTC")
    best, found = float("inf"), None
    for _ in range(3):
        begun = time.perf_counter()
        found = measure(store, 1, "volume", params)
        best = min(best, time.perf_counter() - begun)
    assert found is not None
    return best, found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=1_000_000)
    count = parser.parse_args().posts
    print(machine(), flush=True)
    world = World(last=LAST, people=PEOPLE, days=DAYS, scale=count / PER_DAY / (DAYS - NEWER), language="nl")
    with tempfile.TemporaryDirectory(prefix="socialplan-tracked-") as folder:
        home = Path(folder)
        store = Store(home, SqliteLedger(home / "ledger.sqlite3"), threads=2)
        posts = add_example(store, workspace=1, world=world, part=FIRST).rows["posts"]
        for name, query in QUERIES.items():
            whole, found = asked(store, query, None)
            month, _ = asked(store, query, 28)
            print(f"{name}: {posts:,} posts, {found.n:,} answer; {whole:.2f} s {verdict(whole, MOST, 's')}, "
                  f"in a window of 28 days {month:.2f} s", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
