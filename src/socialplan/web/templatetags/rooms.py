"""Words of the plan's rooms that a template needs."""

from typing import TYPE_CHECKING

from django import template

from socialplan.web import goals_show

if TYPE_CHECKING:
    from socialplan.plan.goals.queries import KpiLine

register = template.Library()


@register.filter
def moved_words(kpi: "KpiLine") -> str:
    """What became of the starting point of a KPI, as a question; empty while it stands."""
    return goals_show.moved_words(kpi)


@register.filter
def bare(sentence: str) -> str:
    """A sentence without its full stop, to stand inside another."""
    return sentence.rstrip(" .")


@register.filter
def measured(kpi: "KpiLine") -> str:
    """The formula of a KPI in words."""
    return goals_show.what_is_measured(kpi)
