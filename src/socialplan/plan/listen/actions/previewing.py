"""What a query would give, before it is saved: looked up on the stored posts, kept as a finding."""

from dataclasses import dataclass, replace

from socialplan.analysis import ANALYSES
from socialplan.analysis.base import Params
from socialplan.analysis.parameters import parse
from socialplan.pipeline.items import Item, items
from socialplan.pipeline.narrowing import narrowing
from socialplan.tracked import NoRows, Query, parse_query, rows_of
from socialplan.tracked.query import All

from ...evidence.actions import look
from ...evidence.queries import Figure, figure, window_dates
from ...evidence.rules import Window
from ...sources.queries import open_store
from ...team.models import Workspace
from ..places import Place, places
from ..rules import Cost, cost, too_wide

WINDOW = Window(days=28)
SHOWN = 5


@dataclass(frozen=True)
class PlaceCost:
    """What asking there takes. `pace`: posts a day heard of that network; None: nothing of it is stored."""

    place: Place
    cost: Cost
    pace: Figure | None


@dataclass(frozen=True)
class Emptied:
    """The part that leaves nothing over: its kind (a row, or `part` of text) and number from 1; `alone`: it
    finds nothing by itself either."""

    kind: str
    number: int
    alone: bool


@dataclass(frozen=True)
class Preview:
    pace: Figure | None
    since: str
    until: str
    items: tuple[Item, ...]
    wide: bool
    emptied: Emptied | None
    costs: tuple[PlaceCost, ...]


def preview(*, workspace: Workspace, text: str) -> Preview:
    """Over the newest four weeks of the stored posts. Raises BadParameter for what cannot be read."""
    since, until = window_dates(workspace, "pace", WINDOW)
    given = {"query": text, "by": "network", "since": since, "until": until}
    params = parse(ANALYSES["pace"], given, zone=workspace.zone)
    found = look(workspace=workspace, analysis="pace", params=params)
    everything = look(workspace=workspace, analysis="pace", params=replace(params, query=None))
    pace = figure(found) if everything.n else None
    shown = items(open_store(), workspace.pk, "pace", params, limit=SHOWN).shown if found.n else ()
    share = found.n / everything.n if everything.n >= SHOWN else None
    per_day = float(pace.value) if pace and isinstance(pace.value, int | float) else None
    heard = {row["network"]: figure(found, {"network": row["network"]}, "pace") for row in found.rows}
    return Preview(
        pace=pace, since=str(since or ""), until=str(until or ""), items=shown,
        wide=too_wide(per_day, share),
        emptied=None if found.n or not everything.n else emptied(workspace, text, params),
        costs=tuple(
            _cost(place, heard.get(place.asked.network)) for place in places(workspace, str(params.query))
        ),
    )  # fmt: skip


def emptied(workspace: Workspace, text: str, params: Params) -> Emptied | None:
    """Which row or part of a query that finds nothing takes the last posts away."""
    parts = _parts(parse_query(text))
    counts = narrowing(open_store(), workspace.pk, params, [part for _kind, part in parts])
    for place, (alone, so_far) in enumerate(counts):
        if not so_far:
            kind = parts[place][0]
            number = sum(one == kind for one, _part in parts[: place + 1])
            return Emptied(kind, number, alone == 0)
    return None


def _parts(query: Query) -> list[tuple[str, Query]]:
    try:
        return list(rows_of(query).steps())
    except NoRows:
        each = query.parts if isinstance(query, All) else (query,)
        return [("part", part) for part in each]


def _cost(place: Place, pace: Figure | None) -> PlaceCost:
    asked = place.asked
    per_day = float(pace.value) if pace and isinstance(pace.value, int | float) else None
    found = cost(
        questions=len(asked.questions), every=asked.every, page=asked.page, back=asked.back,
        requests=asked.requests, seconds=asked.seconds, per_day=per_day,
    )  # fmt: skip
    return PlaceCost(place, found, pace)
