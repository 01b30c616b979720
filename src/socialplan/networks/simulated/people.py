"""The people of the simulated world: keys, names and where they are. None of them exists."""

import hashlib
from collections.abc import Iterator
from typing import Any

import numpy as np

from socialplan.records import PERSON_MARK

from .words import WORDS
from .world import PAGES, TALK, World

TALKERS = 0.65  # share of the people who are on the network where people talk
LEADERS = 12  # the first of them are passed on far more often than others


def key(world: World, number: int) -> str:
    return PERSON_MARK + hashlib.sha256(f"{world.seed}:{number}".encode()).hexdigest()[:20]


def network(world: World, number: int) -> str:
    return TALK if number < world.people * TALKERS else PAGES


def rows(world: World) -> Iterator[dict[str, Any]]:
    words = WORDS[world.language]
    for number in range(world.people):
        yield {
            "network": network(world, number),
            "person_key": key(world, number),
            "network_id": f"simulated-{number}",
            "handle": words.person.format(number=number),
            "display_name": words.person_name.format(number=number),
            "followers": 4000 // (number + 1) + 25,
        }


def some(world: World, dice: np.random.Generator, count: int, *, where: str) -> list[int]:
    """Numbers of people who do something on a network; some of them do so more often than others."""
    edge = int(world.people * TALKERS)
    low, high = (0, edge) if where == TALK else (edge, world.people)
    return [int(low + (high - low) * draw**1.5) for draw in dice.random(count)]
