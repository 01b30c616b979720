"""What the plan starts from: expectations, names and aliases, the offer, past campaigns."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..team.models import Workspace

__all__ = ["Campaign", "Expectation", "Name", "Offer"]


class LiveRows(models.QuerySet):
    def of(self, workspace: Workspace) -> "LiveRows":
        return self.filter(workspace=workspace, removed_at=None)


class Kept(models.Model):
    """A row of the plan that is edited in place: versioned, and removed without being lost."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    version = models.IntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = LiveRows.as_manager()

    class Meta:
        abstract = True


class Expectation(Kept):
    """What the marketing strategy wants social media to do."""

    sentence = models.CharField(max_length=280)
    document = models.CharField(max_length=160, blank=True)  # the strategy it comes from
    page = models.CharField(max_length=20, blank=True)
    measure = models.CharField(max_length=80, blank=True)  # "analysis.measure": the goal builder starts there

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.sentence


class Name(Kept):
    """A name or another spelling people use for us."""

    text = models.CharField(max_length=80)
    question = models.ForeignKey(
        "plan.Question", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "text"], condition=Q(removed_at=None), name="name_once",
                violation_error_message=_("This spelling is already in the list."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text


class Offer(Kept):
    """A product or service, with the spellings people use for it."""

    name = models.CharField(max_length=120)
    aliases = models.CharField(max_length=280, blank=True)  # separated by commas
    question = models.ForeignKey(
        "plan.Question", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Campaign(Kept):
    """What was done before and where, drawn on every time chart."""

    class Kind(models.TextChoices):
        CAMPAIGN = "campaign", _("Campaign")
        OFFLINE = "offline", _("Offline event")

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.CAMPAIGN)
    starts = models.DateField()
    ends = models.DateField()
    place = models.CharField(max_length=160, blank=True)
    cost = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    question = models.ForeignKey(
        "plan.Question", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-starts", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")), name="campaign_ends_after_start",
                violation_error_message=_("The last day lies before the first day."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.starts and self.ends and (self.ends - self.starts).days > 3660:
            raise ValidationError({"ends": _("A campaign lasts ten years at most.")})
