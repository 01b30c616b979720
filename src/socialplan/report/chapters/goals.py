"""What must be reached: the main goal, its criteria and KPIs, and the checks."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from socialplan.plan.evidence.queries import Figure
from socialplan.plan.goals import queries
from socialplan.plan.goals.queries import GoalLine, KpiLine
from socialplan.plan.goals.rules import Check
from socialplan.plan.goals.wording import in_words
from socialplan.plan.loop import STEPS

from .. import numbers
from ..document import Block, Bullet, Chapter, Grid, Missing, Paragraph, Section, Statement
from ..shown import language, shown, wanted

if TYPE_CHECKING:
    from socialplan.plan.team.models import Workspace

STEP = next(step for step in STEPS if step.slug == "goals")


def chapter(workspace: "Workspace", owner: str) -> Chapter:
    page = queries.goals_page(workspace)
    sections = [_goal(goal, workspace) for goal in page.goals]
    if page.main is None:
        sections.insert(0, Section(_("Main goal"), (Missing(_("There is no main goal yet."), owner),)))
    if page.parked:
        sections.append(Section(_("KPIs that wait for a criterion"), (_kpis(page.parked, workspace),)))
    period = ""
    if page.round:
        ends = [numbers.day(day, language()) for day in (page.round.starts, page.round.ends)]
        period = _("The plan runs from %(starts)s to %(ends)s.") % {"starts": ends[0], "ends": ends[1]}
    return Chapter(STEP.slug, str(STEP.title), str(STEP.question), period, tuple(sections))


def bullet(goal: GoalLine, workspace: "Workspace") -> Block:
    """The goal as a bar; in words where a value is missing."""
    kpi = goal.lead
    if kpi is None or kpi.now is None or kpi.baseline is None:
        return Statement(goal.row.wish, note=_("No KPI shows this goal yet."))
    shown_now, start = shown(kpi.now, workspace), shown(kpi.baseline, workspace)
    target = wanted(kpi.row.target, kpi.now)
    labels = (_("Baseline"), _("Now"), _("To be reached"))
    words = [f"{label}: {one.value}" for label, one in zip(labels, (start, shown_now, target), strict=True)]
    places, spread = _positions(kpi.baseline, kpi.now, kpi.row.target)
    return Bullet(
        goal.row.wish, start, shown_now, target, numbers.day(goal.row.date, language()), labels,
        places, spread, "; ".join(words),
    )  # fmt: skip


def _positions(
    baseline: Figure, now: Figure, target: float | None
) -> tuple[tuple[float, float, float], tuple[float, float] | None]:
    """Where the three stand on a bar from zero; the range of now beside it."""
    values = [_number(baseline.value), _number(now.value), target or 0.0]
    bounds = [bound for bound in (now.low, now.high) if bound is not None]
    top = max([*values, *bounds, 1e-9]) * 1.08
    places = tuple(max(0.0, value / top) for value in values)
    spread = (max(0.0, bounds[0] / top), bounds[1] / top) if len(bounds) == 2 else None
    return (places[0], places[1], places[2]), spread


def _number(value: float | str | None) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _goal(goal: GoalLine, workspace: "Workspace") -> Section:
    blocks: list[Block] = [bullet(goal, workspace)]
    if goal.row.expectation:
        serves = _("Serves: %(expectation)s") % {"expectation": goal.row.expectation.sentence}
        blocks.append(Paragraph(serves, quiet=True))
    for criterion in goal.criteria:
        note = criterion.row.not_covered
        covered = _("Not covered: %(what)s") % {"what": note} if note else ""
        weight = _("Criterion, weight %(share)s") % {"share": numbers.percent(criterion.share, language(), 0)}
        blocks.append(Statement(criterion.row.sentence, note=". ".join(filter(None, (weight, covered)))))
        if criterion.kpis:
            blocks.append(_kpis(criterion.kpis, workspace))
    blocks.append(_checks(goal.checks))
    title = _("Main goal") if goal.row.main else goal.row.wish
    approved = _("approved") if goal.row.state == "approved" else _("a wish, not approved yet")
    return Section(f"{title} ({approved})", tuple(blocks))


def _kpis(kpis: Iterable[KpiLine], workspace: "Workspace") -> Grid:
    head = (_("KPI"), _("Baseline"), _("Now"), _("To be reached"), _("When it crosses a line"))
    return Grid(head, tuple(_kpi(kpi, workspace) for kpi in kpis))


def _kpi(kpi: KpiLine, workspace: "Workspace") -> tuple[str, ...]:
    target = wanted(kpi.row.target, kpi.now)
    chance = _(" (about %(tenths)s in 10)") % {"tenths": kpi.tenths} if kpi.tenths else ""
    lines = [
        numbers.value(line, kpi.now.unit if kpi.now else "", language())
        for line in (kpi.row.lower, kpi.row.upper)
        if line is not None
    ]
    action = " / ".join(lines) + (": " if lines and kpi.row.when_crossed else "") + kpi.row.when_crossed
    crossed = _(" Crossed.") if kpi.crossed else ""
    return (kpi.row.name, _cell(kpi.baseline, workspace), _cell(kpi.now, workspace),
            target.value + chance, action + crossed)  # fmt: skip


def _cell(figure: Figure | None, workspace: "Workspace") -> str:
    one = shown(figure, workspace)
    return "\n".join(part for part in (one.value, one.range, one.n, one.as_of, one.finding) if part)


def _checks(checks: tuple[Check, ...]) -> Grid:
    spoken = language()
    rows = []
    for check in checks:
        words = in_words(check, shown={key: _said(value, spoken) for key, value in check.values.items()})
        rows.append((f"{words.letter} {words.name}", str(words.outcome_word), f"{words.reason} {words.fix}"))
    return Grid((_("Check"), _("Outcome"), _("Why, and what to do")), tuple(rows))


def _said(value: object, spoken: str) -> str:
    if isinstance(value, int | float):
        return numbers.number(value, spoken)
    return numbers.day(value, spoken) if isinstance(value, date) else str(value)
