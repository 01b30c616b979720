"""How the goals page says things: the checks in words, the chance, what is measured, the POST strip."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from socialplan.plan.evidence.queries import Figure
from socialplan.plan.goals import queries
from socialplan.plan.goals.library import line_of
from socialplan.plan.goals.queries import GoalLine, GoalsPage, KpiLine
from socialplan.plan.goals.rules import Check, failing, unsure
from socialplan.plan.goals.wording import GATE, CheckInWords, in_words
from socialplan.report import numbers

Words = str | Promise


def language() -> str:
    return (get_language() or "en")[:2]


def worded(checks: tuple[Check, ...], unit: str) -> list[CheckInWords]:
    """The checks as this reader writes numbers and dates."""
    return [in_words(check, shown=_shown(check.values, unit)) for check in checks]


def _shown(values: Mapping[str, Any], unit: str) -> dict[str, str]:
    return {name: _one(name, value, values, unit) for name, value in values.items()}


def _one(name: str, value: Any, values: Mapping[str, Any], unit: str) -> str:
    if isinstance(value, date):
        return numbers.day(value, language())
    if name == "periods" or not isinstance(value, int | float):
        return str(value)
    return numbers.value(value, unit, language(), values.get("low"), values.get("high"))


@dataclass(frozen=True)
class PostStep:
    """One letter of POST: its state in words, and what blocks the next."""

    letter: str
    name: Words
    state: str
    address: str = ""  # name of the page that helps


def post_strip(page: GoalsPage) -> list[PostStep]:
    """People, objectives, strategy, technology: each waits for the one before it."""
    people = _("Known well enough") if not page.gate else _("Not known well enough yet")
    return [
        PostStep("P", _("People"), people, "swot" if page.gate else ""),
        PostStep("O", _("Objectives"), _objective(page.main), "" if page.main else "goals"),
        PostStep("S", _("Strategy"), _("Waits for an approved main goal") if not _agreed(page.main)
                 else _("Can begin: the main goal is approved")),
        PostStep("T", _("Technology"), _("Waits for the strategy")),
    ]  # fmt: skip


def _agreed(main: GoalLine | None) -> bool:
    return main is not None and main.row.state == "approved"


def _objective(main: GoalLine | None) -> str:
    if main is None:
        return _("No main goal yet")
    if _agreed(main):
        return _("Main goal approved")
    wrong = len(failing(main.checks)) + len(unsure(main.checks))
    return _("Main goal is a wish, %(number)s of 5 checks open") % {"number": wrong}


def says(page: GoalsPage) -> str:
    """What we can say now."""
    if page.main is None:
        return ""
    crossed = sum(bool(kpi.crossed) for kpi in page.kpis)
    goals, kpis = len(page.goals), len(page.kpis)
    said = [
        ngettext("%(n)s goal", "%(n)s goals", goals) % {"n": goals},
        ngettext("%(n)s KPI", "%(n)s KPIs", kpis) % {"n": kpis},
        ngettext("%(n)s beyond a control line", "%(n)s beyond a control line", crossed) % {"n": crossed},
    ]
    return ", ".join(said) + "."


def gate_words(page: GoalsPage) -> list[Words]:
    return [GATE[code] for code in page.gate]


def unit_of(kpi: KpiLine | None) -> str:
    return kpi.now.unit if kpi and kpi.now else ""


def what_is_measured(kpi: KpiLine) -> str:
    """The formula in words: measure, whose posts, how long."""
    question = kpi.row.question
    if question is None:
        return ""
    line = line_of(f"{question.analysis}.{kpi.row.measure}")
    parts = [str(line.title) if line else question.analysis]
    if account := question.params.get("account"):
        parts.append(_("of %(account)s") % {"account": account})
    if phrase := question.params.get("options", {}).get("phrase"):
        parts.append(_("with “%(phrase)s”") % {"phrase": phrase})
    if days := queries.window_days(kpi.row):
        parts.append(_("over the last %(days)s complete days") % {"days": days})
    return ", ".join(parts)


def chance_words(kpi: KpiLine) -> str:
    """About 3 in 10, and what that makes of the value to reach; with too little history it says so."""
    if kpi.row.target is None:
        return ""
    if kpi.over:
        return _("The date has passed.")
    if kpi.history == queries.MEASURING and kpi.outlook is None:
        return ""
    if kpi.outlook is None:
        return _("Too little history: %(periods)s comparable periods, 8 needed. So no chance is given.") % {
            "periods": kpi.periods
        }
    chance = _("Chance to reach it: about %(tenths)s in 10.") % {"tenths": kpi.tenths}
    return f"{chance} {_('That is a stretch.')}" if kpi.outlook.stretch else chance


def moved_words(kpi: KpiLine) -> str:
    """The starting point was 3.1, now 2.6. Keep the target?"""
    if not kpi.moved or kpi.baseline is None or kpi.now is None:
        return ""
    start, now = (figure_value(figure) for figure in (kpi.baseline, kpi.now))
    return _("The starting point was %(start)s, now %(now)s. Keep the value to reach?") % {
        "start": start, "now": now,
    }  # fmt: skip


def figure_value(figure: Figure) -> str:
    """A figure as this reader writes it, without its unit."""
    if not isinstance(figure.value, int | float):
        return str(figure.value or "")
    return numbers.value(figure.value, figure.unit, language(), figure.low, figure.high)
