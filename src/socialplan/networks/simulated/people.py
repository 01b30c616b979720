"""The people of a simulated world: where they are, what they do and whom they listen to. None exists."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from socialplan.records import PERSON_MARK

from .phrases import LANGUAGES, NAMES
from .world import PAGES, TALK, World

TALKERS = 0.65  # share of the people who are on the network where people talk
PER_GROUP = 75  # people, on average
TAIL = 1.3  # exponent of how much people say: few say much
MOST, LEADS = 60.0, 8.0  # the most anybody says, and what leaders say, times the least
BUYS, CONSENTS = 0.2, 0.6  # share of the people who buy; of those who let us know them by name
FAMOUS = 0.01  # share with very many followers, who are passed on no more than others


@dataclass(frozen=True, eq=False)
class Population:
    """A row per person, people of a group beside each other, those who talk before the others.

    `weight`: how much they say. `strength`: how often a post of theirs is passed on. `hour`: around which
    they are active. `bounds`: number of the first person per group, and of the last one of all plus one.
    """

    keys: pa.Array
    talkers: int
    group: np.ndarray
    bounds: np.ndarray
    language: np.ndarray
    weight: np.ndarray
    strength: np.ndarray
    hour: np.ndarray
    careless: np.ndarray
    followers: np.ndarray
    customer: np.ndarray
    consent: np.ndarray
    leaders: np.ndarray  # numbers, the strongest first

    @property
    def size(self) -> int:
        return len(self.group)

    def where(self, network: str) -> tuple[int, int]:
        return (0, self.talkers) if network == TALK else (self.talkers, self.size)

    def some(self, dice: np.random.Generator, count: int, *, network: str) -> np.ndarray:
        """Numbers of people who say something, some far more often than others."""
        low, high = self.where(network)
        return self.between(dice, np.full(count, low), np.full(count, high))

    def between(self, dice: np.random.Generator, low: np.ndarray, high: np.ndarray) -> np.ndarray:
        """For each row somebody with a number from `low` up to `high`."""
        ends = np.concatenate(([0.0], np.cumsum(self.weight)))
        drawn = ends[low] + dice.random(len(low)) * (ends[high] - ends[low])
        found = np.searchsorted(ends, drawn, side="right") - 1
        return np.clip(found, low, high - 1)


@lru_cache(maxsize=4)
def population(world: World) -> Population:
    dice = np.random.default_rng([world.seed, *b"people"])
    size, talkers = world.people, int(world.people * TALKERS)
    group = _groups(size, talkers)
    bounds = np.append(np.flatnonzero(np.diff(group, prepend=-1)), size)
    plants = world.plants
    weight = np.minimum((1 - dice.random(size)) ** (-1 / TAIL), MOST)
    leaders = np.sort(dice.permutation(talkers)[: min(plants.leaders, talkers)])
    leaders = dice.permutation(leaders)
    strength = np.full(size, plants.passed_on)
    strength[leaders] = np.geomspace(*plants.strength, len(leaders)) if len(leaders) else []
    weight[leaders] = LEADS
    followers = np.exp(4 + 1.2 * dice.standard_normal(size))
    famous = dice.permutation(np.setdiff1d(np.arange(size), leaders))[: max(int(size * FAMOUS), 1)]
    followers[famous] = 20_000 + 30_000 * dice.random(len(famous))
    customer = dice.random(size) < BUYS
    return Population(
        keys=_keys(world), talkers=talkers, group=group, bounds=bounds,
        language=_languages(world, group, bounds, dice), weight=weight, strength=strength,
        hour=9 + 10 * dice.random(size), careless=dice.random(size) < 0.22,
        followers=followers.astype(np.int64), customer=customer,
        consent=customer & (dice.random(size) < CONSENTS), leaders=leaders,
    )  # fmt: skip


def _keys(world: World) -> pa.Array:
    return pa.array(
        PERSON_MARK + hashlib.sha256(f"{world.seed}:{number}".encode()).hexdigest()[:20]
        for number in range(world.people)
    )


def _groups(size: int, talkers: int) -> np.ndarray:
    """The group of each person: a few large ones and many small ones, each within one network."""
    found, named = np.empty(size, np.int64), 0
    for low, high in ((0, talkers), (talkers, size)):
        count = max((high - low) // PER_GROUP, 1)
        shares = 1 / np.arange(1, count + 1) ** 0.7
        ends = np.cumsum(shares) / shares.sum() * (high - low)
        found[low:high] = named + np.searchsorted(ends[:-1], np.arange(high - low), side="right")
        named += count
    return found


def _languages(world: World, group: np.ndarray, bounds: np.ndarray, dice: np.random.Generator) -> np.ndarray:
    """Numbers of LANGUAGES: the smallest groups speak the other language, and a few people anywhere."""
    own = LANGUAGES.index(world.language)
    share, sizes = world.plants.other_language, np.diff(bounds)
    order = np.argsort(sizes, kind="stable")
    foreign = order[np.cumsum(sizes[order]) <= share * len(group)]
    other = np.isin(group, foreign) ^ (dice.random(len(group)) < share / 4)
    return np.where(other, 1 - own, own).astype(np.int8)


def rows(world: World) -> dict[str, pa.Array]:
    """Columns of the table of people."""
    found, names = population(world), NAMES[world.language]
    numbers = pc.cast(pa.array(np.arange(found.size)), pa.string())
    padded = pc.utf8_lpad(numbers, 3, "0")
    before, after = names["display"].split("{number}")
    return {
        "network": pa.array([TALK] * found.talkers + [PAGES] * (found.size - found.talkers)),
        "person_key": found.keys,
        "network_id": pc.binary_join_element_wise("simulated-", numbers, ""),
        "handle": pc.binary_join_element_wise(names["person"], padded, ""),
        "display_name": pc.binary_join_element_wise(before, numbers, after, ""),
        "followers": pa.array(found.followers),
    }
