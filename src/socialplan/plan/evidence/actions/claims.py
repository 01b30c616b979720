"""Claims: people adopt them, tie them to a question, reword and withdraw them."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ...team.actions import audit, require
from ...team.edits import Difference, StaleEdit
from ...team.models import AuditEntry, Member, Workspace
from .. import measuring
from ..models import Claim, Finding, Node, Question
from ..queries.people import named
from ..rules import Expectation, Judgement, judge, next_state
from .nodes import changed_decision, register_node, rest_on, retire_node

LONGEST = 300
KEEP_DAYS = 92  # a quarter


class BadClaim(ValueError):
    """What somebody wrote is no claim; the text says why."""


@transaction.atomic
def adopt_claim(
    *,
    workspace: Workspace,
    room: str,
    sentence: str,
    question: Question | None = None,
    expectation: Expectation | None = None,
    by: Member | None = None,
    owner: Member | None = None,
    author_kind: str = "person",
    keep_days: int | None = KEEP_DAYS,
    rests_on: tuple[Node, ...] = (),
) -> Claim:
    """A claim of the plan, judged at once on the question's latest finding. Without a question and an
    expectation it stands unsupported. Raises BadClaim, NotAllowed."""
    if by is not None:
        require(by, "plan.edit")
    sentence = _checked(sentence)
    claim = Claim.objects.create(
        workspace=workspace, room=room, sentence=sentence, author_kind=author_kind, author=str(by or ""),
        question=_own(workspace, question), keep_days=keep_days,
        expectation=expectation.as_json() if expectation else None,
    )  # fmt: skip
    claim.node = register_node(
        workspace=workspace, room=room, kind="claim", object_id=claim.pk, title=sentence, owner=owner or by
    )
    claim.save(update_fields=["node"])
    for ground in rests_on:
        rest_on(node=claim.node, ground=ground)
    _judge_first(claim)
    audit(workspace=workspace, by=by or author_kind, action="adopt_claim", object=f"claim {claim.pk}")
    return claim


@transaction.atomic
def tie_claim(*, claim: Claim, question: Question, expectation: Expectation, by: Member) -> Claim:
    """Tie a claim to the question that can answer it, and judge it."""
    require(by, "plan.edit")
    tied = claim.question_id is not None
    claim.question, claim.expectation = _own(claim.workspace, question), expectation.as_json()
    claim.state = "unsupported"
    claim.save(update_fields=["question", "expectation", "state"])
    _judge_first(claim)
    entry = audit(workspace=claim.workspace, by=by, action="tie_claim", object=f"claim {claim.pk}")
    if claim.node and (tied or claim.state != "supported"):
        changed_decision(node=claim.node, ref=f"tied {entry.pk}")
    return claim


@transaction.atomic
def reword_claim(*, claim: Claim, sentence: str, by: Member, seen: str | None = None) -> Claim:
    """`seen` is the `wording` of the sentence that was changed; None: whatever it is now. Raises BadClaim,
    StaleEdit when somebody else reworded it meanwhile."""
    require(by, "plan.edit")
    sentence = _checked(sentence)
    now = Claim.objects.select_for_update().get(pk=claim.pk).sentence
    if seen is not None and wording(now) != seen:
        said = Difference("sentence", named(claim.workspace, [now])[0], sentence)
        raise StaleEdit(version=0, differences=(said,), by=_last_hand(claim))
    claim.sentence = sentence
    claim.save(update_fields=["sentence"])
    if claim.node:
        register_node(
            workspace=claim.workspace, room=claim.room, kind="claim", object_id=claim.pk,
            title=claim.sentence, owner=claim.node.owner,
        )  # fmt: skip
    audit(workspace=claim.workspace, by=by, action="reword_claim", object=f"claim {claim.pk}")
    return claim


def wording(sentence: str) -> str:
    """A mark of a sentence: the same for the same words."""
    return hashlib.sha256(sentence.encode()).hexdigest()[:16]


def _last_hand(claim: Claim) -> str:
    """Who reworded it last."""
    deeds = AuditEntry.objects.filter(workspace=claim.workspace, action="reword_claim")
    last = deeds.filter(object=f"claim {claim.pk}").order_by("-id").first()
    return last.by if last else ""


@transaction.atomic
def withdraw_claim(*, claim: Claim, by: Member, now: datetime | None = None) -> Claim:
    """The plan no longer says this. Its history stays; what rests on it must be looked at."""
    require(by, "plan.edit")
    claim.withdrawn_at = now or timezone.now()
    claim.save(update_fields=["withdrawn_at"])
    if claim.node:
        changed_decision(node=claim.node, ref=f"withdrawn {claim.pk}", now=claim.withdrawn_at)
        retire_node(node=claim.node, now=claim.withdrawn_at)
    audit(workspace=claim.workspace, by=by, action="withdraw_claim", object=f"claim {claim.pk}")
    return claim


@dataclass(frozen=True)
class Turn:
    """What a judgement did to a claim."""

    claim: Claim
    before: str
    after: str

    @property
    def turned(self) -> bool:
        return self.before != self.after


def judge_claim(claim: Claim, *, now: datetime) -> Turn:
    """Judge on the question's latest finding and store the state; the caller writes history and marks."""
    question, before = claim.question, claim.state
    if question is None or claim.expectation is None:
        return Turn(claim, before, before)
    answered = measuring.answered(question.latest)
    if answered is None:
        _without_ground(claim, now=now)
        return Turn(claim, before, claim.state)
    judgement = judge(Expectation.parse(claim.expectation), answered, measuring.answered(question.compared))
    _store(claim, judgement, question.latest, now=now)
    return Turn(claim, before, claim.state)


def _without_ground(claim: Claim, *, now: datetime) -> None:
    """What the claim was about is no longer in the data at all."""
    if claim.state != "unsupported":
        claim.state, claim.state_since = "unsupported", now
    claim.uncertain, claim.judged, claim.finding = False, {}, None
    claim.save(update_fields=["state", "state_since", "uncertain", "judged", "finding"])


def _store(claim: Claim, judgement: Judgement, finding: Finding | None, *, now: datetime) -> None:
    assert finding is not None
    state, uncertain = next_state(claim.state, judgement.outcome)
    if state != claim.state:
        claim.state_since = now
    if claim.finding_id != finding.pk:
        claim.fresh_from = now
    claim.state, claim.uncertain = state, uncertain
    claim.judged, claim.finding = judgement.as_json(), finding
    claim.save(update_fields=["state", "uncertain", "judged", "finding", "state_since", "fresh_from"])


def _judge_first(claim: Claim) -> None:
    judge_claim(claim, now=timezone.now())


def _checked(sentence: str) -> str:
    sentence = " ".join(sentence.split())
    if not sentence:
        raise BadClaim(_("Write the claim in one sentence."))
    if len(sentence) > LONGEST:
        raise BadClaim(_("A claim has at most %(number)s signs.") % {"number": LONGEST})
    return sentence


def _own(workspace: Workspace, question: Question | None) -> Question | None:
    if question is not None and question.workspace_id != workspace.pk:
        raise BadClaim(_("This question belongs to another workspace."))
    return question
