"""Of what a network answered, what the whole query asks for: a network may be asked a broader question."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, BinaryIO

from ...networks.contract import Connector, Item, kept_line
from ...tracked import Fact, Matcher, parse_query, spoken
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
    matcher = Matcher({keeps: parse_query(keeps)})
    away: set[int] = set()
    for number, row in known.format.rows(Lines(content)):
        if row.get("what") == "post" and not answers(matcher, row, own):
            away.add(number)
    return tuple(item for number, item in enumerate(items, start=1) if number not in away)


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
