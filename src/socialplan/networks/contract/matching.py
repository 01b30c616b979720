"""Which of many queries a text answers to: all their phrases are looked for at once, as whole words."""

from collections.abc import Mapping

from .queries import Phrase, Query, folded, phrases


class Matcher:
    """Queries by name, compiled (Aho-Corasick: the time does not grow with how many phrases there are).

    Texts are compared without case, whatever space stands between words. A phrase is found where no letter,
    digit or _ touches it on either side.
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
        self._queries = queries
        self._find = AhoCorasick(self._phrases, matchkind=MatchKind.Standard).find_matches_as_indexes

    def matches(self, text: str) -> list[str]:
        """The names of the queries it answers to, in order."""
        found = self.found(text)
        if not found:
            return []
        names = {name for one in found for name in self._plain.get(one, ())}
        maybe = {name for one in found for name in self._other.get(one, ())}
        names |= {name for name in maybe if self._queries[name].holds(found)}
        return sorted(names)

    def answers(self, text: str) -> bool:
        """Whether it answers to any of them."""
        found = self.found(text)
        return any(one in self._plain for one in found) or (bool(found) and bool(self.matches(text)))

    def found(self, text: str) -> set[str]:
        """The phrases that stand in it."""
        flat = f" {folded(text)} "
        hits = self._find(flat, overlapping=True)
        return {self._phrases[which] for which, start, end in hits if _whole(flat, start, end)}


def _whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1], text[end]
    return not (before.isalnum() or after.isalnum() or before == "_" or after == "_")
