"""Rechecks: due questions are measured again, their claims judged, and what rests on turned claims marked."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from socialplan.pipeline.ledger import Snapshot

from ...sources.models import Erasure
from ...team.models import Workspace
from .. import measuring
from ..models import Cause, Claim, Finding, Question, ReviewMark
from ..queries.due import Due, due_questions
from .asking import note_answer
from .claims import Turn, judge_claim
from .nodes import batch_cause, mark_above, record_change

CADENCE = timedelta(hours=20)  # nightly, with room for a night that starts early
TRIGGERS = ("import", "cadence", "command", "erasure")


@dataclass(frozen=True)
class Turned:
    """One claim that turned."""

    claim: int
    sentence: str
    before: str
    after: str


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


def recheck(
    *, workspace: Workspace, trigger: str, everything: bool = False, now: datetime | None = None
) -> RecheckSummary:
    """Answer what is due on the newest data. `everything` asks every question again; the trigger `cadence`
    leaves alone what was looked at within the last night."""
    now = now or timezone.now()
    snapshot = measuring.snapshot_of(workspace)
    mark_irreproducible(workspace)
    todo = _todo(
        workspace, everything=everything, asked_since=now - CADENCE if trigger == "cadence" else None
    )
    done, failed = [], []
    for due in todo:
        try:
            done.append(_again(due, snapshot, now=now))
        except measuring.FAILURES as error:
            failed.append(f"{due.question}: {error}")
    marked = sum(one.marked for one in done) + len(mark_expired(workspace, now=now))
    turned = tuple(turned for one in done for turned in one.turned)
    return RecheckSummary(
        workspace.slug, len(todo), sum(one.new for one in done), sum(one.claims for one in done), turned,
        marked, tuple(failed),
    )  # fmt: skip


@dataclass(frozen=True)
class _Again:
    new: bool = False
    claims: int = 0
    turned: tuple[Turned, ...] = ()
    marked: int = 0


def _todo(workspace: Workspace, *, everything: bool, asked_since: datetime | None) -> list[Due]:
    due = due_questions(workspace)
    if everything:
        known = {one.question.pk for one in due}
        rest = Question.objects.filter(workspace=workspace).exclude(pk__in=known)
        due += [Due(question) for question in rest]
    if asked_since is None:
        return due
    return [one for one in due if one.question.checked_at is None or one.question.checked_at < asked_since]


def _again(due: Due, snapshot: Snapshot, *, now: datetime) -> _Again:
    """Measure outside the transaction; write only if nobody looked further meanwhile."""
    finding, compared = measuring.answer(due.question, snapshot)
    with transaction.atomic():
        question = Question.objects.select_for_update().get(pk=due.question.pk)
        if (question.seen_epoch, question.seen_batch) > (snapshot.epoch, snapshot.batch):
            return _Again()
        new = question.latest_id != finding.pk
        note_answer(question, finding, compared, batch=snapshot.batch, epoch=snapshot.epoch, now=now)
        return _judge_all(question, _cause(question, due), new=new, now=now)


def _judge_all(question: Question, cause: Cause | None, *, new: bool, now: datetime) -> _Again:
    claims = list(Claim.objects.standing().filter(question=question).select_related("node"))
    turned, marked = [], 0
    for claim in claims:
        claim.question = question
        then = dict(claim.judged)
        turn = judge_claim(claim, now=now)
        if turn.turned:
            turned.append(Turned(claim.pk, claim.sentence, turn.before, turn.after))
            marked += _write_turn(turn, then, cause, now=now)
    return _Again(new, len(claims), tuple(turned), marked)


def _write_turn(turn: Turn, then: dict[str, object], cause: Cause | None, *, now: datetime) -> int:
    claim = turn.claim
    if claim.node is None:
        return 0
    record_change(
        node=claim.node, kind="claim_turned", before=turn.before, after=turn.after, cause=cause,
        finding=claim.finding, details={"then": then, "now": claim.judged}, now=now,
    )  # fmt: skip
    return ReviewMark.objects.filter(cause=cause, since=now, chains__0__0=claim.node.pk).count()


def _cause(question: Question, due: Due) -> Cause | None:
    """What moved the ground: the newest batch that touched it, else the erasure, else the new version."""
    workspace = question.workspace
    if due.batches:
        return batch_cause(workspace, due.batches[-1])
    if due.epochs:
        return _put(workspace, "erasure", str(due.epochs[-1]))
    return _put(
        workspace, "version", f"{question.analysis} {question.latest.version if question.latest else 0}"
    )


def _put(workspace: Workspace, kind: str, ref: str) -> Cause:
    return Cause.objects.get_or_create(workspace=workspace, kind=kind, ref=ref[:40])[0]


@transaction.atomic
def mark_irreproducible(workspace: Workspace) -> int:
    """Write on every finding how many rows of the batches under it were erased since."""
    erasures = list(Erasure.objects.filter(workspace=workspace))
    changed = 0
    for finding in Finding.objects.filter(workspace=workspace) if erasures else ():
        epoch = Snapshot.parse(finding.snapshot).epoch
        gone = sum(
            erasure.rows.get(str(number), 0)
            for erasure in erasures
            if erasure.epoch > epoch
            for number in finding.batches
        )
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
        cause = _put(workspace, "age", f"{claim.pk} {claim.fresh_from:%Y-%m-%d}")
        mark, new = ReviewMark.objects.get_or_create(
            node=claim.node, cause=cause, defaults={"chains": [[claim.node_id]], "since": now}
        )
        made += [mark] if new else []
    return made


__all__ = ["RecheckSummary", "Turned", "mark_above", "mark_expired", "mark_irreproducible", "recheck"]
