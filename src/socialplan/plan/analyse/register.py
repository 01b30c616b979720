"""The DESTEP register as screens read it: six letters, their factors, and the figures they rest on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from socialplan.analysis import ANALYSES
from socialplan.analysis.base import Params
from socialplan.analysis.parameters import parse

from ..evidence import actions as evidence
from ..evidence.models import Finding
from ..evidence.queries import Figure, claim_views, figure
from ..team.models import Workspace
from .situation import DestepFactor, DestepLook, Letter

ROOM, FACTOR = "analyse", "destep_factor"
LETTERS: tuple[str, ...] = tuple(Letter.values)


@dataclass(frozen=True)
class Published:
    """One figure of an official series."""

    series: str
    period: str
    value: float
    unit: str
    publisher: str
    published: str  # ISO day, empty where unknown
    place: int = 0  # of its row in the finding


@dataclass(frozen=True)
class FactorLine:
    """A factor with its figure. `state` is empty without a series; stale when a newer figure came out."""

    row: DestepFactor
    state: str
    figure: Figure | None
    cell: Published | None
    newest: Published | None  # where it is another one than `cell`
    newest_figure: Figure | None
    revised: bool  # the publisher changed the figure since
    look_again: bool  # its review date has come
    used: bool  # its card is on the SWOT board

    @property
    def weight(self) -> int:
        return int(self.row.impact * self.row.likelihood)


@dataclass(frozen=True)
class LetterView:
    """One of the six letters; `look` when somebody looked and found nothing."""

    letter: str
    factors: tuple[FactorLine, ...]
    look: DestepLook | None


def official(workspace: Workspace, series: str = "") -> Params:
    return parse(ANALYSES["official"], {"series": series}, zone=workspace.zone)


def series_known(workspace: Workspace) -> list[Published]:
    """The newest figure of every series that was imported."""
    finding = evidence.look(workspace=workspace, analysis="official", params=official(workspace))
    return _published(finding)


def newest_of(workspace: Workspace, series: str) -> Published | None:
    wanted = series.strip().casefold()
    return next((one for one in series_known(workspace) if one.series.casefold() == wanted), None)


def _published(finding: Finding) -> list[Published]:
    return [
        Published(
            str(row["series"]), str(row["period"]), float(row["value"]), str(row.get("unit") or ""),
            str(row.get("publisher") or ""), str(row.get("published") or ""), place,
        )
        for place, row in enumerate(finding.rows)
    ]  # fmt: skip


def register(workspace: Workspace, *, today: date) -> tuple[LetterView, ...]:
    """All six letters, the heaviest factors first."""
    rows = list(DestepFactor.objects.of(workspace).select_related(
        "claim__question__latest", "claim__finding", "owner__user", "card", "workspace"
    ))  # fmt: skip
    states = _states(workspace, rows)
    looks: dict[str, DestepLook] = {}
    for look in DestepLook.objects.of(workspace).select_related("by__user"):
        looks.setdefault(look.letter, look)
    lines = sorted(
        (_line(row, states.get(row.claim_id or 0, ""), today) for row in rows), key=lambda one: -one.weight
    )
    return tuple(
        LetterView(letter, tuple(one for one in lines if one.row.letter == letter), looks.get(letter))
        for letter in LETTERS
    )


def factor_of(workspace: Workspace, pk: int) -> DestepFactor | None:
    return DestepFactor.objects.of(workspace).select_related("claim__node", "workspace").filter(pk=pk).first()


def _states(workspace: Workspace, rows: Sequence[DestepFactor]) -> dict[int, str]:
    claims = [row.claim for row in rows if row.claim is not None and row.claim.withdrawn_at is None]
    return {view.id: view.state for view in claim_views(workspace, claims)}


def _line(row: DestepFactor, state: str, today: date) -> FactorLine:
    finding = row.claim.finding if row.claim else None
    cells = _published(finding) if finding else []
    cell = next((one for one in cells if one.period == row.period), None)
    newest = cells[0] if cells and cells[0].period != row.period else None
    revised = cell is not None and row.value is not None and cell.value != row.value
    # A newer release does not contradict the factor: it makes it out of date.
    state = "stale" if state == "contested" or revised else state
    return FactorLine(
        row=row, state=state, figure=_figure(finding, cell, state), cell=cell, newest=newest,
        newest_figure=_figure(finding, newest, ""), revised=revised, look_again=row.review_on <= today,
        used=row.card is not None and row.card.removed_at is None,
    )  # fmt: skip


def _figure(finding: Finding | None, cell: Published | None, state: str) -> Figure | None:
    if finding is None or cell is None:
        return None
    picked: dict[str, Any] = {"series": cell.series, "period": cell.period}
    return figure(finding, picked, "value", state=state)
