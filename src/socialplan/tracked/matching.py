"""Which of many queries a text answers to: all their phrases are looked for at once, as whole words."""

from collections.abc import Mapping, Set

from .query import UNDER, Phrase, Query, facts, phrases
from .texts import folded

NOTHING: frozenset[str] = frozenset()


class Matcher:
    """Queries by name, compiled (Aho-Corasick: the time does not grow with how many phrases there are).

    Texts are compared as `folded` gives them. A phrase is found where no letter, digit or _ touches it on
    either side. `known` are the keys of facts of the post (`Fact.key`); without them no fact holds.
    """

    def __init__(self, queries: Mapping[str, Query]) -> None:
        from ahocorasick_rs import AhoCorasick, MatchKind  # loads a library

        each = {name: tuple(dict.fromkeys(phrases(query))) for name, query in queries.items()}
        self._phrases = sorted({one for every in each.values() for one in every})
        self._plain: dict[str, list[str]] = {}  # phrase -> queries that are just this phrase
        self._other: dict[str, list[str]] = {}  # phrase -> queries it may decide
        for name, every in each.items():
            where = self._plain if isinstance(queries[name], Phrase) else self._other
            for one in every:
                where.setdefault(one, []).append(name)
        self._wordless = [name for name, query in queries.items() if any(facts(query, UNDER))]
        self._queries = queries
        self._find = AhoCorasick(self._phrases, matchkind=MatchKind.Standard).find_matches_as_indexes

    def matches(self, text: str, known: Set[str] = NOTHING) -> list[str]:
        """The names of the queries it answers to, in order."""
        found = self.found(text)
        if not found and not (known and self._wordless):
            return []  # `parse_query` refuses what could hold without a phrase
        names = {name for one in found for name in self._plain.get(one, ())}
        maybe = {name for one in found for name in self._other.get(one, ())}
        if known:
            maybe.update(self._wordless)
        told = found | known if known else found
        names |= {name for name in maybe if self._queries[name].holds(told)}
        return sorted(names)

    def answers(self, text: str, known: Set[str] = NOTHING) -> bool:
        """Whether it answers to any of them."""
        found = self.found(text)
        if any(one in self._plain for one in found):
            return True
        return bool(found or known) and bool(self.matches(text, known))

    def found(self, text: str) -> set[str]:
        """The phrases that stand in it."""
        flat = f" {folded(text)} "
        hits = self._find(flat, overlapping=True)
        return {self._phrases[which] for which, start, end in hits if _whole(flat, start, end)}


def _whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1], text[end]
    return not (before.isalnum() or after.isalnum() or before == "_" or after == "_")
