"""What the shell around every page shows: the workspace, the steps, the language, what one may do."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from socialplan.plan.evidence.queries import reviews_due
from socialplan.plan.loop import BUILT, Step
from socialplan.plan.sources.queries.listening import urgent_sources
from socialplan.plan.team import queries
from socialplan.plan.team.rules import permissions_of

from .access import PageRequest
from .period import LOOKING

ICONS = {
    "overview": "home", "sources": "database", "brief": "flag", "listen": "ear", "analyse": "grid-dots",
    "goals": "target", "influencers": "users", "content": "books", "media": "world", "publish": "calendar",
    "engage": "message-2", "monitor": "chart-bar", "crisis": "alert-triangle", "evidence": "clipboard-check",
    "document": "file-text", "explore": "zoom-question", "claims": "list-check", "team": "settings",
}  # fmt: skip
GROUPS = (("daily", _("Every day")), ("plan", _("The plan")), ("below", _("Manage")))
# Pages that are not a step of their own, and the step pages they stand after.
EXTRA = (
    ("daily", "overview", _("Overview"), "first"),
    ("plan", "claims", _("Claims"), "last"),
    ("plan", "plan", _("Plan document"), "last"),
    ("below", "explore", _("Explore"), "last"),
    ("below", "team", _("Team & settings"), "last"),
)
# Pages of a step that stand under it, in the order of the method.
UNDER = {
    "stream": (
        ("stream", _("Stream")), ("who", _("Who")), ("what", _("What")), ("movements", _("Movements")),
        ("tracked-queries", _("Tracked queries")),
    ),
    "swot": (
        ("audience", _("Audience")), ("reputation", _("Reputation")),
        ("traffic", _("Traffic & conversion")),
        ("competitors", _("Competitors")), ("destep", _("DESTEP")), ("swot", _("SWOT")),
        ("confrontation", _("Confrontation matrix")),
    ),
}  # fmt: skip
ON_PHONE = ("overview", "review", "swot", "goals")
KEYS = {"overview": "o", "review": "r", "data": "d", "explore": "e", "goals": "l", "brief": "b"}
SHORT = {"review": _("To review")}  # where a name does not fit under an icon
EXTRA_ICONS = {"plan": "document"}


@dataclass(frozen=True)
class Entry:
    """One line of the menu; `due` counts what in it needs a person."""

    name: str
    title: str | Promise
    address: str
    icon: str
    number: str = ""
    current: bool = False
    due: int = 0
    under: tuple["Entry", ...] = ()  # the pages of this step, while one of them is open

    @property
    def short(self) -> str | Promise:
        return SHORT.get(self.name, self.title)

    @property
    def key(self) -> str:
        """The letter that goes here after `g`."""
        return KEYS.get(self.name, "")


class MemberLanguage:
    """Somebody who signed in reads in the language of their account."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


def shell(request: HttpRequest) -> dict[str, Any]:
    """For every template; on a page outside a workspace only the language."""
    workspace = getattr(request, "workspace", None)
    base: dict[str, Any] = {
        "language": (translation.get_language() or "en")[:2], "workspace": workspace,
        "period": getattr(request, "period", None),
    }  # fmt: skip
    if workspace is None or getattr(request, "htmx", False):
        return base | _rights(request)
    menu = _menu(cast(PageRequest, request))
    entries = [entry for _title, group in menu for entry in group]
    return base | _rights(request) | {
        "menu": menu, "subnav": next((entry.under for entry in entries if entry.under), ()),
        "phone_menu": [entry for name in ON_PHONE for entry in entries if entry.name == name],
        "workspaces": queries.workspaces_of(request.user),  # type: ignore[arg-type]
    }  # fmt: skip


def _rights(request: HttpRequest) -> dict[str, Any]:
    """`can.plan_edit` and its like: what this member may do, for buttons that are not shown otherwise."""
    member = getattr(request, "member", None)
    names = permissions_of(member.role) if member else frozenset()
    return {"member": member, "can": {name.replace(".", "_"): True for name in names}}


def _menu(request: PageRequest) -> list[tuple[str | Promise, list[Entry]]]:
    groups: list[tuple[str | Promise, list[Entry]]] = []
    for group, title in GROUPS:
        steps = [_entry(request, str(step.url), step.title, step) for step in BUILT if step.group == group]
        first = [_entry(request, n, t) for g, n, t, place in EXTRA if g == group and place == "first"]
        last = [_entry(request, n, t) for g, n, t, place in EXTRA if g == group and place == "last"]
        entries = [entry for entry in first + steps + last if entry]
        if entries:
            groups.append((title, entries))
    return groups


def _entry(request: PageRequest, name: str, title: str | Promise, step: Step | None = None) -> Entry | None:
    try:
        address = _address(request, name)
    except NoReverseMatch:
        return None
    key = step.slug if step else EXTRA_ICONS.get(name, name)
    under = _under(request, name)
    return Entry(
        name=name, title=title, address=address, icon=ICONS[key], number=step.number if step else "",
        current=bool(under) or _here(request, name, address), under=under,
        due=_due(request, name),
    )  # fmt: skip


def _due(request: PageRequest, name: str) -> int:
    """What in this room needs a person."""
    if name == "review":
        return reviews_due(request.workspace)
    return urgent_sources(request.workspace) if name == "data" else 0


def _address(request: PageRequest, name: str) -> str:
    """Of a page; one that looks at a period takes along the one of this page."""
    address = reverse(name, args=[request.workspace.slug])
    period = getattr(request, "period", None)
    return f"{address}?{period.query}" if period and period.chosen and name in LOOKING else address


def _here(request: PageRequest, name: str, address: str) -> bool:
    here = address.partition("?")[0]
    return request.path == here or (name != "overview" and request.path.startswith(here))


def _under(request: PageRequest, step: str) -> tuple[Entry, ...]:
    """The pages of a step; none while another step is open."""
    pages = []
    for name, title in UNDER.get(step, ()):
        try:
            address = _address(request, name)
        except NoReverseMatch:
            continue
        pages.append(Entry(name, title, address, "", current=_here(request, name, address)))
    # The first page of a step may stand at an address under which the others stand.
    here = max((page for page in pages if page.current), key=lambda page: len(page.address), default=None)
    return tuple(replace(page, current=page is here) for page in pages) if here else ()
