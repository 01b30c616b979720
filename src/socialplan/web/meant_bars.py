"""How it is meant as bars to the whole: one per week (or day), negative at the bottom, unsure apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import get_language

from socialplan.analysis.sentiment import LABELS
from socialplan.report import numbers

from .label_words import label_words

WIDE, HIGH, GAP, WIDEST = 1000, 200, 4, 60  # of the drawing, in its own units
FROM_THE_TOP = ("positive", "neutral", "unsure", "negative")
MOST = 53  # bars


@dataclass(frozen=True)
class MeantPiece:
    y: int
    height: int
    label: str


@dataclass(frozen=True)
class MeantBar:
    x: int
    width: int
    pieces: tuple[MeantPiece, ...]  # none: nothing was read in that week


@dataclass(frozen=True)
class MeantRow:
    """One week in the table: each share with its range in words, and how many posts it rests on."""

    when: str
    shares: tuple[str, ...]
    n: str


@dataclass(frozen=True)
class MeantBars:
    bars: tuple[MeantBar, ...]
    names: tuple[tuple[str, str], ...]  # label and its words, in the order of the legend
    heads: tuple[str, ...]  # of the shares in the table
    rows: tuple[MeantRow, ...]
    first: str
    last: str
    grain: str


def meant_bars(found: Sequence[dict[str, Any]], grain: str) -> MeantBars | None:
    """The newest weeks (days); those without a post that was read are drawn as missing."""
    rows = {str(row[grain]): row for row in found if row.get(grain)}
    if len(rows) < 2:
        return None
    language = (get_language() or "en")[:2]
    every = _every(sorted(rows), 7 if grain == "week" else 1)[-MOST:]
    names = tuple((name, label_words(name, "sentiment")) for name in reversed(FROM_THE_TOP))
    return MeantBars(
        bars=tuple(_bar(place, len(every), rows.get(when)) for place, when in enumerate(every)),
        names=names, heads=tuple(label_words(name, "sentiment") for name in LABELS),
        rows=tuple(_row(when, rows.get(when), language) for when in every),
        first=_day(every[0], language), last=_day(every[-1], language), grain=grain,
    )  # fmt: skip


def _every(days: Sequence[str], step: int) -> list[str]:
    first, last = (date.fromisoformat(day) for day in (days[0], days[-1]))
    return [(first + timedelta(days=step * n)).isoformat() for n in range((last - first).days // step + 1)]


def _bar(place: int, of: int, row: dict[str, Any] | None) -> MeantBar:
    left, right = WIDE * place // of, WIDE * (place + 1) // of
    width = max(2, min(right - left - GAP, WIDEST))
    pieces, above = [], 0.0
    for name in FROM_THE_TOP if row else ():
        assert row is not None
        share = float(row[name] or 0)
        top, bottom = round(above * HIGH), round((above + share) * HIGH)
        above += share
        if bottom > top:
            pieces.append(MeantPiece(top, bottom - top, name))
    return MeantBar(left + (right - left - GAP - width) // 2, width, tuple(pieces))


def _row(when: str, row: dict[str, Any] | None, language: str) -> MeantRow:
    day = _day(when, language)
    if row is None:
        return MeantRow(day, ("–",) * len(LABELS), "0")
    shares = []
    for name in LABELS:
        ends = row[name], "share", language, row[f"{name}_low"], row[f"{name}_high"]
        low, high = (numbers.percent(row[f"{name}_{end}"], language, 0) for end in ("low", "high"))
        shares.append(f"{numbers.value(*ends)} ({low}–{high})")
    return MeantRow(day, tuple(shares), numbers.number(row["n"], language))


def _day(when: str, language: str) -> str:
    return numbers.short_day(date.fromisoformat(when), language)
