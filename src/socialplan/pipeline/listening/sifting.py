"""Of what a network answered, what the whole query asks for: a network may be asked a broader question."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, BinaryIO

import pyarrow as pa

from ...labels import LABELLERS, load
from ...labels.base import Labeller
from ...networks.contract import Connector, Item, kept_line
from ...tracked import Fact, Matcher, Query, facts, parse_query, spoken
from ...tracked.query import FROM, LANGUAGE, OWN, UNDER

EPOCH = datetime.fromtimestamp(0, UTC)
Row = Mapping[str, Any]


@dataclass
class Lines:
    """Items as the file they would be kept in, held in memory."""

    content: bytes
    name: str = "heard.jsonl"

    def open(self) -> BinaryIO:
        return BytesIO(self.content)

    def lines(self) -> Iterator[str]:
        return (line.decode() + "\n" for line in self.content.split(b"\n") if line)


def kept_of(known: Connector, items: Sequence[Item], keeps: str, *, own: Sequence[str]) -> tuple[Item, ...]:
    """The items that answer to the query `keeps`, and those that are no post; all of them for "". `own` are
    handles of ours."""
    if not keeps or known.format.rows is None:
        return tuple(items)
    content = b"".join(kept_line(known.name, "", item, seen_at=EPOCH) for item in items)
    query = parse_query(keeps)
    posts = {number: row for number, row in known.format.rows(Lines(content)) if row.get("what") == "post"}
    matcher, rows = Matcher({keeps: query}), _spoken_in(list(posts.values()), query)
    fits = (answers(matcher, row, own) for row in rows)
    away = {number for number, fit in zip(posts, fits, strict=True) if not fit}
    return tuple(item for number, item in enumerate(items, start=1) if number not in away)


def _spoken_in(rows: Sequence[Row], query: Query) -> list[Row]:
    """The rows, with the language their words are in where the query asks for one and nothing says it."""
    codes = {fact.value for fact in facts(query, LANGUAGE)}
    untold = [place for place, row in enumerate(rows) if not row.get("language")] if codes else []
    found = list(rows)
    if untold:
        texts = pa.array([str(rows[place].get("text") or "") for place in untold], pa.string())
        read = _reader(codes).label(texts)["label"].to_pylist()
        for place, code in zip(untold, read, strict=True):
            found[place] = {**rows[place], "language": code}
    return found


def _reader(codes: set[str]) -> Labeller:
    """What tells a language: of those of a workspace and those that are asked for, where it knows them."""
    usual = LABELLERS[LANGUAGE].languages
    try:
        return load(LANGUAGE, tuple(sorted({*usual, *codes})))
    except ValueError:  # it has no words of one of them
        return load(LANGUAGE, usual)


def answers(matcher: Matcher, row: Row, own: Sequence[str]) -> bool:
    text, title = row.get("text"), row.get("title")
    tags, names = _listed(row.get("hashtags")), _listed(row.get("mentions"))
    return matcher.answers(spoken(text, title, tags, names), facts_known(row, own))


def facts_known(row: Row, own: Sequence[str]) -> set[str]:
    """What listening knows of a post beside its words."""
    found = []
    if hint := str(row.get("language") or "").lower():
        found.append(Fact(LANGUAGE, hint.replace("_", "-").partition("-")[0]))
    writers = {str(row[name]).lower() for name in ("author", "account") if row.get(name)}
    found += [Fact(FROM, f"@{one.lstrip('@')}") for one in writers]
    ours = {one.lstrip("@").lower() for one in own}
    found += [Fact(FROM, OWN)] if any(one.lstrip("@") in ours for one in writers) else []
    found += [Fact(UNDER, str(row[name])) for name in ("parent", "root") if row.get(name)]
    return {one.key for one in found}


def _listed(cell: Any) -> list[str]:
    """Lists stand as JSON in the rows of what was heard."""
    found = json.loads(cell) if isinstance(cell, str) and cell else cell or []
    return [str(one) for one in found]
