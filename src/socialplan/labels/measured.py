"""How often each labeller was right when it was last measured; made by `./run models --measure`."""

import json
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("measured.json")


@dataclass(frozen=True)
class Measured:
    """One labeller on one set. Scores are in 0-100 with a 95 % interval; shares are in 0-1."""

    labeller: str
    version: str
    language: str  # "" = the set holds several
    set: str
    about: str
    n: int
    metric: str
    score: float
    low: float
    high: float
    aim: float | None
    unsure: float  # share of the posts on which it did not decide
    unread: float
    unsure_as: str  # what these count as in the score; "" = as wrong
    baselines: dict[str, float]
    calibration: list[tuple[int, float, float]] = field(default_factory=list)  # n, confidence, share right
    date: str = ""


@lru_cache(maxsize=1)
def measured() -> tuple[Measured, ...]:
    """Every figure there is."""
    if not FILE.exists():
        return ()
    return tuple(Measured(**row) for row in json.loads(FILE.read_text(encoding="utf-8")))


def as_json(rows: tuple[Measured, ...]) -> str:
    """What the file holds: one row per line, so that a change shows."""
    listed = [json.dumps(_plain(row), ensure_ascii=False) for row in rows]
    return "[\n" + ",\n".join(listed) + "\n]\n"


def _plain(row: Measured) -> dict[str, Any]:
    return asdict(row)
