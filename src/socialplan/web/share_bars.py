"""Share of voice as bars to the whole: one per week, a vertical break where the panel changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from socialplan.report import numbers

from .situation import Told

if TYPE_CHECKING:
    from socialplan.plan.analyse.situation import Panel

WIDE, HIGH, GAP = 1000, 200, 4  # of the drawing, in its own units
LINE = 14  # of a label beside it


@dataclass(frozen=True)
class Piece:
    """One account in one bar; `kind` (1 to 8) is its colour and pattern."""

    y: int
    height: int
    kind: int


@dataclass(frozen=True)
class Bar:
    x: int
    width: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Row:
    """One week in the table: a share and its range in words for each account."""

    week: str
    shares: tuple[str, ...]


@dataclass(frozen=True)
class Bars:
    """The drawing, its table and where the panel changed (place in the drawing and day)."""

    bars: tuple[Bar, ...]
    names: tuple[tuple[str, int], ...]  # account and kind
    breaks: tuple[tuple[int, str], ...]
    rows: tuple[Row, ...]
    first: str
    last: str
    finding_id: str
    query: str  # asks the same in Explore
    labels: tuple[tuple[int, str, bool], ...]  # beside the last bar: place from the top, account, ours
    own: tuple[str, str] | None  # the lowest and highest share a week that was ours


def bars_of(weekly: Told, panels: "Sequence[Panel]", own: frozenset[str]) -> Bars:
    """From shares per week and account, ours first; weeks without a post are drawn as missing."""
    language = (get_language() or "en")[:2]
    rows = weekly.rows
    weeks = _every(sorted({str(row["week"]) for row in rows}))
    names = sorted(dict.fromkeys(_plain(row) for row in rows), key=lambda name: name.casefold() not in own)
    kinds = {name: place % 8 + 1 for place, name in enumerate(names)}
    days = [one.since for one in panels if one.since is not None]
    bars = tuple(_bar(place, len(weeks), week, rows, kinds) for place, week in enumerate(weeks))
    return Bars(
        bars=bars,
        names=tuple(kinds.items()),
        breaks=tuple(_break(day, weeks, language) for day in days if weeks[0] < day.isoformat() <= weeks[-1]),
        rows=tuple(Row(_day(week, language), _shares(week, rows, names, language)) for week in weeks),
        first=_day(weeks[0], language), last=_day(weeks[-1], language), finding_id=weekly.finding.finding_id,
        query=weekly.query, labels=_labels(bars[-1], kinds, own), own=_ours(rows, own, language),
    )  # fmt: skip


def _labels(last: Bar, kinds: dict[str, int], own: frozenset[str]) -> tuple[tuple[int, str, bool], ...]:
    """Every account at the height of its piece, never closer than one line to the one above."""
    called, below, found = {kind: name for name, kind in kinds.items()}, 0, []
    for piece in last.pieces:
        at = max(below + LINE, piece.y + piece.height // 2 + LINE // 3)
        found.append((at, called[piece.kind], called[piece.kind].casefold() in own))
        below = at
    return tuple(found) if below <= HIGH else ()


def _ours(rows: Sequence[dict[str, Any]], own: frozenset[str], language: str) -> tuple[str, str] | None:
    weeks: dict[str, float] = {}
    for row in rows:
        if _plain(row).casefold() in own and row.get("share") is not None:
            weeks[str(row["week"])] = weeks.get(str(row["week"]), 0.0) + float(row["share"])
    if not weeks:
        return None
    low, high = min(weeks.values()), max(weeks.values())
    return numbers.percent(low, language, 0), numbers.percent(high, language, 0)


def _every(weeks: Sequence[str]) -> list[str]:
    first, last = (date.fromisoformat(week) for week in (weeks[0], weeks[-1]))
    return [(first + timedelta(weeks=n)).isoformat() for n in range((last - first).days // 7 + 1)]


def _plain(row: dict[str, Any]) -> str:
    """The account without the number of its panel."""
    return str(row["account"]).removesuffix(f" ({row.get('panel')})")


def _left(place: int, of: int) -> int:
    return WIDE * place // of


def _bar(place: int, of: int, week: str, rows: Sequence[dict[str, Any]], kinds: dict[str, int]) -> Bar:
    """Shares of the week from the top; in a week in which the panel changed, of the later one."""
    said = [row for row in rows if row["week"] == week and row.get("share") is not None]
    newest = max((str(row.get("panel")) for row in said), default="")
    pieces, above = [], 0.0
    for name, kind in kinds.items():
        share = sum(row["share"] for row in said if _plain(row) == name and str(row.get("panel")) == newest)
        top, bottom = round(above * HIGH), round((above + share) * HIGH)
        above += share
        if bottom > top:
            pieces.append(Piece(top, bottom - top, kind))
    left = _left(place, of)
    return Bar(left, max(2, _left(place + 1, of) - left - GAP), tuple(pieces))


def _break(day: date, weeks: Sequence[str], language: str) -> tuple[int, str]:
    at = sum(week < day.isoformat() for week in weeks)
    return _left(at, len(weeks)), numbers.short_day(day, language)


def _shares(
    week: str, rows: Sequence[dict[str, Any]], names: Sequence[str], language: str
) -> tuple[str, ...]:
    return tuple(
        " / ".join(
            numbers.value(row["share"], "share", language, row["low"], row["high"])
            for row in rows if row["week"] == week and _plain(row) == name and row["share"] is not None
        ) or "–"
        for name in names
    )  # fmt: skip


def _day(week: str, language: str) -> str:
    return numbers.short_day(date.fromisoformat(week), language)
