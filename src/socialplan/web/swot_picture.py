"""The SWOT board as a picture: an SVG file of the cards that count, with their figure and state in words."""

from dataclasses import dataclass
from textwrap import wrap

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from socialplan.plan.analyse import queries
from socialplan.plan.analyse.queries import CardLine
from socialplan.plan.analyse.rules import QUADRANTS
from socialplan.report import numbers
from socialplan.report.shown import shown
from socialplan.report.words import state_word

from .access import PageRequest, page
from .analyse import HINTS, TITLES

WIDE, EDGE, GAP = 1200, 24, 16
COLUMN = (WIDE - 2 * EDGE - GAP) // 2
SIGNS, SIGNS_SMALL = 66, 84  # of a line of text in a column
LINE, SMALL = 22, 18
TOP = 84
COLOURS = {"strength": "#0B5CAD", "weakness": "#C75000", "opportunity": "#00916A", "threat": "#A23B72"}


@dataclass(frozen=True)
class Text:
    """One line of text at its place."""

    x: int
    y: int
    words: str
    kind: str  # title, card, small


@dataclass(frozen=True)
class Box:
    """One quadrant: its frame and its lines."""

    x: int
    y: int
    high: int
    colour: str
    texts: tuple[Text, ...]
    wide: int = COLUMN


@page("plan.read")
@require_GET
def picture(request: PageRequest) -> HttpResponse:
    """The board as it stands, to take along. Simulated data say so in the picture and in its name."""
    boxes, high = _boxes(request)
    context = {"boxes": boxes, "wide": WIDE, "high": high, "edge": EDGE, "day": _day()}
    answer = render(request, "analyse/board.svg", context, content_type="image/svg+xml")
    mark = "-simulated" if request.workspace.simulated else ""
    answer["Content-Disposition"] = f'attachment; filename="{request.workspace.slug}-swot{mark}.svg"'
    return answer


def _day() -> str:
    return numbers.day(timezone.localdate(), "nl" if (get_language() or "").startswith("nl") else "en")


def _boxes(request: PageRequest) -> tuple[list[Box], int]:
    """Two rows of two; both of a row are as high as the fuller one."""
    board = queries.board(request.workspace)
    made: list[Box] = []
    top = TOP
    for row in (QUADRANTS[:2], QUADRANTS[2:]):
        texts = [_texts(request, name, board.counting(name), at=(EDGE + i * (COLUMN + GAP), top))
                 for i, name in enumerate(row)]  # fmt: skip
        high = max(lines[-1].y for lines in texts) - top + GAP
        made += [
            Box(EDGE + i * (COLUMN + GAP), top, high, COLOURS[name], tuple(texts[i]))
            for i, name in enumerate(row)
        ]
        top += high + GAP
    return made, top + EDGE


def _texts(
    request: PageRequest, name: str, cards: tuple[CardLine, ...], *, at: tuple[int, int]
) -> list[Text]:
    x, y = at[0] + GAP, at[1] + 32
    texts = [Text(x, y, f"{TITLES[name]} ({HINTS[name]})", "title")]
    if not cards:
        texts.append(Text(x, y + LINE, _("No card yet"), "small"))
    for card in cards:
        y += 10
        for line in wrap(f"{card.place}. {card.sentence}", SIGNS):
            y += LINE
            texts.append(Text(x, y, line, "card"))
        for line in wrap(_source(request, card), SIGNS_SMALL):
            y += SMALL
            texts.append(Text(x, y, line, "small"))
    return texts


def _source(request: PageRequest, card: CardLine) -> str:
    """Value, range, n, date, finding and state: a number on a picture has them all."""
    state = state_word(card.state)
    if card.figure is None:
        return state
    one = shown(card.figure, request.workspace)
    parts = [f"{one.value} {one.unit}".strip(), one.range, one.n, one.as_of, one.finding, state]
    return " · ".join(part for part in parts if part)


urlpatterns = [path("w/<slug:workspace>/analyse/swot.svg", picture, name="swot-picture")]
