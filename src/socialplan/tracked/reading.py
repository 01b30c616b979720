"""What is asked for, as a person writes it: words and phrases with AND, OR, NOT and brackets.

    brood, "vers gebak", #bakker, (taart OR gebak) NOT oliebol language:nl NOT from:@bakkerij

A comma or a new line is OR; words beside each other are a phrase; NOT takes what follows it away. What is
known of a post beside its words: `language:nl`, `from:@name`, `from:own` (accounts of ours) and
`under:"address of a post"` (answers to it).
"""

import re
from collections.abc import Iterator

from .query import (
    FACTS,
    FROM,
    LANGUAGE,
    OWN,
    UNDER,
    Fact,
    Not,
    Phrase,
    Query,
    all_of,
    any_of,
    leaves,
    wordless,
)
from .texts import folded

MOST, LONGEST, DEEPEST = 400, 8_000, 50  # phrases, signs, and brackets within brackets of one query
OPERATORS = ("AND", "OR", "NOT")
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
TOKEN = re.compile(
    rf"""(?P<fact>(?:{"|".join(FACTS)}):(?:"[^"]*"|[^\s(),"]*))|"(?P<quoted>[^"]*)(?P<end>"|$)"""
    r"""|(?P<sign>[(),\n])|(?P<word>[^\s(),"]+)|[^\S\n]+""",
    re.I,
)
CODE = re.compile(r"[a-z]{2,3}")
# The keys are the codes; the texts are the msgids of the faces (area `queries`).
REASONS: dict[str, str] = {
    "empty": "Nothing is asked yet. Write a word, a “phrase” or a #hashtag.",
    "quote": "A quotation mark before {piece} is not closed. Put one behind the phrase.",
    "open": "A bracket before {piece} is not closed. Put ) behind what belongs together.",
    "close": "There is a bracket ) at {piece} that was not opened. Put ( before, or take ) away.",
    "operator": "{piece} joins nothing. Put a word or phrase behind it, or take it away.",
    "wordless": "{piece} would also give posts without any of your words. Add a word that must be there.",
    "language": "{piece} is no language. Write its code of two letters, such as language:nl.",
    "from": "{piece} names nobody. Write the account with @, such as from:@name, or from:own.",
    "under": "{piece} names no post. Put its address behind it, between quotation marks.",
    "deep": "At {piece} more brackets stand within brackets than anybody can read. Use fewer.",
    "sign": "{piece} has no letter or digit, so it cannot be looked for.",
    "long": "This asks for {piece} things at once; {most} is the most. Split it into several queries.",
}


class BadQuery(ValueError):
    """It cannot be read, or asks for nothing in particular: a code, and the piece at which that shows."""

    def __init__(self, code: str, piece: str = "") -> None:
        self.code, self.values = code, {"piece": piece, "most": MOST}
        super().__init__(REASONS[code].format(**self.values))


def parse_query(text: str) -> Query:
    """Raises BadQuery, also for one that posts without any of its words would answer to."""
    reader = _Reader([*_tokens(text[: LONGEST * 2].translate(QUOTES).strip(" ,\t\r\n")), ""])
    if not reader.next():
        raise BadQuery("empty")
    query = reader.either()
    if reader.next():
        raise BadQuery("close", reader.near())
    asked = len(list(leaves(query)))
    if asked > MOST or len(text) > LONGEST:
        raise BadQuery("long", str(asked))
    if wordless(query):
        raise BadQuery("wordless", " ".join(text.split())[:80])
    return query


def _tokens(text: str) -> Iterator[str]:
    """Phrases in quotes keep their opening quote, so that "OR" in quotes is a word. Commas and line ends
    beside each other are one comma."""
    last = ""
    for found in TOKEN.finditer(text):
        token = found["fact"] or found["word"] or found["sign"]
        if found["quoted"] is not None:
            if not found["end"]:
                raise BadQuery("quote", _short(found["quoted"]))
            token = f'"{found["quoted"]}'
        token = "," if token == "\n" else token
        if token and not (token == "," and last in (",", "(", "AND", "OR", "NOT")):
            yield token
            last = token


class _Reader:
    def __init__(self, tokens: list[str]) -> None:
        self.tokens, self.place, self.deep = tokens, 0, 0

    def next(self) -> str:
        return self.tokens[self.place]

    def take(self) -> str:
        self.place += 1
        return self.tokens[self.place - 1]

    def near(self) -> str:
        """The pieces around this place, to show."""
        around = self.tokens[max(0, self.place - 2) : self.place + 2]
        return _short(" ".join(one.removeprefix('"') for one in around))

    def either(self) -> Query:
        parts = [self.both()]
        while self.next() in ("OR", ","):
            joined = self.take()
            if joined == "," and self.next() in ("", ")"):
                break
            parts.append(self.both())
        return any_of(parts)

    def both(self) -> Query:
        parts = [self.one()]
        while self.next() not in ("", ")", ",", "OR"):
            if self.next() == "AND":
                self.take()
            parts.append(self.one())
        return all_of(parts)

    def one(self) -> Query:
        if self.next() in ("NOT", "("):
            self.deep += 1
            if self.deep > DEEPEST:
                raise BadQuery("deep", self.near())
            inner = self.bracket() if self.take() == "(" else Not(self.one())
            self.deep -= 1
            return inner
        name, colon, value = self.next().partition(":")
        if colon and name.lower() in FACTS:
            self.take()
            return _fact(name.lower(), value.strip('"').strip())
        return self.phrase()

    def bracket(self) -> Query:
        place, inner = self.place, self.either()
        if self.next() != ")":
            raise BadQuery("open", _short(self.tokens[place].removeprefix('"')))
        self.take()
        return inner

    def phrase(self) -> Query:
        if self.next().startswith('"'):
            said = self.take()[1:]
        else:
            words = []
            while self._is_word():
                words.append(self.take())
            if not words:
                raise BadQuery("operator", _short(self.tokens[max(self.place - 1, 0)] or self.next()))
            said = " ".join(words)
        return Phrase(sayable(folded(said)))

    def _is_word(self) -> bool:
        token = self.next()
        name, colon, _value = token.partition(":")
        known = colon and name.lower() in FACTS
        return bool(token) and token[0] not in '"(),' and token not in OPERATORS and not known


def _fact(name: str, value: str) -> Fact:
    value = value if name == UNDER else value.lower()
    whole = f"{name}:{value}"
    if name == LANGUAGE and not CODE.fullmatch(value):
        raise BadQuery(LANGUAGE, whole)
    if name == FROM and value != OWN and not (value.startswith("@") and value.strip("@")):
        raise BadQuery(FROM, whole)
    if not value:
        raise BadQuery(name, whole)
    return Fact(name, value)


def sayable(said: str) -> str:
    if not any(sign.isalnum() or not (sign.isascii() or sign.isspace()) for sign in said):
        raise BadQuery("sign", f"“{said}”")
    return said


def _short(text: str) -> str:
    return f"“{text[:40].strip()}”"
