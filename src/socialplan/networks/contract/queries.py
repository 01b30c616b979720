"""What is asked for, as a person writes it: words and phrases with AND, OR, NOT and brackets.

    brood, "vers gebak", #bakker, (taart OR gebak) NOT oliebol

A comma or a new line is OR; words beside each other are a phrase; NOT takes what follows it away.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

TOKEN = re.compile(r'\s*(?:(")([^"]*)(?:"|$)|([(),])|([^\s(),"]+))')
WORDS = {"AND", "OR", "NOT"}


class BadQuery(Exception):
    """It cannot be read, or asks for nothing in particular: the piece at which that shows."""


@dataclass(frozen=True)
class Phrase:
    text: str  # lower case, one space between words

    def holds(self, found: Set[str]) -> bool:
        return self.text in found


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


Query = Phrase | Not | All | Any


def parse_query(text: str) -> Query:
    """Raises BadQuery, also for one that only says what must not be there."""
    reader = _Reader([*_tokens(text), ""])
    query = reader.either()
    if reader.next():
        raise BadQuery(reader.next())
    if query.holds(frozenset()):
        raise BadQuery("NOT")
    return query


def phrases(query: Query) -> Iterator[str]:
    """Every phrase in it."""
    if isinstance(query, Phrase):
        yield query.text
    elif isinstance(query, Not):
        yield from phrases(query.part)
    else:
        for part in query.parts:
            yield from phrases(part)


def folded(text: str) -> str:
    """As texts are compared: lower case, one space where there was any."""
    return " ".join(text.lower().split())


def _tokens(text: str) -> Iterator[str]:
    """Phrases in quotes keep their opening quote, so that "OR" in quotes is a word."""
    flat = re.sub(r"\s*[\n,]+\s*", ",", text.strip(" ,\t\r\n"))
    for quote, quoted, sign, word in TOKEN.findall(flat):
        if quote or sign or word:
            yield f'"{quoted}' if quote else sign or word


class _Reader:
    def __init__(self, tokens: list[str]) -> None:
        self.tokens, self.place = tokens, 0

    def next(self) -> str:
        return self.tokens[self.place]

    def take(self) -> str:
        self.place += 1
        return self.tokens[self.place - 1]

    def either(self) -> Query:
        parts = [self.both()]
        while self.next() in ("OR", ","):
            self.take()
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def both(self) -> Query:
        parts = [self.one()]
        while self.next() not in ("", ")", ",", "OR"):
            if self.next() == "AND":
                self.take()
            parts.append(self.one())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def one(self) -> Query:
        if self.next() == "NOT":
            self.take()
            return Not(self.one())
        if self.next() == "(":
            self.take()
            inner = self.either()
            if self.take() != ")":
                raise BadQuery("(")
            return inner
        return self.phrase()

    def phrase(self) -> Query:
        if self.next().startswith('"'):
            said = folded(self.take()[1:])
        else:
            words = []
            while self.next() and self.next()[0] not in '"(),' and self.next() not in WORDS:
                words.append(self.take())
            said = folded(" ".join(words))
        if not said:
            raise BadQuery(self.next() or "the end")
        return Phrase(said)
