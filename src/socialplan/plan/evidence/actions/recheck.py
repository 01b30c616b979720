"""Rechecks: due questions are measured again, their claims judged, and what rests on turned claims marked."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from ...sources.models import Erasure
from ...team.models import Workspace
from .. import measuring
from ..models import Claim, Finding, Question, ReviewMark
from ..queries.due import Due, due_questions
from .answers import Turned, answer_again, put_cause
from .listening import close_reached

CADENCE = timedelta(hours=20)  # nightly, with room for a night that starts early
TRIGGERS = ("import", "cadence", "command", "erasure")


@dataclass(frozen=True)
class RecheckSummary:
    """What a recheck did. `due` were due, `recomputed` of them have a new finding, `failed` stay due."""

    workspace: str
    due: int = 0
    recomputed: int = 0
    claims: int = 0
    turned: tuple[Turned, ...] = ()
    marked: int = 0
    failed: tuple[str, ...] = field(default=())
    reached: int = 0  # listening tasks for which there is enough now


def recheck(
    *, workspace: Workspace, trigger: str, everything: bool = False, now: datetime | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> RecheckSummary:  # fmt: skip
    """Answer what is due on the newest data. `everything` asks every question again; the trigger `cadence`
    leaves alone what was looked at within the last night. `progress` hears how many of how many are done, and
    may raise to stop: what was answered by then stays, the rest stays due."""
    now = now or timezone.now()
    snapshot = measuring.snapshot_of(workspace)
    mark_irreproducible(workspace)
    todo = _todo(
        workspace, everything=everything, asked_since=now - CADENCE if trigger == "cadence" else None
    )
    done, failed = [], []
    for place, due in enumerate(todo):
        if progress is not None:
            progress(place, len(todo))
        try:
            done.append(answer_again(due, snapshot, now=now))
        except measuring.FAILURES as error:
            failed.append(f"{due.question}: {error}")
    marked = sum(one.marked for one in done) + len(mark_expired(workspace, now=now))
    turned = tuple(turned for one in done for turned in one.turned)
    return RecheckSummary(
        workspace.slug, len(todo), sum(one.new for one in done), sum(one.claims for one in done), turned,
        marked, tuple(failed), close_reached(workspace, now=now),
    )  # fmt: skip


def recheck_question(*, question: Question, now: datetime | None = None) -> tuple[Turned, ...]:
    """One question on the newest data: what a person asks for beside a figure that is out of date."""
    snapshot = measuring.snapshot_of(question.workspace)
    due = due_questions(question.workspace, [question]) or [Due(question)]
    now = now or timezone.now()
    turned = answer_again(due[0], snapshot, now=now).turned
    close_reached(question.workspace, now=now)
    return turned


def _todo(workspace: Workspace, *, everything: bool, asked_since: datetime | None) -> list[Due]:
    due = due_questions(workspace)
    if everything:
        known = {one.question.pk for one in due}
        rest = Question.objects.filter(workspace=workspace).exclude(pk__in=known)
        due += [Due(question) for question in rest]
    if asked_since is None:
        return due
    return [one for one in due if one.question.checked_at is None or one.question.checked_at < asked_since]


@transaction.atomic
def mark_irreproducible(workspace: Workspace) -> int:
    """Write on every finding how many of its own rows were erased since."""
    erasures = list(Erasure.objects.filter(workspace=workspace))
    changed = 0
    for finding in Finding.objects.filter(workspace=workspace) if erasures else ():
        gone = measuring.erased_of(finding, erasures)
        if gone != finding.erased_rows:
            finding.erased_rows = gone
            finding.save(update_fields=["erased_rows"])
            changed += 1
    return changed


@transaction.atomic
def mark_expired(workspace: Workspace, *, now: datetime) -> list[ReviewMark]:
    """A claim older than its time to live asks for a look itself, once."""
    made = []
    for claim in Claim.objects.standing().filter(
        workspace=workspace, keep_days__isnull=False, node__isnull=False
    ):
        if claim.fresh_from + timedelta(days=claim.keep_days or 0) > now:
            continue
        cause = put_cause(workspace, "age", f"{claim.pk} {claim.fresh_from:%Y-%m-%d}")
        mark, new = ReviewMark.objects.get_or_create(
            node=claim.node, cause=cause, defaults={"chains": [[claim.node_id]], "since": now}
        )
        made += [mark] if new else []
    return made
