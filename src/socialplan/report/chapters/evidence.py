"""What must be looked at again, and what the plan stands on."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from socialplan.plan.evidence.queries import MarkView
from socialplan.plan.sources.queries import data
from socialplan.plan.sources.queries.days import local_day

from .. import numbers
from ..document import Block, Chapter, Grid, Missing, Section, Statement
from ..shown import language
from ..words import NODE_KINDS, state_word

if TYPE_CHECKING:
    from socialplan.plan.team.models import Workspace


def chapter(workspace: "Workspace", marks: list[MarkView], owner: str) -> Chapter:
    summary = (
        ngettext("%(n)s decision must be reviewed.", "%(n)s decisions must be reviewed.", len(marks))
        % {"n": len(marks)}
        if marks
        else _("Nothing to review.")
    )
    sections = [Section(_("Sources"), _sources(workspace, owner))]
    if marks:
        sections.insert(0, Section(_("To review"), tuple(mark_block(mark) for mark in marks)))
    return Chapter(
        "evidence", _("To review, and what the plan stands on"),
        _("Which decision must be looked at again, and why?"), summary, tuple(sections),
    )  # fmt: skip


def mark_block(mark: MarkView) -> Statement:
    kind = str(NODE_KINDS.get(mark.node.kind, mark.node.kind))
    links = [
        f"{node.title.rstrip('.')} ({state_word(node.before)} → {state_word(node.after)})"
        for chain in mark.chains
        for node in chain
        if node.after
    ]
    because = _("Because: %(reasons)s.") % {"reasons": "; ".join(dict.fromkeys(links))} if links else ""
    if mark.cause.source:
        because += " " + _("After the import of %(source)s.") % {"source": mark.cause.source}
    since = numbers.day(mark.since, language())
    return Statement(f"{mark.node.title} ({kind})", note=f"{because} {_('Since')} {since}.".strip())


def _sources(workspace: "Workspace", owner: str) -> tuple[Block, ...]:
    lines = data.sources(workspace=workspace, accounts=())
    if not lines:
        return (Missing(_("No data were imported yet."), owner),)
    rows = tuple(
        (line.source, numbers.number(line.items, language()),
         numbers.short_day(local_day(line.last, workspace.zone), language()),
         _("simulated") if line.simulated else "")
        for line in lines
    )  # fmt: skip
    return (Grid((_("Source"), _("Posts"), _("Newest"), ""), rows, widths=(5, 2, 2, 2)),)
