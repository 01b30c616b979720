"""Prints how fast a firehose is listened to: from its events as JSON to rows in a file, beside parsing alone.

Usage: python benchmarks/listen_speed.py [--events 500000]. Every event is parsed, read as a record, held
against 1,000 phrases as whole words and 20 accounts of ours; what is wanted becomes rows and is written as
Parquet. The clock is that of the processor. `benchmarks/made_events.py` makes the events.
"""

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
from machine import machine, verdict
from made_events import Words, events

from socialplan.networks.bluesky.frames import Change
from socialplan.networks.bluesky.reading import rows_of
from socialplan.networks.bluesky.wanted import Wanted
from socialplan.networks.contract.kept import FIELDS
from socialplan.tracked import Matcher, parse_query

LEAST_SPEED, LEAST_SHARE, MOST_GROWTH = 100_000, 0.25, 1.15
ROUNDS = 5
TOGETHER = 5_000  # rows written in one go
SCHEMA = pa.schema([(name, pa.string()) for name in FIELDS])


def parsing(lines: Iterable[bytes]) -> float:
    begun = time.process_time()
    for line in lines:
        orjson.loads(line)
    return time.process_time() - begun


def listening(lines: Iterable[bytes], wanted: Wanted, path: Path) -> tuple[float, int]:
    """CPU seconds, and rows written."""
    begun, rows, written = time.process_time(), [], 0
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
        for line in lines:
            if found := rows_wanted(orjson.loads(line), wanted):
                rows += found
            if len(rows) >= TOGETHER:
                written += write(writer, rows)
                rows = []
        written += write(writer, rows)
    return time.process_time() - begun, written


def rows_wanted(event: dict[str, object], wanted: Wanted) -> list[dict[str, object]]:
    if event["kind"] != "commit":
        return []
    commit = event["commit"]
    path = f"{commit['collection']}/{commit['rkey']}"
    change = Change(event["did"], path, commit["operation"], commit.get("record") or {})
    if not wanted.has(change):
        return []
    if change.action == "delete":
        return [{"what": "gone", "id": change.uri}]
    at = datetime.fromtimestamp(event["time_us"] / 1e6, UTC).isoformat()
    item = {"kind": "record", "did": change.did, "path": path, "action": change.action,
            "record": change.record, "at": at, "who": {}}  # fmt: skip
    return list(rows_of(item))


def write(writer: pq.ParquetWriter, rows: list[dict[str, object]]) -> int:
    columns = [[row.get(name) for row in rows] for name in FIELDS]
    writer.write_table(pa.table([pa.array(one, pa.string()) for one in columns], schema=SCHEMA))
    return len(rows)


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(name: str, lines: list[bytes], wanted: Wanted, folder: Path, *, bound: bool) -> None:
    """Both in turns, the best of each: a busy moment then flatters neither."""
    alone = seconds = float("inf")
    for _ in range(ROUNDS):
        alone = min(alone, parsing(lines))
        took, written = listening(lines, wanted, folder / "rows.parquet")
        seconds = min(seconds, took)
    speed, share = len(lines) / seconds, alone / seconds
    megabytes = sum(map(len, lines)) / 1e6
    fast = fair = "[no bound]"
    if bound:
        fast = f"[{'within' if speed >= LEAST_SPEED else 'UNDER'} {LEAST_SPEED:,}]"
        fair = f"[{'within' if share >= LEAST_SHARE else 'UNDER'} {LEAST_SHARE:.0%}]"
    print(
        f"{name}: {len(lines):,} events ({megabytes:.0f} MB), {written:,} rows written; "
        f"{speed:,.0f} events per CPU second {fast}, "
        f"parsing alone {len(lines) / alone:,.0f}, share {share:.0%} {fair}",
        flush=True,
    )


def memory(words: Words, wanted: Wanted, count: int, folder: Path) -> None:
    """The most memory after a tenth of a stream, and after all of it: nothing of it is held."""
    listening(events(count // 10, words), wanted, folder / "some.parquet")
    some = peak()
    listening(events(count, words), wanted, folder / "all.parquet")
    growth = peak() / some
    print(f"the most memory: {some:.0f} MB after {count // 10:,} events, {peak():.0f} MB after {count:,} "
          f"{verdict(growth, MOST_GROWTH, 'x')}", flush=True)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=500_000)
    count = parser.parse_args().events
    print(machine(), flush=True)
    words = Words(random.Random(1))
    asked = {one: parse_query(one) for one in words.phrases(1_000)}
    wanted = Wanted(Matcher(asked), frozenset(f"did:plc:ours{number}" for number in range(20)))
    with tempfile.TemporaryDirectory(prefix="socialplan-heard-") as folder:
        memory(words, wanted, count, Path(folder))
        measure("as they come", list(events(count, words)), wanted, Path(folder), bound=True)
        posts = list(events(count // 4, words, only="post"))
        measure("posts alone", posts, wanted, Path(folder), bound=False)


if __name__ == "__main__":
    main()
