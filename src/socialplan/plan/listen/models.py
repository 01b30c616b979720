"""What is listened for, what people judged of it, and models a workspace made of what people corrected."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..brief.models import Kept
from ..sources.models import Source
from ..team.models import Workspace

__all__ = ["Asking", "CommunityQuestion", "OwnModel", "SampledPost", "TrackedQuery"]


class OwnModel(models.Model):
    """A version of a labeller that was learned from the corrections of a workspace; never used by itself."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="own_models")
    labeller = models.CharField(max_length=40)
    version = models.CharField(max_length=60)
    base = models.CharField(max_length=60)  # the version it stands on
    learned = models.TextField()  # labels.learning.Learned, as JSON
    judged = models.IntegerField()  # posts it was learned from
    curve = models.JSONField(default=list)  # judged, learned, low, high, default: macro-F1 in 0-100
    made_at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "labeller", "version"], name="own_model_once")
        ]

    def __str__(self) -> str:
        return f"{self.labeller}@{self.version}"


class TrackedQuery(Kept):
    """What we listen for. `text` is the query as `tracked.write_query` gives it; `places` are codes of where
    it is asked (listen.places). One that `follows` a part of the brief takes along when that changes;
    `followed` are the spellings it took last."""

    name = models.CharField(max_length=120)
    text = models.TextField()
    follows = models.CharField(max_length=40, blank=True)  # names, or offer-ID
    followed = models.JSONField(default=list, blank=True)
    places = models.JSONField(default=list, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    pace = models.ForeignKey(
        "plan.Question", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    recent = models.ForeignKey(
        "plan.Question", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "name"], condition=Q(removed_at=None), name="tracked_query_once",
                violation_error_message=_("There is already a query with this name."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def active(self) -> bool:
        return self.paused_at is None and self.removed_at is None


class Asking(models.Model):
    """A source that asks (part of) a query. `ours`: the query began it, so the query may end it."""

    query = models.ForeignKey(TrackedQuery, on_delete=models.CASCADE, related_name="askings")
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="askings")
    ours = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["query", "source"], name="asking_once")]


class Verdict(models.TextChoices):
    RELEVANT = "relevant", _("Relevant")
    NOT = "not", _("Not relevant")
    UNCLEAR = "unclear", _("Cannot tell")


class SampledPost(models.Model):
    """A post drawn to be judged, for one wording of a query (`asked`, a hash). Of one whose writer was erased
    no id is left."""

    query = models.ForeignKey(TrackedQuery, on_delete=models.CASCADE, related_name="sampled")
    asked = models.CharField(max_length=64)
    place = models.IntegerField()
    network = models.CharField(max_length=40)
    post_id = models.CharField(max_length=500, null=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    by = models.CharField(max_length=160, blank=True)
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["query", "asked", "place"], name="sampled_post_once")]


class CommunityQuestion(Kept):
    """A question of ours to the community, and the query that collects its answers: by a hashtag, or under
    the post whose address was pasted."""

    text = models.TextField()
    hashtag = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=500, blank=True)
    query = models.ForeignKey(
        TrackedQuery, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    thanked_at = models.DateTimeField(null=True, blank=True)
    thanked_for = models.IntegerField(default=0)  # how many answers there were then

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.text[:80]
