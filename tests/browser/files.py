"""Files for the main path: written here by rule, or cut from real data in the test's own folder."""

import csv
import gzip
from datetime import date, timedelta
from pathlib import Path

HEADER = ["Bericht-id", "Datum", "Account", "Tekst", "Soort", "Waarderingen", "Reacties", "Gedeeld"]
KINDS = ("video", "foto", "link")
CUT = "2016-05-01"


def bakery(folder: Path) -> tuple[Path, Path]:
    """A spreadsheet as Dutch Excel writes it, in two parts: semicolons, dd-mm-yyyy, Windows-1252.

    A bakery that does not exist. In the first 12 weeks video draws most; in the 12 weeks after nobody does.
    """
    first, later = folder / "bakkerij eerste helft.csv", folder / "bakkerij tweede helft.csv"
    _write(first, _posts(date(2026, 1, 5), days=84, start=0, liked=True))
    _write(later, _posts(date(2026, 3, 30), days=84, start=1000, liked=False))
    return first, later


def _posts(begin: date, *, days: int, start: int, liked: bool) -> list[list[str]]:
    rows = []
    for number in range(days * 3):
        kind = KINDS[number % 3]
        usual = 400 if kind == "video" and liked else 100
        likes = usual + (number * 37) % 41
        day = begin + timedelta(days=number // 3)
        rows.append([
            str(start + number), f"{day:%d-%m-%Y}", "Havenbakkerij", f"Vers brood {number}, één euro minder",
            kind,
            f"{likes}", f"{number % 7}", f"{number % 5}",
        ])  # fmt: skip
    return rows


def _write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(rows)


def broken(folder: Path) -> Path:
    """One cell that is no number, on line 12."""
    path = folder / "kapot.csv"
    rows = _posts(date(2026, 1, 5), days=10, start=0, liked=True)
    rows[10][5] = "veel"
    _write(path, rows)
    return path


def many(folder: Path, rows: int = 150_000) -> Path:
    """Enough rows to be stopped under way."""
    path = folder / "veel.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        for number in range(rows):
            writer.writerow(
                [number, "05-01-2026", "Havenbakkerij", f"Brood {number}", "foto", number % 90, 1, 2]
            )
    return path


def facebook(real_data: Path, folder: Path) -> tuple[Path, Path]:
    """The pages of 2016, cut at 1 May."""
    parts = folder / "facebook until May.csv.gz", folder / "facebook from May.csv.gz"
    source = real_data / "facebook_pages_2016" / "posts_news_and_brands.csv.gz"
    with gzip.open(source, "rt", encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader)
        place = header.index("status_published")
        opened = [gzip.open(part, "wt", encoding="utf-8", newline="", compresslevel=1) for part in parts]  # noqa: SIM115
        writers = [csv.writer(part) for part in opened]
        for writer in writers:
            writer.writerow(header)
        for row in reader:
            writers[row[place] >= CUT].writerow(row)
        for part in opened:
            part.close()
    return parts
