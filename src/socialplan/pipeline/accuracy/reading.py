"""Reading the files of labelled sets."""

import csv
import gzip
import io
from pathlib import Path


def every_row(folder: Path) -> list[dict[str, str]]:
    """The rows of all CSV files of a folder, by name. Raises FileNotFoundError where there are none."""
    paths = sorted([*folder.glob("*.csv"), *folder.glob("*.csv.gz")])
    if not paths:
        raise FileNotFoundError(f"no CSV files in {folder.name}")
    return [row for path in paths for row in rows(path)]


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, packed or not. Raises FileNotFoundError where it is not here."""
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as file:
        return list(csv.DictReader(io.TextIOWrapper(file, encoding="utf-8", newline="")))
