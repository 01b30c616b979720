"""From a figure of the plan to the words on paper."""

import re
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from socialplan.plan.evidence.queries import Figure

from . import numbers
from .counted import counted
from .document import Shown

if TYPE_CHECKING:
    from socialplan.plan.team.models import Workspace

# The unit of what there is one of.
ONE = {
    "accounts": _("account"), "days above usual": _("day above usual"),
    "lasting changes": _("lasting change"), "people": _("person"), "posts": _("post"),
    "products mentioned": _("product mentioned"), "questions": _("question"), "shares": _("time shared"),
    "themes that stand out": _("theme that stands out"), "visits": _("visit"),
}  # fmt: skip


def language() -> str:
    return "nl" if (get_language() or "en").startswith("nl") else "en"


def shown(figure: Figure | None, workspace: "Workspace") -> Shown:
    """Value, range, n, date and finding; a figure that is not there says so in words."""
    if figure is None:
        return Shown(value=gettext("not computed yet"))
    spoken = language()
    link = reverse("finding", args=[workspace.slug, figure.finding_id])
    n = counted(figure.n, figure.n_unit)
    if not figure.known:
        return Shown(value=gettext("Too little data"), n=n, finding=short(figure.finding_id), link=link)
    text = figure.value
    if isinstance(text, int | float):
        text = numbers.value(text, figure.unit, spoken, figure.low, figure.high)
    return Shown(
        value=str(text), unit=unit_words(figure.unit, figure.value),
        range=numbers.between(figure.low, figure.high, figure.unit, spoken), n=n,
        as_of=gettext("up to %(day)s") % {"day": numbers.day(figure.as_of, spoken)} if figure.as_of else "",
        finding=short(figure.finding_id), link=link,
    )  # fmt: skip


def wanted(value: float | None, like: Figure | None) -> Shown:
    """A value somebody chose: no finding, no range."""
    if value is None:
        return Shown(value=gettext("not chosen yet"))
    unit = like.unit if like else ""
    return Shown(value=numbers.value(value, unit, language()), unit=unit_words(unit))


def control_lines(lower: float | None, upper: float | None, like: Figure | None) -> str:
    """under 2,000 / over 4,000: on which side of a line something is done."""
    said = ((gettext("under %(line)s"), lower), (gettext("over %(line)s"), upper))
    return " / ".join(words % {"line": wanted(line, like).value} for words, line in said if line is not None)


def unit_words(unit: str, value: object = None) -> str:
    """A percent sign says by itself that it is a share; a sum of parts may break between them; one is one."""
    if value == 1 and unit in ONE:
        return str(ONE[unit])
    return re.sub(r"\s*\+\s*", " + ", gettext(unit)) if unit and unit != "share" else ""


def short(finding_id: str) -> str:
    return gettext("finding %(id)s") % {"id": finding_id[:12]}
