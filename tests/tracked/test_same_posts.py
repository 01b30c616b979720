"""A stored post answers to a query exactly when its Matcher says so, and as a slow reader would.

The reader here is written apart from both: it goes through each part of a post piece by piece.
"""

import random
import unicodedata
from typing import Any

import ibis
import pyarrow as pa
import pytest

from socialplan.analysis.tracked import asked_for
from socialplan.records import ACCOUNTS, PEOPLE, POSTS
from socialplan.store.engines import duck
from socialplan.tracked import BadQuery, Fact, Matcher, parse_query, spoken

WORDS = [
    "brood",
    "Vers",
    "gebak",
    "BROOD",
    "broodje",
    "a_b",
    "_brood",
    "İstanbul",
    "istanbul",
    "ΟΔΟΣ",
    "οδος",
    "ß",
    "été",
    "10",
    "10x",
    "#brood",
    "#Vers_brood",
    "@anna",
    "@anna@x.org",
    "it's",
    "o'clock",
    "❤",
    "brood❤",
    "c++",
    "日本",
    "％",
    "(x)",
    "a.b",
    "^$",
    "x|y",
    "[z]",
    "%",
    "\\d",
]
GAPS = [
    " ",
    "  ",
    "\n",
    "\t",
    "\u00a0",
    "\u2003",
    "\u3000",
    "\x1f",
    ", ",
    ". ",
    "-",
    "!",
    "…",
    "/",
    '" "',
    "\u200b",
]
ASKED = [
    "brood",
    "vers brood",
    "gebak",
    "istanbul",
    "οδοσ",
    "ß",
    "été",
    "10",
    "#brood",
    "#vers_brood",
    "@anna",
    "it's",
    "❤",
    "c++",
    "日本",
    "a.b",
    "％",
    "x|y",
    "[z]",
    "\\d",
    "(x)",
    "brood gebak",
    "#een",
    "#een #twee",
    "@cafe",
    "een",
    "titel",
    "brood titel",
    "clock",
]
PAIRS = [
    ("language", "nl"),
    ("from", "own"),
    ("from", "@anna"),
    ("from", "@bob"),
    ("from", "@cafe"),
    ("under", "1"),
]
HANDLES = {"~1": "anna", "~2": "Bob", "~3": None}
OWNED = {"cafe": "own", "rival": "competitor"}


def post(dice: random.Random, number: int) -> dict[str, Any]:
    text = "".join(dice.choice(WORDS) + dice.choice(GAPS) for _ in range(dice.randint(0, 9)))
    by_account = dice.random() < 0.3
    return {
        "workspace": 1,
        "network": "net",
        "post_id": str(number),
        "text": text if dice.random() < 0.95 else None,
        "title": dice.choice([None, "", "Titel", "brood"]),
        "hashtags": dice.choice([None, [], ["een"], ["een", "twee"], ["brood"]]),
        "mentions": dice.choice([None, [], ["cafe"], ["~brood"]]),
        "language_hint": dice.choice([None, "nl", "NL-be", "en", "nl_NL", "nld"]),
        "account_id": dice.choice(list(OWNED)) if by_account else None,
        "person_key": None if by_account else dice.choice([*HANDLES, None]),
        "parent_id": dice.choice([None, "1", "2"]),
        "root_id": dice.choice([None, "1"]),
    }


def made(dice: random.Random, deep: int) -> Any:
    kind = dice.random()
    if deep == 0 or kind < 0.4:
        return ("fact", *dice.choice(PAIRS)) if dice.random() < 0.3 else ("phrase", dice.choice(ASKED))
    if kind < 0.55:
        return ("not", made(dice, deep - 1))
    return (dice.choice(("and", "or")), *(made(dice, deep - 1) for _ in range(dice.randint(2, 3))))


def written(tree: Any) -> str:
    kind, *rest = tree
    if kind == "phrase":
        return f'"{rest[0]}"'
    if kind == "fact":
        return f'{rest[0]}:"{rest[1]}"'
    if kind == "not":
        return f"NOT ({written(rest[0])})"
    return "(" + f" {kind.upper()} ".join(written(one) for one in rest) + ")"


def read(tree: Any, row: dict[str, Any]) -> bool:
    """As a slow reader: truth of a tree for one post."""
    kind, *rest = tree
    if kind == "phrase":
        return any(stands(rest[0].split(" "), part) for part in parts(row))
    if kind == "fact":
        return known(*rest, row)
    if kind == "not":
        return not read(rest[0], row)
    return (all if kind == "and" else any)(read(one, row) for one in rest)


def parts(row: dict[str, Any]) -> list[list[str]]:
    """What a post says, as pieces between spaces, in lower case letter by letter."""
    mentioned = [f"@{one}" for one in row["mentions"] or () if one[0] != "~"]
    said = [
        row["text"] or "",
        row["title"] or "",
        " ".join(f"#{one}" for one in row["hashtags"] or ()),
        " ".join(mentioned),
    ]
    return ["".join(lower(sign) for sign in one).split() for one in said]


def lower(sign: str) -> str:
    return {"İ": "i", "Σ": "σ", "ς": "σ"}.get(sign, sign.lower())


def stands(words: list[str], pieces: list[str]) -> bool:
    if len(words) == 1:
        return any(
            piece[at:].startswith(words[0]) and open_at(piece, at - 1) and open_at(piece, at + len(words[0]))
            for piece in pieces
            for at in range(len(piece))
        )
    first, *middle, last = words
    for at in range(len(pieces) - len(words) + 1):
        here = pieces[at : at + len(words)]
        begins = here[0].endswith(first) and open_at(here[0], len(here[0]) - len(first) - 1)
        ends = here[-1].startswith(last) and open_at(here[-1], len(last))
        if begins and ends and here[1:-1] == middle:
            return True
    return False


def open_at(piece: str, at: int) -> bool:
    if not 0 <= at < len(piece):
        return True
    return piece[at] != "_" and unicodedata.category(piece[at])[0] not in "LN"


def known(name: str, value: str, row: dict[str, Any]) -> bool:
    if name == "language":
        return row["language_hint"] in ("nl", "NL-be", "nl_NL")
    if name == "under":
        return value in (row["parent_id"], row["root_id"])
    if value == "own":
        return row["account_id"] == "cafe"
    handle = HANDLES.get(row["person_key"] or "")
    return value[1:] in (row["account_id"], (handle or "").lower())


def facts_of(row: dict[str, Any]) -> set[str]:
    """What listening would know of it."""
    return {Fact(name, value).key for name, value in PAIRS if known(name, value, row)}


@pytest.fixture(scope="module")
def posts() -> list[dict[str, Any]]:
    dice = random.Random(11)
    return [post(dice, number) for number in range(800)]


def _table(schema: pa.Schema, rows: list[dict[str, Any]]) -> ibis.Table:
    return ibis.memtable(pa.Table.from_pylist(rows, schema=schema))


def test_stored_posts_matcher_and_slow_reader_agree(posts: list[dict[str, Any]]) -> None:
    stored = _table(POSTS.schema, posts)
    accounts = [
        {"network": "net", "account_id": one, "handle": one, "owner_kind": kind}
        for one, kind in OWNED.items()
    ]
    people = [{"network": "net", "person_key": key, "handle": handle} for key, handle in HANDLES.items()]
    tables = {"accounts": _table(ACCOUNTS.schema, accounts), "people": _table(PEOPLE.schema, people)}
    dice, compared, hits, engine = random.Random(13), 0, 0, duck(threads=2)
    while compared < 120:
        trees = [made(dice, 3) for _ in range(10)]
        usable = [tree for tree in trees if _usable(tree)]
        asked = {f"q{number}": written(tree) for number, tree in enumerate(usable)}
        columns = {name: asked_for(stored, text, tables) for name, text in asked.items()}
        found = engine.arrow(stored.select("post_id", **columns)).sort_by("post_id").to_pylist()
        stored_says = {row["post_id"]: row for row in found}
        for (name, text), tree in zip(asked.items(), usable, strict=True):
            matcher = Matcher({name: parse_query(text)})
            for row in posts:
                expected = read(tree, row)
                said = spoken(
                    row["text"],
                    row["title"],
                    row["hashtags"] or (),
                    [one for one in row["mentions"] or () if one[0] != "~"],
                )
                assert matcher.answers(said, facts_of(row)) is expected, (text, row)
                assert stored_says[row["post_id"]][name] is expected, (text, row)
                hits += expected
            compared += 1
    assert hits > 3_000


def _usable(tree: Any) -> bool:
    try:
        parse_query(written(tree))
    except BadQuery as refused:
        return refused.code != "wordless"
    return True


def test_every_letter_is_lowered_alike_and_every_space_is_a_space() -> None:
    """All characters there are, one post each: found by itself in capitals and between all kinds of space."""
    signs = [chr(one) for one in range(1, 0x2FFFF) if not 0xD800 <= one <= 0xDFFF]
    signs = [one for one in signs if unicodedata.category(one) != "Cn"]
    rows = [
        {"workspace": 1, "network": "n", "post_id": f"{ord(one):06}", "text": f"brood{one}vers"}
        for one in signs
    ]
    stored = _table(POSTS.schema, rows)
    text = '"brood vers" OR brood'
    found = duck(threads=2).arrow(stored.select("post_id", hit=asked_for(stored, text, {}))).to_pylist()
    matcher = Matcher({"q": parse_query(text)})
    wrong = [
        row["post_id"]
        for row in found
        if row["hit"] is not matcher.answers(f"brood{chr(int(row['post_id']))}vers")
    ]
    assert wrong == []
    capitals = [one for one in signs if one.lower() != one or one == "ς"]
    rows = [
        {"workspace": 1, "network": "n", "post_id": f"{ord(one):06}", "text": f"x{one}"} for one in capitals
    ]
    stored = _table(POSTS.schema, rows)
    for some in (capitals[at : at + 300] for at in range(0, len(capitals), 300)):
        text = " OR ".join(f'"x{one}"' for one in some)
        found = duck(threads=2).arrow(stored.select("post_id", hit=asked_for(stored, text, {}))).to_pylist()
        matcher = Matcher({"q": parse_query(text)})
        wrong = [
            row["post_id"]
            for row in found
            if row["hit"] is not matcher.answers(f"x{chr(int(row['post_id']))}")
        ]
        assert wrong == []
