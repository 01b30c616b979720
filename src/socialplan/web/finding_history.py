"""How a figure moved: every answer to its question, with the room its claim leaves it drawn as a band."""

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from socialplan.plan.evidence.queries import Drawer, Moment
from socialplan.report import numbers
from socialplan.web.charts import Chart, Series
from socialplan.web.words import column_word


def history(found: Drawer) -> Chart | None:
    """None with fewer than two days to draw. Of several answers about one newest day the last one counts."""
    latest = {
        (one.as_of or one.at.date()).isoformat(): one
        for one in found.history
        if isinstance(one.figure.value, int | float)
    }
    if len(latest) < 2:
        return None
    days = sorted(latest)
    moments = [latest[day] for day in days]
    room = _room(moments)
    return Chart(
        key="history", kind="line", title=_title(moments, found.figure.unit),
        subtitle=_("every answer, by the newest day it knew"), x=tuple(days),
        series=(_figures(moments, found), room) if room else (_figures(moments, found),),
        x_label=_("Newest day"), unit=found.figure.unit, simulated=found.finding.simulated,
    )  # fmt: skip


def _title(moments: Sequence[Moment], unit: str) -> str:
    language = (get_language() or "en")[:2]
    first, last = (
        numbers.value(_number(one.figure.value), unit, language, one.figure.low, one.figure.high)
        for one in (moments[0], moments[-1])
    )
    return _("From %(first)s to %(last)s in %(number)s answers") % {
        "first": first, "last": last, "number": len(moments),
    }  # fmt: skip


def _figures(moments: Sequence[Moment], found: Drawer) -> Series:
    return Series(
        name=column_word(found.figure.measure) if found.figure.measure else _("This figure"), own=True,
        values=tuple(_number(one.figure.value) for one in moments),
        low=tuple(one.figure.low for one in moments), high=tuple(one.figure.high for one in moments),
    )  # fmt: skip


def _room(moments: Sequence[Moment]) -> Series | None:
    """From the line of the claim to the end of what is drawn: while the figure lies in it, it stands."""
    if all(one.least is None and one.most is None for one in moments):
        return None
    drawn = [
        number
        for one in moments
        for number in (one.figure.value, one.figure.low, one.figure.high, one.least, one.most)
    ]
    known = [float(n) for n in drawn if isinstance(n, int | float)]
    top, bottom = max(known) * 1.1, min(0.0, min(known))
    return Series(
        name=_("stands as long as"), values=(None,) * len(moments),
        low=tuple(bottom if one.least is None and one.most is not None else one.least for one in moments),
        high=tuple(top if one.most is None and one.least is not None else one.most for one in moments),
    )  # fmt: skip


def _number(value: float | str | None) -> float | None:
    return value if isinstance(value, int | float) else None
