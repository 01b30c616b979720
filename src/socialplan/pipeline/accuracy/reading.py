"""Reading the files of labelled sets."""

import csv
import gzip
import io
from pathlib import Path


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, packed or not. Raises FileNotFoundError where it is not here."""
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as file:
        return list(csv.DictReader(io.TextIOWrapper(file, encoding="utf-8", newline="")))
