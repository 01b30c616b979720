"""Listening tasks: what is collected until there is enough, and how much there is now."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from socialplan.analysis import ANALYSES

from ...team.models import Workspace
from .. import measuring
from ..models import Finding, Listening
from ..rules.reading import find_row
from .figures import row_label
from .people import named

LITTLE = 30  # below it other figures are likely when more come in


@dataclass(frozen=True)
class ListeningView:
    """One open task. `n` is what there is now; `finding_id` opens the newest answer."""

    id: int
    title: str
    n: int
    wanted: int
    by: str
    at: datetime
    claim_id: int | None
    finding_id: str | None


def short(finding: Finding, place: int | None = None) -> bool:
    """Whether a finding, or the row at this place, rests on too little: less than it says is needed
    (`enough`), else too little to say much."""
    row = finding.rows[place] if place is not None else {}
    n = row.get("n", finding.n)
    if finding.analysis != "enough":
        return bool(n is None or n < LITTLE)
    needed = row.get("needed", finding.headline.get("value"))
    return needed is None or needed > n


def open_listening(workspace: Workspace) -> QuerySet[Listening]:
    found = Listening.objects.filter(workspace=workspace, reached_at=None, stopped_at=None)
    return found.select_related("question__latest", "claim", "node", "workspace")


def listening(workspace: Workspace) -> list[ListeningView]:
    """The open tasks, oldest first."""
    return [_view(task) for task in open_listening(workspace)]


def listening_of(workspace: Workspace, pk: int) -> Listening | None:
    return open_listening(workspace).filter(pk=pk).first()


def heard(task: Listening) -> int:
    """How many there are now: of what the claim was judged on, else of the row, else of the whole answer."""
    if task.claim is not None:
        return int(task.claim.judged.get("n") or 0)
    answered = measuring.answered(task.question.latest)
    if answered is None:
        return 0
    if not task.row:
        return answered.n
    found = find_row(answered, task.row)
    return int((found or {}).get("n") or 0)


def title_of(task: Listening) -> str:
    """The claim, else the question with what it is asked of, in the reader's language."""
    if task.claim is not None:
        return named(task.workspace, [task.claim.sentence])[0]
    entry, answered = ANALYSES.get(task.question.analysis), measuring.answered(task.question.latest)
    words = _(entry.question) if entry else task.question.analysis
    about = row_label(answered, task.row) if answered and task.row else ""
    account = task.question.params.get("account") or ""
    return named(task.workspace, [": ".join(part for part in (account, about, words) if part)])[0]


def _view(task: Listening) -> ListeningView:
    latest = task.question.latest
    return ListeningView(
        task.pk, title_of(task), heard(task), task.wanted, task.by, task.created_at, task.claim_id,
        latest.finding_id if latest else None,
    )  # fmt: skip
