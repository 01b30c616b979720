"""The period of a page: chosen in the top bar, kept in the address, counted back from the newest data."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from socialplan.plan.evidence.queries import window_dates
from socialplan.plan.evidence.rules import Window
from socialplan.report import numbers

if TYPE_CHECKING:
    from socialplan.plan.team.models import Workspace
    from socialplan.web.access import PageRequest

NAMES = ("period", "since", "until")  # what steers the period in an address
PLAN = "plan"
PRESETS = (
    ("30d", _lazy("Last 30 days")), ("90d", _lazy("Last 90 days")), ("quarter", _lazy("This quarter")),
)  # fmt: skip
NOT_KEPT = (*NAMES, "page", "csrfmiddlewaretoken")
# Pages that look at a period: a link from one to another takes it along.
LOOKING = (
    "stream",
    "who",
    "what",
    "movements",
    "audience",
    "reputation",
    "traffic",
    "competitors",
    "explore",
)


@dataclass(frozen=True)
class Period:
    """A window as it stands in the address (`code`; empty for all data and for own dates) and its dates."""

    code: str = ""
    window: Window = field(default_factory=Window)
    since: date | None = None
    until: date | None = None
    wrong: str = ""
    rest: tuple[tuple[str, str], ...] = ()  # everything else in the address
    planned: bool = False  # whether the plan has a period to choose

    @property
    def given(self) -> dict[str, str]:
        """The dates as an analysis takes them."""
        days = {"since": self.since, "until": self.until}
        return {name: day.isoformat() for name, day in days.items() if day is not None}

    @property
    def steering(self) -> dict[str, str]:
        """What stands in the address for it."""
        return {"period": self.code} if self.code else self.given

    @property
    def query(self) -> str:
        return urlencode(self.steering)

    @property
    def chosen(self) -> bool:
        return bool(self.code or self.since or self.until)

    @property
    def words(self) -> str | Promise:
        """In a few words, without its dates."""
        return period_words(self.code) if self.code else _("Own dates") if self.chosen else _("All data")

    @property
    def dates(self) -> str:
        """The first and the last day that count; the day it ends is not one of them."""
        language = (get_language() or "en")[:2]
        last = self.until - timedelta(days=1) if self.until else None
        first, last_ = (numbers.short_day(day, language) if day else "…" for day in (self.since, last))
        return f"{first} – {last_}" if self.since or last else ""

    @property
    def choices(self) -> list[tuple[str, str | Promise, str, bool]]:
        """(code, words, address, whether it is in force) of what can be chosen with one click."""
        plan = ((PLAN, _("The whole plan period")),) if self.planned else ()
        codes = (*PRESETS, *plan, ("", _("All data")))
        return [
            (code, words, self._address({"period": code} if code else {}),
             code == self.code and (bool(code) or not self.chosen))
            for code, words in codes
        ]  # fmt: skip

    @property
    def without(self) -> str:
        """The same address without a period."""
        return self._address({})

    def _address(self, steering: Mapping[str, str]) -> str:
        return "?" + urlencode([*self.rest, *steering.items()])


def period_of(request: "PageRequest", analysis: str) -> Period:
    """The period of this page, of what `analysis` is about; the top bar then offers to change it."""
    given = request.GET if request.method == "GET" else request.POST
    period = replace(
        _read(given, request.workspace, analysis), rest=_rest(request.GET),
        planned=bool(request.workspace.plan_starts),
    )  # fmt: skip
    request.period = period
    return period


def _read(given: Mapping[str, Any], workspace: "Workspace", analysis: str) -> Period:
    """Own dates go before a preset; what is no period counts as all data."""
    try:
        since, until = (date.fromisoformat(day) if (day := str(given.get(name) or "")) else None
                        for name in ("since", "until"))  # fmt: skip
    except ValueError:
        return Period(wrong=_("A day is written like 2026-03-31. All data are shown."))
    if since and until and since >= until:
        return Period(wrong=_("The period ends before it begins. All data are shown."))
    if since or until:
        return Period(window=Window(since=since, until=until), since=since, until=until)
    code = str(given.get("period") or "")
    window = _plan(workspace) if code == PLAN else Window.read(code)
    if window is None:
        return Period()
    days = window_dates(workspace, analysis, window)
    return Period(code=code, window=window, since=days[0], until=days[1])


def _plan(workspace: "Workspace") -> Window | None:
    starts, ends = workspace.plan_starts, workspace.plan_ends
    return Window(since=starts, until=ends + timedelta(days=1)) if starts and ends else None


def _rest(query: QueryDict) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)) for name, values in query.lists() for value in values
                 if name not in NOT_KEPT and value)  # fmt: skip


def period_words(code: str) -> str | Promise:
    """A preset in words."""
    if code == PLAN:
        return _("The whole plan period")
    known = dict(PRESETS).get(code)
    return known or _("Last %(days)s days") % {"days": code.removesuffix("d")}
