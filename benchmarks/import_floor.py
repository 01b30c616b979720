"""Prints what no import of JSON lines can leave out, part by part, beside lazy parsing of the same file.

Usage: python benchmarks/import_floor.py [--size 0.4] [--times 2]. Each part is done alone, by the quickest
library the product has, in CPU seconds (the least of several times): the start of the process, reading
lines, taking the mapped values out, sha256, packing the file that is kept, writing three packed tables with
the posts in the order of their time. No checks, no grammar, no names, no ledger, nothing held to a limit of
memory: an import that did only this would store rows nobody may trust. The last lines say which share of lazy
parsing it would reach.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from import_speed import LEAST_SHARE, lazy
from machine import machine
from made_posts import json_lines

PIECE = 4 * 2**20
START = (
    "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'socialplan.config.settings'; django.setup()\n"
    "import duckdb, ibis, pyarrow.parquet; ibis.duckdb.from_connection(duckdb.connect())"
)
VALUES = {
    "id": "VARCHAR", "created_at": "TIMESTAMP", "content": "VARCHAR", "language": "VARCHAR",
    "in_reply_to_id": "VARCHAR", "account.username": "VARCHAR", "account.id": "VARCHAR",
    "account.followers_count": "BIGINT", "favourites_count": "DOUBLE", "reblogs_count": "DOUBLE",
    "replies_count": "DOUBLE",
}  # fmt: skip
FIGURES = ("favourites_count", "reblogs_count", "replies_count")


def cheapest(work: Callable[[], Any], times: int) -> tuple[float, Any]:
    """The least CPU seconds of several times, all threads together, and what came of it."""
    least, found = float("inf"), None
    for _ in range(times):
        begun = time.process_time()
        found = work()
        least = min(least, time.process_time() - begun)
    return least, found


def start(times: int) -> float:
    """CPU seconds of Python with what the product is made of, before it does anything."""
    path = os.pathsep.join(sys.path)
    environment = {**os.environ, "PYTHONPATH": path}
    used = []
    for _ in range(times):
        before = os.times()
        subprocess.run([sys.executable, "-c", START], env=environment, check=True)
        after = os.times()
        used.append(
            after.children_user + after.children_system - before.children_user - before.children_system
        )
    return min(used)


def lines(path: Path) -> Iterator[Any]:
    """The file as pieces of a column of whole lines of valid UTF-8."""
    import pyarrow as pa

    carry = b""
    with path.open("rb") as file:
        while block := file.read(PIECE):
            whole = carry + block
            ends = np.flatnonzero(np.frombuffer(whole, np.uint8) == 10) + 1
            offsets = pa.py_buffer(np.concatenate([[0], ends]).astype(np.int32))
            docs = pa.StringArray.from_buffers(len(ends), offsets, pa.py_buffer(whole))
            docs.validate(full=True)
            yield pa.record_batch({"doc": docs})
            carry = whole[ends[-1] :]


def values(docs: Any) -> Any:
    """The mapped values of every record, typed: one parse of a record, on every core."""
    import duckdb

    con = duckdb.connect()
    con.execute("SET preserve_insertion_order=false")
    con.execute("SET TimeZone='UTC'")
    con.register("docs", docs)
    paths = ", ".join("'$." + ".".join(f'"{part}"' for part in name.split(".")) + "'" for name in VALUES)
    columns = ", ".join(
        f'TRY_CAST(v[{place}] AS {kind}) AS "{name}"' for place, (name, kind) in enumerate(VALUES.items(), 1)
    )
    return con.sql(
        f"SELECT {columns} FROM (SELECT json_extract_string(doc, [{paths}]) AS v FROM docs)"
    ).to_arrow_table()


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def packed(path: Path, folder: Path) -> None:
    """As the file is kept: zstd at level 1; a quicker level saves a tenth and keeps a fifth more."""
    import pyarrow as pa

    codec = pa.Codec("zstd")
    with path.open("rb") as file, (folder / "kept.zst").open("wb") as kept:
        while block := file.read(2**20):
            kept.write(codec.compress(block))


def tables(rows: Any, folder: Path) -> None:
    """Posts in the order of their time, figures as rows of their own, each person once."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    posts = rows.drop_columns([*FIGURES, "account.id", "account.followers_count"])
    posts = posts.take(pc.sort_indices(posts, sort_keys=[("created_at", "ascending")]))
    listed = ["language", "account.username"]
    pq.write_table(
        posts, folder / "posts.parquet", compression="zstd", use_dictionary=listed, write_statistics=listed
    )
    long = pa.concat_tables(
        pa.table({"subject_id": rows["id"], "value": rows[name]}).append_column(
            "name", pa.array([name] * len(rows))
        )
        for name in FIGURES
    )
    pq.write_table(long, folder / "metrics.parquet", compression="zstd", use_dictionary=["name", "value"])
    people = rows.group_by("account.username").aggregate(
        [("account.id", "max"), ("account.followers_count", "max")]
    )
    pq.write_table(people, folder / "people.parquet", compression="zstd", use_dictionary=False)


def parts(path: Path, folder: Path, times: int) -> dict[str, float]:
    """CPU seconds of each part."""
    import pyarrow as pa

    found = {"start of the process": start(times)}
    found["reading lines"], _ = cheapest(lambda: deque(lines(path), maxlen=0), times)
    docs = pa.Table.from_batches(lines(path))
    found["taking the mapped values out"], rows = cheapest(lambda: values(docs), times)
    found["sha256"], _ = cheapest(lambda: digest(path), times)
    found["packing the kept file"], _ = cheapest(lambda: packed(path, folder), times)
    found["writing three tables"], _ = cheapest(lambda: tables(rows, folder), times)
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", type=float, default=0.4, help="Gigabytes of JSON lines.")
    options.add_argument("--times", type=int, default=2, help="How often each part is done.")
    given = options.parse_args()
    print(machine(), flush=True)
    with tempfile.TemporaryDirectory(prefix="socialplan-floor-") as name:
        path = Path(name) / "statuses.jsonl"
        json_lines(path, int(given.size * 1e9))
        size = path.stat().st_size / 1e6
        before = lazy(path)[1]
        found = parts(path, Path(name), given.times)
        parsing = min(before, lazy(path)[1])
    print(f"JSON lines, {size:.0f} MB, three tables; lazy parsing: {parsing:.2f} CPU s")
    for part, used in found.items():
        print(f"  {part}: {used:.2f} CPU s")
    report(found, parsing)


def report(found: dict[str, float], parsing: float) -> None:
    """Their sum, and the share of lazy parsing, which keeps one core busy, at best."""
    cores, total, first = os.cpu_count() or 1, sum(found.values()), found["start of the process"]
    seconds = first + (total - first) / cores
    busy = f"{seconds:.2f} s by the clock, were {cores} cores busy all the time but for the start"
    print(f"  together: {total:.2f} CPU s; {busy}")
    verdict = "can be reached" if parsing / seconds >= LEAST_SHARE else "CANNOT be reached"
    print(f"an import of these parts alone: {parsing / seconds:.1%} of lazy parsing by the clock, "
          f"{parsing / total:.1%} by CPU [{LEAST_SHARE:.0%} {verdict}]")  # fmt: skip
    rest = (total - first) / parsing
    print(f"without its start, as for a file of any size: {cores / rest:.1%} by the clock")


if __name__ == "__main__":
    main()
