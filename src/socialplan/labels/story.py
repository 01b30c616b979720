"""Which posts tell the same story in nearly the same words: copies, shares by hand, small edits.

MinHash (Broder, 1997) on the set of normalised words finds pairs that may be alike; those whose words
overlap enough are joined (union-find). The whole column is compared: a caller hands in the posts of a day or
of an event.
"""

from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from .base import Numbers, batch, of_one_length
from .words import Words, words_of

VERSION = "1"
ALONE = "alone"
BANDS, ROWS = 24, 4  # pairs that overlap 0.7 are met with a chance of 1 - (1 - 0.7^4)^24 = 0.998
OVERLAP = 0.65  # Jaccard: shared words over all words of both
LEAST_WORDS = 4  # shorter posts say the same by chance
SEED = 20
GOLDEN = np.uint64(0x9E3779B97F4A7C15)

Keys = npt.NDArray[np.uint64]
Sets = list[frozenset[int]]


@dataclass(frozen=True)
class Story:
    """The same story labeller: it reads any language."""

    languages: tuple[str, ...] = ()
    name: str = "story"
    version: str = VERSION

    def label(self, texts: pa.Array, languages: pa.Array | None = None) -> pa.RecordBatch:
        """The same name for posts of one story, or "alone"; the score is the overlap with its first post.

        Null for posts under LEAST_WORDS different words. The evidence is what it shares with the first post.
        """
        of_one_length(texts, languages)
        bags = bags_of(words_of(texts))
        read = np.array([len(one) >= LEAST_WORDS for one in bags.sets], np.bool_)
        first = joined(bags.sets, _pairs(bags, read))
        pairs = list(zip(bags.sets, [bags.sets[at] for at in first], strict=True))
        told = np.bincount(first, minlength=1)[first] > 1 if len(first) else np.zeros(0, np.bool_)
        label = [bags.name(leader) if one else ALONE for (_own, leader), one in zip(pairs, told, strict=True)]
        shared = [
            bags.longest(own & leader) if one else [] for (own, leader), one in zip(pairs, told, strict=True)
        ]
        score = np.array([overlap(own, leader) for own, leader in pairs], np.float64)
        unknown: Numbers = np.full(len(pairs), np.nan)
        return batch(label, score, unknown, shared, read=read)


@dataclass(frozen=True)
class Bags:
    """The different words of each post, as numbers into `words`; names, links and marks left out."""

    words: list[str]
    sets: Sets

    def name(self, members: frozenset[int]) -> str:
        """A name that follows from these words."""
        text = " ".join(sorted(self.words[one] for one in members))
        return blake2b(text.encode(), digest_size=6).hexdigest()

    def longest(self, members: frozenset[int]) -> list[str]:
        found = [self.words[one] for one in members]
        return sorted(found, key=lambda word: (-len(word), word))[:3]


def bags_of(words: Words) -> Bags:
    numbers: dict[str, int] = {}
    number = np.full(len(words.surface), -1, np.int64)
    for place, word in enumerate(words.lower):
        if (word[0].isalnum() or (word[0] == "#" and len(word) > 1)) and word != "rt":
            number[place] = numbers.setdefault(word.lstrip("#"), len(numbers))
    every = number[words.ids].tolist()
    sets = [frozenset(every[start:end]) - {-1} for start, end in pairwise(words.starts.tolist())]
    return Bags(list(numbers), sets)


def make(languages: tuple[str, ...]) -> Story:
    return Story(languages)


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """Jaccard's measure of two sets; 1 for two empty ones."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if one or other else 1.0


def joined(sets: Sets, pairs: set[tuple[int, int]]) -> npt.NDArray[np.int64]:
    """Of each post the first post of its story; pairs that overlap enough are of one story."""
    first = list(range(len(sets)))

    def find(place: int) -> int:
        while first[place] != place:
            first[place] = first[first[place]]
            place = first[place]
        return place

    for one, other in sorted(pairs):
        low, high = sorted((find(one), find(other)))
        if low != high and overlap(sets[one], sets[other]) >= OVERLAP:
            first[high] = low
    return np.array([find(place) for place in range(len(sets))], np.int64)


def _pairs(bags: Bags, read: npt.NDArray[np.bool_]) -> set[tuple[int, int]]:
    """Neighbours in a bucket of any band: posts whose smallest hashes are the same."""
    pairs: set[tuple[int, int]] = set()
    posts = np.flatnonzero(read)
    if len(posts) < 2:
        return pairs
    members = np.array([one for post in posts for one in bags.sets[post]], np.int64)
    starts = np.concatenate(([0], np.cumsum([len(bags.sets[post]) for post in posts])[:-1]))
    hashes, dice = _hashes(bags.words), np.random.default_rng(SEED)
    for _band in range(BANDS):
        key = np.zeros(len(posts), np.uint64)
        for _row in range(ROWS):
            odd, shift = dice.integers(1, 2**63, 2, dtype=np.uint64)
            turned = _mixed(hashes * (odd | np.uint64(1)) + shift)
            key = key * GOLDEN + np.minimum.reduceat(turned[members], starts)
        order = np.argsort(key, kind="stable")
        same = np.flatnonzero(key[order][1:] == key[order][:-1])
        pairs.update(zip(posts[order[same]].tolist(), posts[order[same + 1]].tolist(), strict=True))
    return pairs


def _mixed(numbers: Keys) -> Keys:
    """High bits brought down, so that the smallest is chosen by all bits (splitmix64; Steele, 2014)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    return numbers ^ (numbers >> np.uint64(27))


def _hashes(words: list[str]) -> Keys:
    """A number of 64 bits per word, the same on every machine."""
    found = (int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little") for word in words)
    return np.fromiter(found, np.uint64, len(words))
