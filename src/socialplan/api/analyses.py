"""Analyses for programs: the catalogue, and one question to the data of a workspace."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema

from socialplan.analysis import ANALYSES
from socialplan.analysis.parameters import parse
from socialplan.analysis.versus import other_side, split
from socialplan.pipeline.measure import measure
from socialplan.pipeline.names import with_names
from socialplan.plan.evidence.queries import comparison_json
from socialplan.plan.listen.queries import with_waiting
from socialplan.plan.sources.queries import open_store

from .door import operation
from .problem import Problem

router = Router(tags=["analyses"])
NOT_PARAMETERS = ("workspace",)


class Common(Schema):
    """Parameters of every analysis; an analysis's own options stand beside them under their names."""

    by: str | None = Field(None, description="Groups and grains, separated by commas")
    account: str | None = Field(None, description="A handle, without regard to case")
    network: str | None = None
    since: str | None = Field(None, description="First day, such as 2026-01-31")
    until: str | None = Field(None, description="The day after the last")
    zone: str | None = Field(None, description="Time zone; else the workspace's")
    query: str | None = Field(None, description="Only posts this asks for: words, AND, OR, NOT")
    versus_account: str | None = Field(None, description="Compare with this account")
    versus_since: str | None = Field(None, description="Compare with a period from this day")
    versus_until: str | None = Field(None, description="The day after that period")
    workspace: str | None = Field(None, description="Else the only one")


class Headline(Schema):
    value: float | int | str | None
    unit: str
    low: float | int | None
    high: float | int | None


class Coverage(Schema):
    complete: bool
    gaps: list[dict[str, Any]]


class Finding(Schema):
    """The result of one computation on one snapshot. Intervals are 95 %."""

    analysis: str
    version: int
    params: dict[str, Any]
    snapshot: str
    as_of: str | None
    n: int
    coverage: Coverage
    simulated: bool
    headline: Headline
    rows: list[dict[str, Any]]
    notes: list[dict[str, Any]]
    finding_id: str
    versus: dict[str, Any] | None = Field(None, description="The other side, and every difference")


@router.get("", summary="Which questions can be asked", response={200: list[dict[str, Any]], 401: Problem})
@operation("data.read")
def catalogue(request: HttpRequest) -> Any:
    return [entry.described() for entry in ANALYSES.values()]


@router.get("/{name}", summary="Ask one question",
            exclude_unset=True,
            response={200: Finding, 400: Problem, 401: Problem, 403: Problem, 404: Problem})  # fmt: skip
@operation("data.read")
def analysis(request: HttpRequest, name: str, common: Query[Common]) -> Any:
    if name not in ANALYSES:
        raise Http404
    workspace = request.member.workspace  # type: ignore[attr-defined]
    own, versus = split(_given(request))
    params = parse(ANALYSES[name], own, zone=workspace.zone)
    other = other_side(ANALYSES[name], params, versus)
    store = open_store()
    found = [
        with_waiting(workspace, with_names(store, workspace.pk, measure(store, workspace.pk, name, one)))
        for one in (params, other)
        if one
    ]
    compared = {"versus": comparison_json(found[0], found[1])} if len(found) == 2 else {}
    return {**found[0].as_json(), **compared}


def _given(request: HttpRequest) -> dict[str, str]:
    """Every parameter as text; one given more than once is read as a list."""
    return {name: ",".join(values) for name, values in request.GET.lists() if name not in NOT_PARAMETERS}
