"""The situation around the SWOT board on paper: key issues, and what changes around us."""

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from socialplan.plan.analyse.matrix import Issue, matrix
from socialplan.plan.analyse.register import FactorLine, LetterView, register

from .. import numbers
from ..document import Block, Missing, Paragraph, Section, Statement
from ..shown import language, shown
from ..words import DIRECTIONS, LETTERS, state_word

if TYPE_CHECKING:
    from socialplan.plan.team.models import Workspace


def sections(workspace: "Workspace", owner: str) -> list[Section]:
    """Key issues where the matrix was scored, DESTEP where a letter was answered; else who can add them."""
    return [
        Section(_("Key issues"), _issues(workspace, owner)), Section(_("DESTEP"), _destep(workspace, owner))
    ]  # fmt: skip


def _issues(workspace: "Workspace", owner: str) -> tuple[Block, ...]:
    issues = matrix(workspace).issues
    if not issues:
        return (Missing(_("No key issue is chosen yet."), owner),)
    return tuple(Statement(issue.sentence, note=_why(issue)) for issue in issues)


def _why(issue: Issue) -> str:
    if issue.cell is None or issue.cell.score is None:
        return ""
    return f"{issue.cell.sign} {issue.cell.reason}"


def _destep(workspace: "Workspace", owner: str) -> tuple[Block, ...]:
    views = register(workspace, today=timezone.localdate())
    blocks = tuple(block for view in views for block in _letter(view, workspace))
    return blocks or (Missing(_("Nobody looked at this yet."), owner),)


def _letter(view: LetterView, workspace: "Workspace") -> tuple[Block, ...]:
    title = str(LETTERS[view.letter])
    if not view.factors and view.look is not None:
        day = numbers.day(view.look.looked_on, language())
        return (Paragraph(f"{title}. " + _("Looked at on %(day)s: nothing relevant.") % {"day": day}),)
    return tuple(_factor(title, line, workspace) for line in view.factors)


def _factor(title: str, line: FactorLine, workspace: "Workspace") -> Statement:
    day = numbers.short_day(line.row.source_day, language())
    note = f"{DIRECTIONS[line.row.direction]} · {line.row.source}, {day}"
    return Statement(
        f"{title}: {line.row.sentence}", line.state, state_word(line.state) if line.state else "",
        shown(line.figure, workspace) if line.figure else None, note,
    )  # fmt: skip
