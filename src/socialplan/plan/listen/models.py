"""Models a workspace made of what its people corrected."""

from django.db import models

from ..team.models import Workspace

__all__ = ["OwnModel"]


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
