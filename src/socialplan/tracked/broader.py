"""What a network can be asked: its own words, never narrower than the query.

What a network cannot express is left out of the question; what comes is then held against the whole query.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import product
from math import prod

from .query import UNDER, All, Any, Fact, Not, Phrase, Query, all_of, any_of, phrases

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
    parts = query.parts
    if isinstance(query, Any):  # answers under a post come by themselves, with the replies to an account
        parts = tuple(one for one in parts if not _under(one)) or parts
    each = [broader(part, can) for part in parts]
    known = [one for one in each if one is not None]
    if isinstance(query, Any):
        return any_of(known) if len(known) == len(each) else None
    return all_of(known) if known else None


def _under(query: Query) -> bool:
    return isinstance(query, Fact) and query.name == UNDER


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
    found = _few(dict.fromkeys(_one(option, can) for option in _options(asked)))
    return found if len(found) <= MOST else ()


def _one(option: tuple[Query, ...], can: Abilities) -> Query:
    """A question with all of these, or with the most telling one where it can hold only one."""
    parts = list(dict.fromkeys(option))
    if can.joins or len(parts) == 1:
        return all_of(parts)
    return max((one for one in parts if isinstance(one, Phrase)), key=lambda one: can.telling(one.text))


def _few(asked: Iterable[Query]) -> tuple[Query, ...]:
    """Without those that another one also answers: who asks for brood need not ask for "vers brood"."""
    said = {one: tuple(f" {text} " for text in phrases(one)) for one in asked}

    def covers(other: Query, one: Query) -> bool:
        return all(any(wide in narrow for narrow in said[one]) for wide in said[other])

    return tuple(
        one for one in said
        if not any(other != one and covers(other, one) and not covers(one, other) for other in said)
    )  # fmt: skip


def _options(query: Query) -> list[tuple[Query, ...]]:
    """The query as alternatives of parts that must all be there; where those would be too many, of the part
    with the fewest alone."""
    if isinstance(query, Any):
        return [option for part in query.parts for option in _options(part)]
    if isinstance(query, All):
        each = [_options(part) for part in query.parts]
        if prod(map(len, each)) > MOST:
            return min(each, key=len)
        mixed = product(*each)
        return [tuple(one for option in options for one in option) for options in mixed]
    return [(query,)]
