"""Prints the most memory imports of files of several sizes hold: below 512 MB, and not growing with the file.

Usage: python benchmarks/import_memory.py [--sizes 0.1,0.4,1.5] [--kinds json,csv]. Sizes are gigabytes; the
files are made on the spot in the folder for temporary files (TMPDIR) and removed.
"""

import argparse
import tempfile
from pathlib import Path

from machine import machine, verdict
from made_posts import CSV_MAPPING, JSON_MAPPING, csv_file, json_lines
from one_import import MOST_MB, measured

KINDS = {"json": ("posts.jsonl", json_lines, JSON_MAPPING), "csv": ("posts.csv", csv_file, CSV_MAPPING)}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", default="0.1,0.4,1.5")
    options.add_argument("--kinds", default=",".join(KINDS))
    given = options.parse_args()
    print(machine(), flush=True)
    for kind in given.kinds.split(","):
        for size in map(float, given.sizes.split(",")):
            one(kind, size)


def one(kind: str, size: float) -> None:
    name, make, mapping = KINDS[kind]
    with tempfile.TemporaryDirectory(prefix="socialplan-made-") as folder:
        path, said = Path(folder) / name, Path(folder) / "mapping.toml"
        said.write_text(mapping, encoding="utf-8")
        make(path, int(size * 1e9))
        gigabytes = path.stat().st_size / 1e9
        done = measured([path], said)
    print(
        f"{kind}, {gigabytes:.2f} GB, {done.rows:,} rows: peak {done.peak:.0f} MB "
        f"{verdict(done.peak, MOST_MB, 'MB')}, {done.seconds:.0f} s, {done.cpu:.0f} CPU s",
        flush=True,
    )


if __name__ == "__main__":
    main()
