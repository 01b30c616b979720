"""What must be reached: the main goal, its criteria and KPIs, and the checks."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from socialplan.plan.goals import queries
from socialplan.plan.goals.queries import GoalLine, KpiLine
from socialplan.plan.goals.rules import Check
from socialplan.plan.goals.wording import in_words
from socialplan.plan.loop import STEPS

from .. import numbers
from ..document import Block, Bullet, Cell, Chapter, Grid, Missing, Paragraph, Section, Statement
from ..shown import control_lines, language, shown, wanted

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
    period = _("The plan has no period yet.")
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
    words += [chance] if (chance := chance_words(kpi)) else []
    places, spread, likely = _positions(kpi)
    return Bullet(
        goal.row.wish, start, shown_now, target, numbers.day(goal.row.date, language()), labels,
        places, spread, "; ".join(words), likely, chance,
    )  # fmt: skip


def chance_words(kpi: KpiLine) -> str:
    """About 3 in 10 with the range that is likely at the date; with too little history it says so."""
    if kpi.over:
        return _("The date has passed.")
    if kpi.row.target is None or (kpi.outlook is None and kpi.history):
        return ""
    if kpi.outlook is None:
        return _("Too little history: %(periods)s comparable periods, 8 needed. So no chance is given.") % {
            "periods": kpi.periods
        }
    seen, unit = kpi.outlook, kpi.now.unit if kpi.now else ""
    likely = numbers.between(seen.low, seen.high, unit, language())
    words = _("At the date %(likely)s. Chance to reach it: about %(tenths)s in 10.")
    said = words % {"likely": likely, "tenths": kpi.tenths}
    return f"{said} {_('That is a stretch.')}" if seen.stretch else said


Span = tuple[float, float] | None


def _positions(kpi: KpiLine) -> tuple[tuple[float, float, float], Span, Span]:
    """Where the three stand on a bar from zero; the range of now and of the date beside it."""
    assert kpi.baseline and kpi.now
    values = [_number(kpi.baseline.value), _number(kpi.now.value), kpi.row.target or 0.0]
    now = (kpi.now.low, kpi.now.high)
    date = (kpi.outlook.low, kpi.outlook.high) if kpi.outlook else (None, None)
    top = max([*values, *(bound for bound in (*now, *date) if bound is not None), 1e-9]) * 1.08
    places = tuple(max(0.0, value / top) for value in values)
    return (places[0], places[1], places[2]), _span(now, top), _span(date, top)


def _span(ends: tuple[float | None, float | None], top: float) -> Span:
    low, high = ends
    return None if low is None or high is None else (max(0.0, low / top), high / top)


def _number(value: float | str | None) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _goal(goal: GoalLine, workspace: "Workspace") -> Section:
    blocks: list[Block] = [bullet(goal, workspace)]
    blocks += [Paragraph(words, quiet=True) for words in _agreed(goal)]
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


def _agreed(goal: GoalLine) -> list[str]:
    """Whose it is, who approved it, and why in spite of open checks."""
    row, said = goal.row, []
    if row.owner:
        said.append(_("Owner: %(name)s.") % {"name": row.owner})
    if row.approved_by and row.approved_at:
        day = numbers.day(row.approved_at, language())
        said.append(_("Approved by %(name)s, %(day)s.") % {"name": row.approved_by, "day": day})
    reason = _("In spite of open checks, because: %(reason)s") % {"reason": row.override_reason}
    return [" ".join(said), *([reason] if row.override_reason else [])] if said else []


def _kpis(kpis: Iterable[KpiLine], workspace: "Workspace") -> Grid:
    head = (_("KPI"), _("Baseline"), _("Now"), _("To be reached"), _("When it crosses a line"))
    return Grid(head, tuple(_kpi(kpi, workspace) for kpi in kpis), widths=(4, 4, 4, 2, 4))


def _kpi(kpi: KpiLine, workspace: "Workspace") -> tuple[Cell, ...]:
    target = wanted(kpi.row.target, kpi.now)
    chance = _(" (about %(tenths)s in 10)") % {"tenths": kpi.tenths} if kpi.tenths else ""
    lines = control_lines(kpi.row.lower, kpi.row.upper, kpi.now)
    action = ": ".join(part for part in (lines, kpi.row.when_crossed) if part)
    crossed = _(" Crossed.") if kpi.crossed else ""
    name = f"{kpi.row.name} ({kpi.row.owner})" if kpi.row.owner else kpi.row.name
    return (name, shown(kpi.baseline, workspace), shown(kpi.now, workspace),
            target.value + chance, action + crossed)  # fmt: skip


def _checks(checks: tuple[Check, ...]) -> Grid:
    spoken = language()
    rows = []
    for check in checks:
        words = in_words(check, shown={key: _said(value, spoken) for key, value in check.values.items()})
        rows.append((f"{words.letter} {words.name}", str(words.outcome_word), f"{words.reason} {words.fix}"))
    return Grid((_("Check"), _("Outcome"), _("Why, and what to do")), tuple(rows), widths=(2, 2, 6))


def _said(value: object, spoken: str) -> str:
    if isinstance(value, int | float):
        return numbers.number(value, spoken)
    return numbers.day(value, spoken) if isinstance(value, date) else str(value)
