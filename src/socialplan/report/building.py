"""From a workspace to its plan on paper: the whole document, or one page for management."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from socialplan.plan.evidence.queries import ClaimView, claims_in, review_queue
from socialplan.plan.goals.queries import main_goal
from socialplan.plan.team.queries import owner_of

from . import numbers
from .chapters import analyse, brief, evidence, goals
from .document import Block, Chapter, Document, Missing, Section
from .shown import language
from .standing import notice, standing

if TYPE_CHECKING:
    from socialplan.plan.team.models import Workspace

MANAGEMENT_CLAIMS = 4


def plan(workspace: "Workspace", *, spoken: str, now: datetime | None = None) -> Document:
    """The whole plan in `spoken` (nl or en), as it stands at `now`."""
    with translation.override(spoken):
        owner = _("can be added by %(name)s") % {"name": owner_of(workspace)}
        marks = review_queue(workspace)
        chapters = (
            brief.chapter(workspace, owner), analyse.chapter(workspace, owner),
            goals.chapter(workspace, owner), evidence.chapter(workspace, marks, owner),
        )  # fmt: skip
        return _document(workspace, _("Social media plan"), chapters, len(marks), now=now)


def one_page(workspace: "Workspace", *, spoken: str, now: datetime | None = None) -> Document:
    """One page for management: the main goal, what stands, what does not, what must be decided."""
    with translation.override(spoken):
        marks = review_queue(workspace)
        claims = claims_in(workspace)
        sections = (
            Section(_("What stands"), _some(claims, ("supported",), workspace)),
            Section(
                _("What needs a look"),
                _some(claims, ("contested", "stale", "insufficient", "unsupported"), workspace),
            ),
            Section(_("To decide"), tuple(evidence.mark_block(mark) for mark in marks[:3])),
        )  # fmt: skip
        head = standing([claim.state for claim in claims])
        filled = tuple(part for part in sections if part.blocks)
        page = Chapter("management", _("Where we are"), "", head, filled)
        document = _document(workspace, _("Social media plan on one page"), (page,), len(marks), now=now)
        return replace(document, single=True)


def file_name(workspace: "Workspace", *, spoken: str, suffix: str, page: bool = False) -> str:
    """What an export is called; simulated data say so in the name."""
    parts = [workspace.slug, "plan", "1" if page else "", spoken, "simulated" if workspace.simulated else ""]
    return "-".join(part for part in parts if part) + f".{suffix}"


def _some(claims: list[ClaimView], states: tuple[str, ...], workspace: "Workspace") -> tuple[Block, ...]:
    chosen = sorted((one for one in claims if one.state in states), key=lambda one: states.index(one.state))
    return tuple(analyse.claim_block(claim, workspace) for claim in chosen[:MANAGEMENT_CLAIMS])


def _document(
    workspace: "Workspace", title: str, chapters: tuple[Chapter, ...], reviews: int, *, now: datetime | None
) -> Document:
    now = timezone.localtime(now or timezone.now(), ZoneInfo(workspace.zone))
    spoken, claims = language(), claims_in(workspace)
    goal = main_goal(workspace)
    lead: tuple[Block, ...] = (
        (goals.bullet(goal, workspace),) if goal else (Missing(_("There is no main goal yet.")),)
    )
    day = numbers.day(now, spoken)
    simulated = _("Simulated data. This company does not exist.") if workspace.simulated else ""
    return Document(
        title=title, subtitle=_("%(name)s, as of %(day)s") % {"name": workspace.name, "day": day},
        workspace=workspace.name, language=spoken, date=day, version=f"{now:%Y-%m-%d %H:%M}",
        notice=notice([claim.state for claim in claims], reviews), simulated=simulated,
        footer=" · ".join(part for part in (workspace.name, f"{day} {now:%H:%M}", simulated) if part),
        page_of=(_("Page"), _("of")), lead=lead, chapters=chapters, contents_title=_("Contents"),
        explanation=_(
            "Every figure is computed from stored data. "
            "A range says where the true value likely is (95 percent). "
            "The finding behind a figure opens in socialplan by its id."
        ),
    )  # fmt: skip
