"""Who passes on whose posts: leaders are passed on far more often, mostly by people of their own group."""

import numpy as np
import pyarrow as pa

from .made import MADE, later, names, numbered, posts, seconds
from .people import Population, population
from .phrases import LANGUAGES
from .world import TALK, Span

INSIDE = 0.8  # share of those who pass on who are of the same group as the author
WAIT = 60  # minutes, on average
TRIES = 3  # draws for each repost: nobody passes on twice, or their own


def reposts(span: Span, told: pa.Table) -> pa.Table:
    """Native reposts of posts by people, later that day."""
    dice, people = span.dice("passing"), population(span.world)
    authors = told["author"].to_numpy()
    counts = dice.poisson(people.strength[authors])
    row, passers = sharers(dice, people, authors, counts)
    at = later(seconds(told["created_at"])[row], dice.exponential(WAIT, len(row)))
    return passed_on(span, told.take(pa.array(row)), passers, at)


def passed_on(span: Span, originals: pa.Table, sharers: np.ndarray, at: np.ndarray) -> pa.Table:
    """A repost of each original by somebody at a moment."""
    people = population(span.world)
    ids = originals["post_id"].combine_chunks() if originals.num_rows else pa.array([], pa.string())
    hints = originals["language_hint"].to_pylist()
    return posts(
        len(sharers), language=np.array([LANGUAGES.index(one) for one in hints], np.int8), at=at,
        network=TALK, post_id=names(ids, "-r", sharers), person_key=people.keys.take(pa.array(sharers)),
        role="repost", kind="text", parent_id=ids, author=sharers, follow_up=False,
        **{name: originals[name] for name in ("about_account", "text", "mentions", "cause")},
    )  # fmt: skip


def sharers(
    dice: np.random.Generator, people: Population, authors: np.ndarray, counts: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """For each post so many different people: its row, and their numbers."""
    row, _place = numbered(counts * TRIES)
    inside = dice.random(len(row)) < INSIDE
    group = people.group[authors[row]]
    low = np.where(inside, people.bounds[group], 0)
    high = np.where(inside, people.bounds[group + 1], people.talkers)
    found = people.between(dice, low, high)
    _pairs, first = np.unique(row * people.size + found, return_index=True)
    first = np.sort(first[found[first] != authors[row[first]]])
    row, found = row[first], found[first]
    starts = np.searchsorted(row, np.arange(len(counts)))
    kept = np.arange(len(row)) - starts[row] < counts[row]
    return row[kept], found[kept]


def in_order(parts: list[pa.Table]) -> pa.Table:
    """All parts by time, ties by id."""
    whole = pa.concat_tables([part for part in parts if part.num_rows] or [MADE.empty_table()])
    return whole.sort_by([("created_at", "ascending"), ("post_id", "ascending")])
