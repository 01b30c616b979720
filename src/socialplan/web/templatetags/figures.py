"""Numbers, dates, states and icons in templates, worded by one place for every face."""

from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.templatetags.static import static
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from socialplan.plan.evidence.codes import network_word as network_by_name
from socialplan.plan.sources.queries.days import local_day
from socialplan.report import numbers
from socialplan.report.counted import counted as words_of_number
from socialplan.report.shown import control_lines as lines_in_words
from socialplan.report.shown import unit_words
from socialplan.report.words import STATES

register = template.Library()


def _language() -> str:
    return (translation.get_language() or "en")[:2]


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing beside a word; it says nothing to a screen reader."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("vendor/icons.svg"), name,
    )  # fmt: skip


@register.filter
def number(value: float | None, decimals: int | None = None) -> str:
    return numbers.number(value, _language(), decimals)


@register.filter
def counted(n: int, unit: str = "posts") -> str:
    return words_of_number(n, unit)


@register.filter
def euros(amount: Decimal | float | None) -> str:
    return numbers.money(amount, _language())


@register.filter
def percent(share: float | None, decimals: int = 1) -> str:
    return numbers.percent(share, _language(), decimals)


@register.filter
def figure_value(figure: Any) -> str:
    return numbers.value(figure.value, figure.unit, _language(), figure.low, figure.high)


@register.filter
def figure_range(figure: Any) -> str:
    return numbers.between(figure.low, figure.high, figure.unit, _language())


@register.filter
def figure_short_range(figure: Any) -> str:
    return numbers.between(figure.low, figure.high, figure.unit, _language(), table=True)


@register.filter
def age(moment: datetime | date | None) -> str:
    """2 hours old; a date counts from its end."""
    now = timezone.now()
    if moment is not None and not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, tzinfo=now.tzinfo)
    if isinstance(moment, datetime) and timezone.is_naive(moment):
        moment = moment.replace(tzinfo=now.tzinfo)
    return numbers.age(moment, now, _language())


@register.filter
def day(moment: date | datetime | None) -> str:
    return numbers.day(moment, _language())


@register.filter
def short_day(moment: date | datetime | None) -> str:
    return numbers.short_day(moment, _language())


@register.filter
def in_zone(moment: datetime | None, zone: str) -> date | None:
    """The day of a stored moment in a zone."""
    return local_day(moment, zone)


@register.filter
def chart_day(x: str) -> str:
    """A day on a chart, from 2026-03-31."""
    try:
        return numbers.short_day(date.fromisoformat(x), _language())
    except ValueError:
        return x


@register.simple_tag(takes_context=True)
def moment(context: Mapping[str, Any], when: datetime | None) -> str:
    """Day and time in the zone of the workspace: Mon 23 Nov 2026, 14:05."""
    if when is None:
        return "–"
    workspace = context.get("workspace")
    zone: tzinfo = ZoneInfo(workspace.zone) if workspace else timezone.get_default_timezone()
    local = timezone.localtime(when, zone) if timezone.is_aware(when) else when
    return f"{numbers.day(local, _language())}, {local:%H:%M}"


@register.simple_tag
def unit(code: str, value: object = None) -> str:
    """The words of a unit, in the language of the page; a percent sign says it is a share."""
    return unit_words(code, value)


@register.filter
def state_word(code: str) -> str | Promise:
    return STATES.get(code, code)


@register.filter
def attribute(mapping: Mapping[str, Any], key: str) -> Any:
    """The value under a key that is only known while rendering."""
    return mapping.get(key) if isinstance(mapping, Mapping) else getattr(mapping, key, None)


@register.filter
def network_word(network: str) -> str:
    return network_by_name(network)


@register.filter
def role_word(role: str) -> str | Promise:
    from socialplan.web.team_words import ROLES

    return ROLES.get(role, role)


@register.simple_tag
def wanted(kpi: Any) -> str:
    """The value a KPI must reach, written like its figure."""
    return _beside(kpi, kpi.row.target)


@register.simple_tag
def control_lines(kpi: Any) -> str:
    """Lower and upper control line of a KPI."""
    return lines_in_words(kpi.row.lower, kpi.row.upper, kpi.now) or "–"


def _beside(kpi: Any, value: float | None) -> str:
    if value is None:
        return "–"
    return numbers.value(value, kpi.now.unit if kpi.now else "", _language())


@register.filter
def kind_of(row: Any) -> str:
    """What kind of thing of the plan a row is: goal, criterion, kpi."""
    return str(row._meta.model_name)
