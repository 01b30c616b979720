"""Questions, findings, claims, what rests on what, and what people must look at again."""

from django.db import models
from django.utils import timezone

from ..sources.models import Batch
from ..team.models import Member, Workspace

__all__ = [
    "Answer", "Cause", "Change", "Claim", "ClaimState", "Declined", "Edge", "Finding", "Listening", "Node",
    "Question", "Review", "ReviewMark",
]  # fmt: skip


class Finding(models.Model):
    """A question answered on a snapshot. Its rows hold person keys and post ids, never names or quotes."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="findings")
    finding_id = models.CharField(max_length=64)
    analysis = models.CharField(max_length=40)
    version = models.IntegerField()
    params = models.JSONField(default=dict)  # as shown: absolute dates
    snapshot = models.CharField(max_length=60)
    as_of = models.DateField(null=True)
    n = models.BigIntegerField()
    headline = models.JSONField(default=dict)  # value, unit, low, high
    columns = models.JSONField(default=list)  # name, role, unit
    rows = models.JSONField(default=list)
    notes = models.JSONField(default=list)  # code, values
    coverage = models.JSONField(default=dict)
    simulated = models.BooleanField(default=False)
    batches = models.JSONField(default=list)  # numbers of the batches that touch its scope
    read_by = models.JSONField(default=list)  # of each labeller it reads: labeller, version, accuracy
    computed_at = models.DateTimeField(default=timezone.now)
    erased_rows = models.BigIntegerField(default=0)  # over 0: irreproducible

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "finding_id"], name="finding_once")]

    def __str__(self) -> str:
        return self.finding_id[:12]

    @property
    def reproducible(self) -> bool:
        return self.erased_rows == 0


class Question(models.Model):
    """What a person wants to keep knowing: an analysis, its parameters and a relative window."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="questions")
    key = models.CharField(max_length=64)  # hash of what is asked
    analysis = models.CharField(max_length=40)
    params = models.JSONField(default=dict)  # by, account, network, zone, options; dates stand in `window`
    window = models.JSONField(default=dict)  # rules.Window
    comparison = models.CharField(max_length=12, blank=True)  # "before": the same length just before; "other"
    versus = models.JSONField(default=dict, blank=True)  # of "other": account, since, until that differ
    asked_by = models.CharField(max_length=160, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    # What a person saved in explore; the questions other rooms keep for themselves are not.
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.CharField(max_length=160, blank=True)
    saved_as = models.CharField(max_length=120, blank=True)  # a name of their own
    # How far it has looked; newer batches and erasures that touch its scope make it due.
    seen_batch = models.IntegerField(default=0)
    seen_epoch = models.IntegerField(default=0)
    checked_at = models.DateTimeField(null=True)
    latest = models.ForeignKey(Finding, null=True, on_delete=models.SET_NULL, related_name="+")
    compared = models.ForeignKey(Finding, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="question_once")]

    def __str__(self) -> str:
        return f"{self.analysis} {self.key[:8]}"


class Answer(models.Model):
    """One answer in the history of a question."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="answers")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]


class Node(models.Model):
    """A thing of the plan that rests on others or is rested on: claim, card, goal, KPI."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="nodes")
    room = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    title = models.CharField(max_length=300)
    owner = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "room", "kind", "object_id"], name="node_once")
        ]

    def __str__(self) -> str:
        return self.title


class Edge(models.Model):
    """`node` rests on `ground`. Edges that close a circle are refused by the action that makes them."""

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="rests_on")
    ground = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="carries")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["node", "ground"], name="edge_once"),
            models.CheckConstraint(condition=~models.Q(node=models.F("ground")), name="edge_not_to_itself"),
        ]


class ClaimState(models.TextChoices):
    """What was judged last. `stale` is never stored: it is what a judged claim is while it is due."""

    UNSUPPORTED = "unsupported"
    INSUFFICIENT = "insufficient"
    SUPPORTED = "supported"
    CONTESTED = "contested"


class ClaimQuerySet(models.QuerySet["Claim"]):
    def standing(self) -> "ClaimQuerySet":
        """Claims of the plan as it is: withdrawn ones left out."""
        return self.filter(withdrawn_at=None)


class Claim(models.Model):
    """A statement of the plan, tied to a question and to what must stay true of its answer."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="claims")
    room = models.CharField(max_length=20)
    sentence = models.CharField(max_length=300)  # persons stand in it by key
    author_kind = models.CharField(max_length=6, default="person")  # person or rule
    author = models.CharField(max_length=160, blank=True)
    question = models.ForeignKey(Question, null=True, on_delete=models.PROTECT, related_name="claims")
    expectation = models.JSONField(null=True)  # rules.Expectation
    state = models.CharField(max_length=12, choices=ClaimState.choices, default=ClaimState.UNSUPPORTED)
    uncertain = models.BooleanField(default=False)
    judged = models.JSONField(default=dict)  # value, low, high, n, needed: what the state was decided on
    finding = models.ForeignKey(Finding, null=True, on_delete=models.SET_NULL, related_name="claims")
    node = models.OneToOneField(Node, null=True, on_delete=models.SET_NULL, related_name="claim")
    keep_days = models.IntegerField(null=True, default=92)  # its time to live; null: for ever
    fresh_from = models.DateTimeField(default=timezone.now)  # the time to live counts from here
    state_since = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    objects = ClaimQuerySet.as_manager()

    def __str__(self) -> str:
        return self.sentence


class Listening(models.Model):
    """A decision to collect until there is enough to say something: it closes itself when `wanted` is
    reached. What is counted is what the claim rests on, else row `row` of the question's answer."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="listening")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="listening")
    claim = models.ForeignKey(Claim, null=True, on_delete=models.SET_NULL, related_name="listening")
    node = models.OneToOneField(Node, null=True, on_delete=models.SET_NULL, related_name="listening")
    row = models.JSONField(default=dict)  # group values; empty: the whole answer
    wanted = models.BigIntegerField()
    began_with = models.BigIntegerField(default=0)
    by = models.CharField(max_length=160, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    reached_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)  # by hand

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return f"{self.question} {self.wanted}"


class Declined(models.Model):
    """A suggestion somebody does not want to see again."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="declined")
    key = models.CharField(max_length=64)
    by = models.CharField(max_length=160, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="declined_once")]


class Cause(models.Model):
    """Why something moved: a batch, an erasure, an adopted model, a review, age."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="causes")
    kind = models.CharField(max_length=10)  # batch, erasure, model, review, age, version
    ref = models.CharField(max_length=40)  # batch number, epoch, adoption, review id, claim id and day
    batch = models.ForeignKey(Batch, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "kind", "ref"], name="cause_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"


class Change(models.Model):
    """A claim that turned, a KPI that crossed a line. History, never deleted."""

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=20)  # claim_turned, kpi_crossed, listened
    before = models.CharField(max_length=20)
    after = models.CharField(max_length=20)
    details = models.JSONField(default=dict)  # value, low, high before and after
    finding = models.ForeignKey(Finding, null=True, on_delete=models.SET_NULL, related_name="+")
    cause = models.ForeignKey(Cause, null=True, on_delete=models.PROTECT, related_name="changes")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["node", "kind", "cause"], name="change_once_per_cause")
        ]


class ReviewMark(models.Model):
    """Review due: the ground of a node moved. One per node and cause."""

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="marks")
    cause = models.ForeignKey(Cause, on_delete=models.PROTECT, related_name="marks")
    chains = models.JSONField(default=list)  # lists of node ids, from the one that moved to this one
    since = models.DateTimeField(default=timezone.now)
    cleared_at = models.DateTimeField(null=True)
    later_until = models.DateField(null=True)
    asked = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["since", "id"]
        constraints = [models.UniqueConstraint(fields=["node", "cause"], name="mark_once_per_cause")]


class Review(models.Model):
    """A person looked at a node whose ground moved, and said why it stays or changes. Never deleted."""

    mark = models.ForeignKey(ReviewMark, on_delete=models.CASCADE, related_name="reviews")
    outcome = models.CharField(max_length=6)  # keep, change, ask, later
    reason = models.CharField(max_length=500)
    by = models.CharField(max_length=160)
    at = models.DateTimeField(default=timezone.now)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["at", "id"]
