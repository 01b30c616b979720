"""Answering: a finding is written under its question, and the claims on the question are judged."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from socialplan.analysis.base import BadParameter
from socialplan.pipeline.ledger import Snapshot

from ...team.models import Workspace
from .. import measuring
from ..models import Answer, Cause, Change, Claim, Finding, Question, ReviewMark
from ..queries.due import Due
from .claims import Turn, judge_claim
from .nodes import batch_cause, write_change


@dataclass(frozen=True)
class Turned:
    """One claim that turned."""

    claim: int
    sentence: str
    before: str
    after: str


@dataclass(frozen=True)
class Again:
    """What answering one question again did."""

    new: bool = False
    claims: int = 0
    turned: tuple[Turned, ...] = ()
    marked: int = 0


@transaction.atomic
def note_answer(
    question: Question, finding: Finding | None, compared: Finding | None, *, batch: int, epoch: int,
    now: datetime,
) -> None:  # fmt: skip
    """Write that the question looked at the data up to here, and what it saw (None: nothing is there)."""
    if finding is not None and question.latest_id != finding.pk:
        Answer.objects.create(question=question, finding=finding, at=now)
    question.latest, question.compared = finding, compared
    question.seen_batch, question.seen_epoch, question.checked_at = batch, epoch, now
    question.save(update_fields=["latest", "compared", "seen_batch", "seen_epoch", "checked_at"])


def answer_again(due: Due, snapshot: Snapshot, *, now: datetime) -> Again:
    """Measure outside the transaction; write only if nobody looked further meanwhile."""
    try:
        finding, compared = measuring.answer(due.question, snapshot)
    except BadParameter:  # what it asks about is no longer there: its account was erased
        finding, compared = None, None
    with transaction.atomic():
        question = Question.objects.select_for_update().get(pk=due.question.pk)
        if (question.seen_epoch, question.seen_batch) > (snapshot.epoch, snapshot.batch):
            return Again()
        new = finding is not None and question.latest_id != finding.pk
        note_answer(question, finding, compared, batch=snapshot.batch, epoch=snapshot.epoch, now=now)
        return _judge_all(question, _cause(question, due), new=new, now=now)


def _judge_all(question: Question, cause: Cause, *, new: bool, now: datetime) -> Again:
    claims = list(Claim.objects.standing().filter(question=question).select_related("node"))
    turned, marks = [], 0
    for claim in claims:
        claim.question = question
        then = dict(claim.judged)
        turn = judge_claim(claim, now=now)
        if turn.turned:
            turned.append(Turned(claim.pk, claim.sentence, turn.before, turn.after))
            marks += len(_write_turn(turn, then, cause, now=now) or ())
    return Again(new, len(claims), tuple(turned), marks)


def _write_turn(
    turn: Turn, then: dict[str, object], cause: Cause, *, now: datetime
) -> list[ReviewMark] | None:
    claim = turn.claim
    if claim.node is None:
        return None
    change = Change(
        node=claim.node, kind="claim_turned", before=turn.before, after=turn.after, cause=cause,
        finding=claim.finding, details={"then": then, "now": claim.judged}, at=now,
    )  # fmt: skip
    return write_change(change)


def _cause(question: Question, due: Due) -> Cause:
    """What moved the ground: the newest batch that touched it, else the erasure, the model or the version."""
    workspace = question.workspace
    if due.batches:
        return batch_cause(workspace, due.batches[-1])
    if due.epochs:
        return put_cause(workspace, "erasure", str(due.epochs[-1]))
    if due.adoption:
        return put_cause(workspace, "model", str(due.adoption))
    return put_cause(
        workspace, "version", f"{question.analysis} {question.latest.version if question.latest else 0}"
    )


def put_cause(workspace: Workspace, kind: str, ref: str) -> Cause:
    return Cause.objects.get_or_create(workspace=workspace, kind=kind, ref=ref[:40])[0]
