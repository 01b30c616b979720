"""What the goals page shows: the tree, the main goal's chart, and the builder of the chosen node."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from socialplan.plan.evidence import queries as evidence
from socialplan.plan.goals import queries
from socialplan.plan.goals.library import line_of
from socialplan.plan.goals.patterns import PATTERNS
from socialplan.plan.goals.queries import GoalLine, KpiLine
from socialplan.plan.sources.queries import data

from . import goals_show as show
from . import typed
from .access import PageRequest
from .goals_chart import chart_of
from .goals_forms import CriterionForm, GoalForm, KpiForm, MeasureForm, RoundForm, TargetForm
from .stale import Clash

MOST_ACCOUNTS = 200


@dataclass(frozen=True)
class Doing:
    """What is open in the builder: a node (kind and number), a new one, or what was just done."""

    kind: str = ""
    pk: int | None = None
    new: bool = False
    parent: int | None = None
    form: forms.Form | None = None  # as typed, with its errors
    which: str = ""  # which form of the builder it is
    version: int | None = None
    clashes: list[Clash] = field(default_factory=list)
    by: str = ""
    done: str = ""
    row: Any = None
    asks_reason: bool = False
    status: int = 200


def answer(request: PageRequest, doing: Doing) -> HttpResponse:
    """The page, or for htmx the part of it that changes. A deed done without a script leads back here."""
    whole = queries.goals_page(request.workspace)
    if request.method == "POST" and not request.htmx and doing.status == 200:
        return redirect("goals", request.workspace.slug)
    chosen = bool(doing.kind)
    doing = _settled(doing, whole)
    context: dict[str, Any] = {
        "doing": doing, "page": whole, "chosen": chosen, "post": show.post_strip(whole),
        "says": show.says(whole),
        "gate": show.gate_words(whole), "round_form": _form(doing, "round", _round_form(whole)),
    }  # fmt: skip
    context |= _chart(request, whole)
    context |= _builder(request, doing, whole)
    template = "goals/_all.html" if request.htmx else "goals/page.html"
    return render(request, template, context, status=doing.status)


def _settled(doing: Doing, whole: queries.GoalsPage) -> Doing:
    """Without a choice the builder shows the main goal, or begins one."""
    if doing.kind:
        return doing
    values = {name: getattr(doing, name) for name in ("form", "which", "done", "row", "status", "by")}
    if whole.main is None:
        return Doing("goal", new=True, **values)
    return Doing("goal", whole.main.row.pk, **values)


def _chart(request: PageRequest, whole: queries.GoalsPage) -> dict[str, Any]:
    lead = whole.main.lead if whole.main else None
    if lead is None or whole.main is None:
        return {"lead": None}
    chart = chart_of(lead, request.workspace, whole.main.row.date)
    return {"lead": lead, "chart": chart, "chance": show.chance_words(lead), "unit": show.unit_of(lead)}


def history_of(request: PageRequest, pk: int) -> dict[str, Any] | None:
    """What the page says of one KPI's history: its chart, the chance, and the checks it decides."""
    whole = queries.goals_page(request.workspace)
    kpi = next((one for one in (*whole.kpis, *whole.parked) if one.row.pk == pk), None)
    if kpi is None:
        return None
    goal = next((one for one in whole.goals if kpi in one.kpis), None)
    ends = goal.row.date if goal else None
    return {
        "kpi": kpi, "goal": goal, "chart": chart_of(kpi, request.workspace, ends),
        "chance": show.chance_words(kpi),
    }  # fmt: skip


def checks_of(request: PageRequest, pk: int) -> dict[str, Any] | None:
    """The checks of one goal in words."""
    goal = next((one for one in queries.goals_page(request.workspace).goals if one.row.pk == pk), None)
    return {"goal": goal, "checks": show.worded(goal.checks, show.unit_of(goal.lead))} if goal else None


def _builder(request: PageRequest, doing: Doing, whole: queries.GoalsPage) -> dict[str, Any]:
    if doing.new:
        return {"builder": "new", **_new(request, doing, whole)}
    made = {"goal": _goal, "criterion": _criterion, "kpi": _kpi}[doing.kind](request, doing, whole)
    if made is None:
        raise Http404
    return {"builder": doing.kind, **made}


def _new(request: PageRequest, doing: Doing, whole: queries.GoalsPage) -> dict[str, Any]:
    if doing.kind == "goal":
        initial = {"expectation": typed.whole(request.GET.get("expectation")), "owner": request.member.pk}
        return {"goal_form": _form(doing, "goal", GoalForm(workspace=request.workspace, initial=initial))}
    if doing.kind == "criterion":
        return {"criterion_form": _form(doing, "criterion", CriterionForm()), "parent": doing.parent}
    return {"kpi_form": _form(doing, "kpi", KpiForm()), "parent": doing.parent, **_accounts(request)}


def _goal(request: PageRequest, doing: Doing, whole: queries.GoalsPage) -> dict[str, Any] | None:
    goal = next((one for one in whole.goals if one.row.pk == doing.pk), None)
    if goal is None:
        return None
    initial = {
        "wish": goal.row.wish, "expectation": goal.row.expectation_id, "date": goal.row.date,
        "owner": goal.row.owner_id,
    }  # fmt: skip
    form = GoalForm(workspace=request.workspace, initial=initial)
    return {
        "goal": goal, "goal_form": _form(doing, "goal", form),
        "criterion_form": _form(doing, "criterion", CriterionForm()),
        "checks": show.worded(goal.checks, show.unit_of(goal.lead)), "patterns": PATTERNS,
        "claims": evidence.claims_in(request.workspace), "rests": {claim.pk for claim in goal.claims},
        "first_bare": next((line for line in goal.criteria if not line.kpis), None), "bars": _bars(goal),
    }  # fmt: skip


def _bars(goal: GoalLine) -> list[tuple[KpiLine, str, str]]:
    return [(kpi, show.what_is_measured(kpi), show.chance_words(kpi)) for kpi in goal.kpis]


def _criterion(request: PageRequest, doing: Doing, whole: queries.GoalsPage) -> dict[str, Any] | None:
    lines = [(goal, line) for goal in whole.goals for line in goal.criteria if line.row.pk == doing.pk]
    if not lines:
        return None
    goal, line = lines[0]
    row = line.row
    initial = {"sentence": row.sentence, "weight": row.weight, "not_covered": row.not_covered}
    return {
        "goal": goal, "criterion": line,
        "criterion_form": _form(doing, "criterion", CriterionForm(initial=initial)),
        "kpi_form": _form(doing, "kpi", KpiForm()), **_accounts(request),
    }  # fmt: skip


def _kpi(request: PageRequest, doing: Doing, whole: queries.GoalsPage) -> dict[str, Any] | None:
    kpi = next((one for one in (*whole.kpis, *whole.parked) if one.row.pk == doing.pk), None)
    if kpi is None:
        return None
    goal = next((one for one in whole.goals if kpi in one.kpis), None)
    row = kpi.row
    names = ("target", "direction", "lower", "upper", "when_crossed")
    initial = {name: getattr(row, name) for name in names} | {"owner": row.owner_id}
    form = TargetForm(initial=initial, workspace=request.workspace, share=queries.is_share(row))
    question = row.question
    return {
        "goal": goal, "kpi": kpi, "target_form": _form(doing, "target", form),
        "measure_form": _form(doing, "measure", _measure_form(kpi)), **_accounts(request),
        "measured": show.what_is_measured(kpi), "kpi_chance": show.chance_words(kpi),
        "library_line": line_of(f"{question.analysis}.{row.measure}") if question else None,
        "kpi_chart": chart_of(kpi, request.workspace, goal.row.date if goal else None),
        "places": [line for one in whole.goals for line in one.criteria],
    }  # fmt: skip


def _measure_form(kpi: KpiLine) -> MeasureForm:
    """What it measures now."""
    question = kpi.row.question
    if question is None:
        return MeasureForm()
    return MeasureForm(initial={
        "code": f"{question.analysis}.{kpi.row.measure}", "account": question.params.get("account") or "",
        "phrase": question.params.get("options", {}).get("phrase", ""), "days": queries.window_days(kpi.row),
    })  # fmt: skip


def _round_form(whole: queries.GoalsPage) -> RoundForm:
    if whole.round:
        return RoundForm(initial={"starts": whole.round.starts, "ends": whole.round.ends})
    today = timezone.localdate()
    return RoundForm(initial={"starts": today, "ends": plan_end(today)})


def plan_end(today: date) -> date:
    """The end of this year; of the next where less than a quarter of this one is left."""
    return date(today.year + (today.month >= 10), 12, 31)


def _form(doing: Doing, which: str, fresh: forms.Form) -> forms.Form:
    """What was typed, when it has to be typed again."""
    return doing.form if doing.form is not None and doing.which == which else fresh


def _accounts(request: PageRequest) -> dict[str, Any]:
    return {"accounts": data.accounts(workspace=request.workspace)[:MOST_ACCOUNTS]}
