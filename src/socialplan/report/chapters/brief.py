"""What the plan starts from."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from socialplan.plan.brief import queries
from socialplan.plan.brief.queries import Brief, ExpectationLine, HeardLine
from socialplan.plan.loop import STEPS

from .. import numbers
from ..document import Block, Chapter, Grid, Missing, Section, Statement
from ..shown import language, shown

if TYPE_CHECKING:
    from socialplan.plan.team.models import Workspace

STEP = next(step for step in STEPS if step.slug == "brief")


def chapter(workspace: "Workspace", owner: str) -> Chapter:
    brief = queries.brief(workspace)
    return Chapter(
        STEP.slug, str(STEP.title), str(STEP.question), _summary(brief),
        (
            Section(_("Role and expectations"), _expectations(brief, owner)),
            Section(_("Names people use for us"), _heard(brief.names, workspace, _("No names yet."), owner)),
            Section(_("What we offer"), _heard(brief.offers, workspace, _("No offer yet."), owner)),
            Section(_("What was done before"), _campaigns(brief, workspace, owner)),
        ),
    )  # fmt: skip


def _summary(brief: Brief) -> str:
    total = len(brief.expectations)
    if not total:
        return _("No expectation of the marketing strategy is written down yet.")
    return ngettext(
        "%(served)s of %(total)s expectation is served by a goal.",
        "%(served)s of %(total)s expectations are served by a goal.", total,
    ) % {"served": total - brief.unserved, "total": total}  # fmt: skip


def _expectations(brief: Brief, owner: str) -> tuple[Block, ...]:
    if not brief.expectations:
        return (Missing(_("What must social media do for the organisation?"), owner),)
    return tuple(Statement(line.row.sentence, note=_note(line)) for line in brief.expectations)


def _note(line: ExpectationLine) -> str:
    served = ", ".join(goal.title.rstrip(".") for goal in line.goals) or _("no goal yet")
    on = _("page %(number)s") % {"number": line.row.page} if line.row.page else ""
    origin = ", ".join(part for part in (line.row.document, on) if part)
    words = _("Served by: %(goals)s.") % {"goals": served}
    return words + (" " + _("From: %(document)s.") % {"document": origin} if origin else "")


def _heard(lines: Iterable[HeardLine], workspace: "Workspace", nothing: str, owner: str) -> tuple[Block, ...]:
    blocks = tuple(
        Statement(str(line.row), figure=shown(line.figure, workspace), note=", ".join(line.spellings[1:]))
        for line in lines
    )
    return blocks or (Missing(nothing, owner),)


def _campaigns(brief: Brief, workspace: "Workspace", owner: str) -> tuple[Block, ...]:
    if not brief.campaigns:
        return (Missing(_("No campaigns or offline events yet."), owner),)
    rows = tuple(
        (
            str(line.row), _period(line.row), getattr(line.row, "place", ""),
            numbers.money(getattr(line.row, "cost", None), language()), shown(line.figure, workspace),
        )
        for line in brief.campaigns
    )  # fmt: skip
    head = (_("Name"), _("Period"), _("Where"), _("Cost"), _("Heard"))
    return (Grid(head, rows, widths=(3, 3, 3, 2, 4)),)


def _period(row: object) -> str:
    ends = (getattr(row, "starts", None), getattr(row, "ends", None))
    return "–".join(dict.fromkeys(numbers.short_day(day, language()) for day in ends))
