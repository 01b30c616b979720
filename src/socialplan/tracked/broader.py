"""What a network can be asked: its own words, never narrower than the query.

What a network cannot express is left out of the question; what comes is then held against the whole query.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

from .query import All, Any, Fact, Not, Phrase, Query, all_of, any_of

MOST = 24  # questions to one network for one query


@dataclass(frozen=True)
class Abilities:
    """What one question to a network may hold. `phrase`: whether it can look for this one; `joins`: several
    that must all be there; `either`: alternatives; `without`: what may not be there; `facts`: their names.
    Where it can hold only one, it holds the most `telling`."""

    phrase: Callable[[str], bool] = lambda said: True
    joins: bool = True
    either: bool = False
    without: bool = False
    facts: frozenset[str] = frozenset()
    telling: Callable[[str], tuple[int, int]] = lambda said: (0, len(said))


def broader(query: Query, can: Abilities) -> Query | None:
    """The narrowest question of these parts that every answer to the query also answers; None: everything."""
    if isinstance(query, Phrase):
        return query if can.phrase(query.text) else None
    if isinstance(query, Fact):
        return query if query.name in can.facts else None
    if isinstance(query, Not):
        return query if can.without and exact(query.part, can) else None
    each = [broader(part, can) for part in query.parts]
    known = [one for one in each if one is not None]
    if isinstance(query, Any):
        return any_of(known) if len(known) == len(each) else None
    return all_of(known) if known else None


def exact(query: Query, can: Abilities) -> bool:
    """Whether the network can be asked for precisely this."""
    return broader(query, can) == query


def questions(query: Query, can: Abilities) -> tuple[Query, ...]:
    """The questions a network is asked so that nothing of the query is missed; none where it would have to
    be asked for everything, or too often. Where it knows no alternatives each is a question of its own."""
    asked = broader(query, can)
    if asked is None:
        return ()
    if can.either:
        return (asked,)
    found = tuple(dict.fromkeys(_one(option, can) for option in _options(asked)))
    return found if len(found) <= MOST else ()


def _one(option: tuple[Query, ...], can: Abilities) -> Query:
    """A question with all of these, or with the most telling one where it can hold only one."""
    parts = list(dict.fromkeys(option))
    if can.joins or len(parts) == 1:
        return all_of(parts)
    return max((one for one in parts if isinstance(one, Phrase)), key=lambda one: can.telling(one.text))


def _options(query: Query) -> list[tuple[Query, ...]]:
    """The query as alternatives of parts that must all be there."""
    if isinstance(query, Any):
        return [option for part in query.parts for option in _options(part)]
    if isinstance(query, All):
        mixed = product(*(_options(part) for part in query.parts))
        return [tuple(one for option in options for one in option) for options in mixed]
    return [(query,)]
