"""The SWOT board: one card is one sentence in one quadrant, with the claim it rests on."""

from django.db import models

from ..brief.models import Kept
from ..team.models import Member

__all__ = ["SwotCard"]


class Quadrant(models.TextChoices):
    STRENGTH = "strength"
    WEAKNESS = "weakness"
    OPPORTUNITY = "opportunity"
    THREAT = "threat"


class SwotCard(Kept):
    """A card without a claim is shown as 'without evidence' and never as supported."""

    quadrant = models.CharField(max_length=12, choices=Quadrant.choices)
    sentence = models.CharField(max_length=280)
    claim = models.ForeignKey(
        "plan.Claim", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    owner = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    position = models.IntegerField(default=0)  # rank within the quadrant; the first five count
    side_reason = models.CharField(max_length=280, blank=True)  # why it stays on a side that was questioned

    class Meta:
        ordering = ["quadrant", "position", "id"]

    def __str__(self) -> str:
        return self.sentence
