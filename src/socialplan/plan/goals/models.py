"""Rounds, goals, criteria, KPIs and the moments a KPI crossed a control line."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..brief.models import Expectation, Kept
from ..team.models import Member, Workspace

__all__ = ["Criterion", "Goal", "Kpi", "KpiCrossing", "Round"]


class Round(models.Model):
    """One turn through the loop: the period of the plan."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="rounds")
    starts = models.DateField()
    ends = models.DateField()

    class Meta:
        ordering = ["-starts"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "starts"], name="round_once"),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")), name="round_ends_after_start",
                violation_error_message=_("The plan ends before it starts."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.starts} - {self.ends}"


class Goal(Kept):
    """A result to be reached by a date. A wish until it passes the checks and somebody approves it."""

    class State(models.TextChoices):
        WISH = "wish"
        APPROVED = "approved"

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="goals")
    main = models.BooleanField(default=False)
    wish = models.CharField(max_length=280)
    expectation = models.ForeignKey(
        Expectation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    date = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WISH)
    approved_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    override_reason = models.CharField(max_length=280, blank=True)

    class Meta:
        ordering = ["-main", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round"], condition=Q(main=True, removed_at=None), name="one_main_goal",
                violation_error_message=_("This plan already has a main goal."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.wish


class Criterion(Kept):
    """What shows that a goal is met."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="criteria")
    sentence = models.CharField(max_length=280)
    weight = models.IntegerField(default=1, validators=[MinValueValidator(1), MaxValueValidator(10)])
    not_covered = models.CharField(max_length=280, blank=True)  # what this criterion does not show

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.sentence


class Kpi(Kept):
    """A number to steer by: a question, the row and measure to read, and where it must go."""

    class Direction(models.TextChoices):
        UP = "up", _("higher is better")
        DOWN = "down", _("lower is better")

    criterion = models.ForeignKey(
        Criterion, null=True, blank=True, on_delete=models.SET_NULL, related_name="kpis"
    )
    name = models.CharField(max_length=120)
    question = models.ForeignKey(
        "plan.Question", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    row = models.JSONField(null=True, blank=True)  # which row of the finding; None: its headline
    measure = models.CharField(max_length=60, blank=True)
    direction = models.CharField(max_length=4, choices=Direction.choices, default=Direction.UP)
    baseline = models.ForeignKey(
        "plan.Finding", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kept = models.ForeignKey(
        "plan.Finding", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # what it stood at when somebody kept the value to reach, though the start had moved
    target = models.FloatField(null=True, blank=True)
    lower = models.FloatField(null=True, blank=True)
    upper = models.FloatField(null=True, blank=True)
    when_crossed = models.CharField(max_length=280, blank=True)
    owner = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    history = models.JSONField(default=list, blank=True)  # own earlier periods, oldest first
    history_of = models.CharField(max_length=64, blank=True)  # the finding the history was measured beside
    crossed = models.CharField(max_length=5, blank=True)  # lower, upper or nothing: where it stands now

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class KpiCrossing(models.Model):
    """One crossing of a control line. Written once per crossing, however often it is looked at."""

    kpi = models.ForeignKey(Kpi, on_delete=models.CASCADE, related_name="crossings")
    line = models.CharField(max_length=5)
    limit = models.FloatField()
    value = models.FloatField()
    finding = models.ForeignKey("plan.Finding", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["kpi", "line", "finding"], name="crossing_once")]
