"""Prints how fast and in how much memory files are imported; JSON lines beside lazy parsing of the same file.

Each import runs in a process of its own. Usage: python benchmarks/import_speed.py [--records N]
"""

import argparse
import json
import multiprocessing
import os
import random
import resource
import tempfile
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("SOCIALPLAN_TEST_DATA", CHECKOUT / "../shared/data")).resolve()
MAPPINGS = CHECKOUT / "tests" / "mappings"
LIMIT_MB = 512
JSON_MAPPING = """
network = "test"
[[table.posts]]
post_id = "id"
person = "account.username"
created_at = { column = "created_at", format = "iso" }
text = "content"
parent_id = "in_reply_to_id"
language_hint = "language"
[[table.people]]
handle = "account.username"
network_id = "account.id"
followers = "account.followers_count"
[[table.metrics]]
values = { reactions = "favourites_count", shares = "reblogs_count", comments = "replies_count" }
"""


def record(number: int, dice: random.Random) -> dict[str, object]:
    """About 2 kB, as servers of open networks give a status."""
    writer = number % 5000
    words = " ".join(dice.choices([f"word{place}" for place in range(5000)], k=40))
    return {
        "id": str(number), "created_at": f"2024-03-{number % 28 + 1:02d}T10:{number % 60:02d}:00Z",
        "in_reply_to_id": str(number - 1) if number % 3 == 0 else None,
        "sensitive": False, "spoiler_text": "",
        "visibility": "public", "language": "nl", "uri": f"https://example.org/users/{writer}/statuses/{number}",
        "url": f"https://example.org/@user{writer}/{number}", "replies_count": number % 5,
        "reblogs_count": number % 7, "favourites_count": number % 50, "edited_at": None,
        "content": words + (f" #tag{number % 100} @user{number % 4999}" if number % 4 == 0 else ""),
        "account": {
            "id": str(writer), "username": f"user{writer}", "acct": f"user{writer}",
            "locked": False, "bot": False,
            "display_name": f"User {writer}", "followers_count": writer % 999,
            "following_count": writer % 333,
            "statuses_count": writer, "note": "A few words about me. " * 12,
            "avatar": f"https://example.org/avatars/{writer}/original.png",
            "header": f"https://example.org/headers/{writer}/original.png", "emojis": [], "fields": [],
        },
        "media_attachments": [], "mentions": [], "tags": [], "emojis": [], "card": None, "poll": None,
        "application": {"name": "Web", "website": None},
    }  # fmt: skip


def run(paths: list[str], mapping: str, home: str, queue: "multiprocessing.Queue[tuple[float, ...]]") -> None:
    """Import once; tell seconds, CPU seconds and the most memory held."""
    from socialplan.pipeline.collect.importing import import_files
    from socialplan.pipeline.collect.parse_mapping import parse_mapping
    from socialplan.store import Store
    from socialplan.store.sqlite_ledger import SqliteLedger

    store = Store(Path(home), SqliteLedger(Path(home) / "ledger.sqlite3"), threads=2, memory_limit="192MB")
    begun, used = time.perf_counter(), time.process_time()
    import_files(store, workspace=1, paths=[Path(path) for path in paths], mapping=parse_mapping(mapping))
    spent, cpu = time.perf_counter() - begun, time.process_time() - used
    queue.put((spent, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def measured(paths: list[Path], mapping: str) -> tuple[float, float, float]:
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    with tempfile.TemporaryDirectory() as home:
        child = context.Process(target=run, args=([str(path) for path in paths], mapping, home, queue))
        child.start()
        child.join()
        if child.exitcode:
            raise SystemExit("The import failed; see above.")
        seconds, cpu, peak = queue.get()
    return seconds, cpu, peak


def real_set(name: str) -> None:
    folder = DATA / name
    if not folder.is_dir():
        print(f"{name}: not here")
        return
    seconds, cpu, peak = measured(sorted(folder.glob("*.csv*")), (MAPPINGS / f"{name}.toml").read_text())
    verdict = "within" if peak < LIMIT_MB else "OVER"
    print(f"{name}: {seconds:.1f} s, {cpu:.1f} CPU s, peak {peak:.0f} MB ({verdict} {LIMIT_MB} MB)")


def lazy(path: Path) -> tuple[float, float]:
    """Seconds and CPU seconds of parsing each line lazily, keeping nothing."""
    import simdjson

    parser = simdjson.Parser()
    begun, used = time.perf_counter(), time.process_time()
    with path.open("rb") as file:
        for line in file:
            document = parser.parse(line)
            del document
    return time.perf_counter() - begun, time.process_time() - used


def json_lines(records: int) -> None:
    dice = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "statuses.jsonl"
        with path.open("w") as file:
            for number in range(records):
                file.write(json.dumps(record(number, dice)) + "\n")
        size = path.stat().st_size / 1e6
        parse, parse_cpu = lazy(path)
        seconds, cpu, peak = measured([path], JSON_MAPPING)
    print(f"JSON lines, {size:.0f} MB, {records:,} records, three tables, everything included:")
    print(f"  import {size / seconds:.1f} MB/s ({size / cpu:.1f} per CPU second), peak {peak:.0f} MB")
    print(f"  lazy parsing {size / parse:.1f} MB/s ({size / parse_cpu:.1f} per CPU second)")
    print(f"  ratio {parse / seconds:.1%} by the clock, {parse_cpu / cpu:.1%} by CPU; aim 20%")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, default=200_000)
    given = options.parse_args()
    for name in ("facebook_pages_2016", "twitter_events_2016"):
        real_set(name)
    json_lines(given.records)


if __name__ == "__main__":
    main()
