"""Prints how fast files are imported: the real sets, and JSON lines beside lazy parsing of the same file.

Usage: python benchmarks/import_speed.py [--size 0.4]. Each import is `./run import` in a process of its own,
its start included. The real sets are looked for in SOCIALPLAN_TEST_DATA, else ../shared/data.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path

from machine import machine, verdict
from made_posts import JSON_MAPPING, json_lines
from one_import import CHECKOUT, MOST_MB, measured

DATA = Path(os.environ.get("SOCIALPLAN_TEST_DATA", CHECKOUT / "../shared/data")).resolve()
MAPPINGS = CHECKOUT / "tests" / "mappings"
MOST_SECONDS = {"facebook_pages_2016": 30.0}
LEAST_SHARE = 0.20


def real_set(name: str) -> None:
    folder = DATA / name
    if not folder.is_dir():
        print(f"{name}: not here")
        return
    done = measured(sorted(folder.glob("*.csv*")), MAPPINGS / f"{name}.toml")
    most = MOST_SECONDS.get(name)
    bound = verdict(done.seconds, most, "s") if most else "[no bound]"
    print(
        f"{name}, {done.rows:,} rows: {done.seconds:.1f} s {bound}, {done.cpu:.1f} CPU s, "
        f"peak {done.peak:.0f} MB {verdict(done.peak, MOST_MB, 'MB')}",
        flush=True,
    )


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


def against_parsing(size: float) -> None:
    """Parsing before and after the import, so that a busy moment does not flatter it."""
    with tempfile.TemporaryDirectory(prefix="socialplan-made-") as folder:
        path, said = Path(folder) / "statuses.jsonl", Path(folder) / "mapping.toml"
        said.write_text(JSON_MAPPING, encoding="utf-8")
        json_lines(path, int(size * 1e9))
        megabytes = path.stat().st_size / 1e6
        before, done, after = lazy(path), measured([path], said), lazy(path)
    seconds, cpu = (min(one, other) for one, other in zip(before, after, strict=True))
    share, cpu_share = seconds / done.seconds, cpu / done.cpu
    print(f"JSON lines, {megabytes:.0f} MB, {done.rows:,} records, three tables, everything included:")
    print(f"  import {megabytes / done.seconds:.1f} MB/s ({megabytes / done.cpu:.1f} per CPU second), "
          f"peak {done.peak:.0f} MB")  # fmt: skip
    print(f"  lazy parsing {megabytes / seconds:.1f} MB/s ({megabytes / cpu:.1f} per CPU second)")
    within = "within" if share >= LEAST_SHARE else "UNDER"
    print(f"  ratio {share:.1%} by the clock [{within} at least {LEAST_SHARE:.0%}], {cpu_share:.1%} by CPU")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", type=float, default=0.4, help="Gigabytes of JSON lines.")
    given = options.parse_args()
    print(machine(), flush=True)
    for name in ("facebook_pages_2016", "twitter_events_2016"):
        real_set(name)
    against_parsing(given.size)


if __name__ == "__main__":
    main()
