"""A query as a tree: phrases and facts of a post, joined by all, any and not."""

from collections.abc import Iterator, Set
from dataclasses import dataclass

LANGUAGE, FROM, UNDER = "language", "from", "under"
FACTS = (LANGUAGE, FROM, UNDER)
OWN = "own"  # from:own, written by an account of ours


@dataclass(frozen=True)
class Phrase:
    """Words that stand together in what a post says; # and @ are part of it."""

    text: str  # as `folded` gives it

    @property
    def key(self) -> str:
        return self.text

    def holds(self, found: Set[str]) -> bool:
        return self.text in found


@dataclass(frozen=True)
class Fact:
    """What is known of a post beside its words: its language (a code), who it is from (@handle or own), the
    post it stands under (an address)."""

    name: str
    value: str

    @property
    def key(self) -> str:
        """No phrase is written like this."""
        return f"\0{self.name}:{self.value}"

    def holds(self, found: Set[str]) -> bool:
        return self.key in found


@dataclass(frozen=True)
class Not:
    part: "Query"

    def holds(self, found: Set[str]) -> bool:
        return not self.part.holds(found)


@dataclass(frozen=True)
class All:
    parts: tuple["Query", ...]

    def holds(self, found: Set[str]) -> bool:
        return all(part.holds(found) for part in self.parts)


@dataclass(frozen=True)
class Any:
    parts: tuple["Query", ...]

    def holds(self, found: Set[str]) -> bool:
        return any(part.holds(found) for part in self.parts)


Query = Phrase | Fact | Not | All | Any


def all_of(parts: list[Query]) -> Query:
    """One part stands for itself; what is joined the same way is one list."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, All) else (part,))]
    return flat[0] if len(flat) == 1 else All(tuple(flat))


def any_of(parts: list[Query]) -> Query:
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, Any) else (part,))]
    return flat[0] if len(flat) == 1 else Any(tuple(flat))


def leaves(query: Query) -> Iterator[Phrase | Fact]:
    """Every phrase and fact in it, in order."""
    if isinstance(query, Phrase | Fact):
        yield query
    elif isinstance(query, Not):
        yield from leaves(query.part)
    else:
        for part in query.parts:
            yield from leaves(part)


def phrases(query: Query) -> Iterator[str]:
    return (one.text for one in leaves(query) if isinstance(one, Phrase))


def facts(query: Query, name: str = "") -> Iterator[Fact]:
    """Those of one name, or all."""
    return (one for one in leaves(query) if isinstance(one, Fact) and name in ("", one.name))


def wordless(query: Query) -> bool:
    """Whether posts may answer that hold none of its phrases and stand under none of its posts."""
    return _without_words(query)[0]


def _without_words(query: Query) -> tuple[bool, bool]:
    """Whether it may hold and may fail for such posts."""
    if isinstance(query, Phrase):
        return False, True
    if isinstance(query, Fact):
        return query.name != UNDER, True
    if isinstance(query, Not):
        may_hold, may_fail = _without_words(query.part)
        return may_fail, may_hold
    each = [_without_words(part) for part in query.parts]
    if isinstance(query, All):
        return all(one[0] for one in each), any(one[1] for one in each)
    return any(one[0] for one in each), all(one[1] for one in each)
