"""What screens read of the brief: rows with their figures, who serves an expectation, events for charts."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from socialplan.analysis.phrases import MOST as MOST_PRODUCTS
from socialplan.pipeline.events import HeldEvent, events
from socialplan.pipeline.holdings import account_owners

from ..evidence.models import Node
from ..evidence.queries import Figure, due_ids, figure
from ..sources.queries import open_store
from ..team.models import Workspace
from .models import Campaign, Expectation, Kept, Name, Offer
from .rules import spellings

MODELS: dict[str, type[Kept]] = {
    "expectation": Expectation, "name": Name, "offer": Offer, "campaign": Campaign,
}  # fmt: skip


@dataclass(frozen=True)
class Serving:
    """A goal that serves an expectation; `page` is the name of the page it stands on."""

    goal_id: int
    title: str


@dataclass(frozen=True)
class ExpectationLine:
    row: Expectation
    goals: tuple[Serving, ...]


@dataclass(frozen=True)
class HeardLine:
    """A name, an offer or a campaign with what was heard of it; None: not counted yet."""

    row: Name | Offer | Campaign
    figure: Figure | None
    spellings: tuple[str, ...] = ()

    @property
    def silent(self) -> bool:
        return self.figure is not None and self.figure.value == 0


@dataclass(frozen=True)
class Brief:
    expectations: tuple[ExpectationLine, ...]
    names: tuple[HeardLine, ...]
    offers: tuple[HeardLine, ...]
    campaigns: tuple[HeardLine, ...]
    accounts: tuple[str, ...]  # ours

    @property
    def unserved(self) -> int:
        return sum(not line.goals for line in self.expectations)

    @property
    def silent(self) -> int:
        return sum(line.silent for line in self.names)


@dataclass(frozen=True)
class ProductsAsked:
    """The offer as a question takes it (empty: there is none), and how many did not fit."""

    asked: str
    left_out: int = 0


@dataclass(frozen=True)
class ChartEvent:
    """Something that happened, to be drawn on a time chart; `ends` is its last day, that day included."""

    name: str
    kind: str  # campaign, offline, holiday, incident
    starts: date
    ends: date
    place: str = ""
    source: str = ""  # "brief", or where the observation came from


def brief(workspace: Workspace) -> Brief:
    """Everything the brief page shows."""
    due = due_ids(workspace)
    return Brief(
        expectations=expectation_lines(workspace),
        names=_heard(Name.objects.of(workspace), due), offers=_heard(Offer.objects.of(workspace), due),
        campaigns=_heard(Campaign.objects.of(workspace), due), accounts=own_accounts(workspace),
    )  # fmt: skip


def expectation_lines(workspace: Workspace) -> tuple[ExpectationLine, ...]:
    """Every expectation with the goals that serve it, read from what rests on what."""
    serving: dict[int, list[Serving]] = {}
    nodes = Node.objects.filter(
        workspace=workspace, room="goals", kind="goal", retired_at=None,
        rests_on__ground__room="brief", rests_on__ground__kind="expectation",
    )  # fmt: skip
    for goal_id, title, ground in nodes.values_list("object_id", "title", "rests_on__ground__object_id"):
        serving.setdefault(ground, []).append(Serving(goal_id, title))
    rows = Expectation.objects.of(workspace)
    return tuple(ExpectationLine(row, tuple(serving.get(row.pk, ()))) for row in rows)


def line_of(row: Kept) -> ExpectationLine | HeardLine:
    """One row as its page shows it."""
    if isinstance(row, Expectation):
        return next(line for line in expectation_lines(row.workspace) if line.row.pk == row.pk)
    assert isinstance(row, Name | Offer | Campaign)
    return _line(row, due_ids(row.workspace))


def row_of(workspace: Workspace, kind: str, pk: int) -> Kept | None:
    """A row of this workspace, removed or not; None where there is none."""
    if kind not in MODELS:
        return None
    return MODELS[kind]._default_manager.filter(workspace=workspace, pk=pk).first()


def expectation_of(workspace: Workspace, pk: int | None) -> Expectation | None:
    """A standing expectation of this workspace."""
    return Expectation.objects.of(workspace).filter(pk=pk).first() if pk else None


def products_asked(workspace: Workspace) -> ProductsAsked:
    """The offer in the words of the analysis of products: "Espresso, coffee; Tea"."""
    rows = [spellings(row.name, row.aliases) for row in Offer.objects.of(workspace)]
    told = [", ".join(re.sub("[,;]", " ", text) for text in row) for row in rows[:MOST_PRODUCTS] if row]
    return ProductsAsked("; ".join(told), max(0, len(rows) - MOST_PRODUCTS))


def names_of_us(workspace: Workspace) -> int:
    """How many names and spellings of us the brief has."""
    return Name.objects.of(workspace).count()


def own_accounts(workspace: Workspace) -> tuple[str, ...]:
    """Handles marked as ours."""
    store = open_store()
    owners = account_owners(store, store.snapshot(workspace.pk))
    return tuple(sorted(name for name, kind in owners.items() if kind == "own"))


def events_for_charts(
    workspace: Workspace, since: date | None = None, until: date | None = None
) -> tuple[ChartEvent, ...]:
    """Observed events and the campaigns of the brief that touch the half-open days, oldest first. A campaign
    that stands in both (same name and first day) is given once."""
    store = open_store()
    observed = events(store, store.snapshot(workspace.pk), since=since, until=until)
    found = [_observed(event, ZoneInfo(workspace.zone)) for event in observed]
    found += [_campaign(row) for row in Campaign.objects.of(workspace)]
    within = [event for event in found if _touches(event, since, until)]
    once = {(event.name.casefold(), event.starts): event for event in within}
    return tuple(sorted(once.values(), key=lambda event: (event.starts, event.name)))


def _touches(event: ChartEvent, since: date | None, until: date | None) -> bool:
    return (since is None or event.ends >= since) and (until is None or event.starts < until)


def _campaign(row: Campaign) -> ChartEvent:
    return ChartEvent(row.name, row.kind, row.starts, row.ends, row.place, "brief")


def _observed(event: HeldEvent, zone: ZoneInfo) -> ChartEvent:
    starts = _day(event.starts_at, event.precision, zone)
    ends = max(starts, _day(event.ends_at, event.precision, zone)) if event.ends_at else starts
    return ChartEvent(event.name, event.kind or "", starts, ends, event.place or "", event.source or "")


def _day(moment: datetime, precision: str, zone: ZoneInfo) -> date:
    """A day stays that day; a clock time is the day it was in the workspace's zone."""
    if precision == "day":
        return moment.date()
    return moment.replace(tzinfo=UTC).astimezone(zone).date()


def _heard(rows: "QuerySet[Any, Any]", due: set[int]) -> tuple[HeardLine, ...]:
    return tuple(_line(row, due) for row in rows.select_related("question__latest"))


def _line(row: Name | Offer | Campaign, due: set[int]) -> HeardLine:
    question = row.question
    state = "stale" if question and question.pk in due else ""
    shown = figure(question.latest, state=state) if question and question.latest else None
    words = spellings(row.name, row.aliases) if isinstance(row, Offer) else ()
    return HeardLine(row, shown, words)


def total_cost(lines: tuple[HeardLine, ...]) -> Decimal:
    """What the campaigns of the list cost together, as far as it is known."""
    costs = (line.row.cost for line in lines if isinstance(line.row, Campaign))
    return sum((cost for cost in costs if cost is not None), Decimal(0))


__all__ = [
    "Brief", "ChartEvent", "ExpectationLine", "HeardLine", "ProductsAsked", "Serving", "brief",
    "events_for_charts", "expectation_lines", "expectation_of", "line_of", "own_accounts", "products_asked",
    "row_of", "total_cost",
]  # fmt: skip
