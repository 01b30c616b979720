"""Files made for the kill test: what is in file number k is known without reading it back."""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROWS = 1500
MAPPING = """
name = "Made for a kill test"
network = "made"

[[table.posts]]
post_id = "id"
account_id = "account"
text = "text"
created_at = { column = "at", format = "%Y-%m-%d %H:%M:%S", zone = "UTC" }

[[table.metrics]]
values = { reactions = "likes", comments = "comments" }

[[table.interactions]]
kind = { const = "like" }
post_id = "id"
actor = "fan"
target = "account"
"""


@dataclass(frozen=True)
class Row:
    """One line of a made file."""

    id: str
    account: str
    text: str
    at: str
    likes: int
    comments: int
    fan: str


def file_name(number: int) -> str:
    return f"made-{number:04d}.csv"


def rows(number: int, *, seed: int) -> Iterator[Row]:
    dice = random.Random(f"{seed}:{number}")
    for place in range(ROWS):
        yield Row(
            id=f"{number:04d}-{place:05d}", account=f"brand{dice.randrange(3)}",
            text=" ".join(dice.choice(("rain", "sun", "wind", "snow", "hail")) for _ in range(12)),
            at=f"2020-{dice.randrange(1, 13):02d}-{dice.randrange(1, 29):02d} {dice.randrange(24):02d}:15:00",
            likes=dice.randrange(1000), comments=dice.randrange(50), fan=f"fan{dice.randrange(400)}",
        )  # fmt: skip


def make(folder: Path, number: int, *, seed: int) -> Path:
    path = folder / file_name(number)
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(Row.__dataclass_fields__)
        writer.writerows(list(vars(row).values()) for row in rows(number, seed=seed))
    return path


def expected(number: int, *, seed: int) -> dict[str, set[tuple[object, ...]]]:
    """What the three tables must show of this file, from its making and not from the import."""
    made = list(rows(number, seed=seed))
    counted = [(row.id, "reactions", float(row.likes)) for row in made]
    counted += [(row.id, "comments", float(row.comments)) for row in made]
    return {
        "posts": {(row.id, row.text, row.account) for row in made},
        "metrics": set(counted),
        "interactions": {(row.id, "like", row.account) for row in made},
    }
