"""What was said around a change: the message passed on most, and the hashtags used more than before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from socialplan.pipeline.items import texts
from socialplan.plan.evidence import queries as evidence_queries
from socialplan.plan.evidence.queries import Figure
from socialplan.plan.sources.queries import open_store

from .movement_parts import Move
from .period import Period
from .situation import Told, asked

if TYPE_CHECKING:
    from socialplan.plan.team.models import Workspace

MOST_TAGS = 5
Days = tuple[date, date]


@dataclass(frozen=True)
class Message:
    """The message passed on most on one day of a stretch."""

    text: str
    day: date
    times: Figure


@dataclass(frozen=True)
class Tag:
    """A hashtag with its posts after and before; None where it was not used."""

    name: str
    after: Figure
    before: Figure | None


@dataclass(frozen=True)
class Around:
    """Of the change at `place`."""

    place: int
    after: Message | None
    before: Message | None
    tags: tuple[Tag, ...]


def around(workspace: "Workspace", daily: Told, move: Move, by: str, given: Mapping[str, Any]) -> Around:
    """`daily` holds the days of the series of this change."""
    before, after = move.near
    return Around(
        move.place, _message(workspace, daily, after), _message(workspace, daily, before),
        _tags(workspace, move, by, given),
    )  # fmt: skip


def _message(workspace: "Workspace", daily: Told, days: Days) -> Message | None:
    rows = [
        (place, row) for place, row in enumerate(daily.rows)
        if days[0].isoformat() <= str(row["day"]) < days[1].isoformat() and row["largest_message"]
    ]  # fmt: skip
    if not rows:
        return None
    place, row = max(rows, key=lambda pair: pair[1]["largest_message"])
    words = texts(open_store(), workspace.pk, [str(row["largest_message_post"])])
    return Message(
        next(iter(words.values()), ""), date.fromisoformat(row["day"]),
        evidence_queries.figure(daily.finding, place, "largest_message"),
    )  # fmt: skip


def _tags(workspace: "Workspace", move: Move, by: str, given: Mapping[str, Any]) -> tuple[Tag, ...]:
    """Those whose posts grew most; per brand or hashtag the posts of one series cannot be asked apart."""
    if by not in ("account", "network") or move.key == "-":
        return ()
    scope = {**given, by: move.key, "by": "hashtag"}
    sides = [asked(workspace, "volume", Period(since=first, until=end), **scope) for first, end in move.near]
    counts = [
        {row["hashtag"]: (row["count"], place) for place, row in enumerate(side.rows)} for side in sides
    ]
    first, last = (side.finding for side in sides)
    grown = sorted(counts[1], key=lambda tag: (counts[0].get(tag, (0, 0))[0] - counts[1][tag][0], tag))
    return tuple(
        Tag(f"#{tag}", evidence_queries.figure(last, counts[1][tag][1], "count"),
            evidence_queries.figure(first, counts[0][tag][1], "count") if tag in counts[0] else None)
        for tag in grown[:MOST_TAGS] if counts[1][tag][0] > counts[0].get(tag, (0, 0))[0]
    )  # fmt: skip
