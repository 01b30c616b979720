"""Rows of the situation beside the SWOT board: the panel, scores, key issues and outside developments."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from ..brief.models import Kept
from ..team.models import Member
from .models import SwotCard

__all__ = ["DestepFactor", "DestepLook", "KeyIssue", "MatrixScore", "Panel"]


class Panel(Kept):
    """Accounts we compare ourselves with from a day on; a later row is a break in every series."""

    since = models.DateField(null=True, blank=True)  # None: from the beginning
    accounts = models.JSONField(default=list)  # names, as they are written on the network

    class Meta:
        ordering = [models.F("since").asc(nulls_first=True), "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "since"], condition=Q(removed_at=None), name="panel_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return ", ".join(self.accounts)


class Pair(Kept):
    """A card from inside against a card from outside."""

    inside = models.ForeignKey(SwotCard, on_delete=models.CASCADE, related_name="+")
    outside = models.ForeignKey(SwotCard, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class MatrixScore(Pair):
    """One cell of the confrontation matrix: how much the one matters to the other, who says so and why."""

    score = models.SmallIntegerField(validators=[MinValueValidator(-2), MaxValueValidator(2)])
    reason = models.CharField(max_length=280)
    scorer = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    scored_on = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["inside", "outside"], condition=Q(removed_at=None), name="matrix_cell_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.inside} x {self.outside}"


class KeyIssue(Pair):
    """A chosen cell, as a question the goals must answer; at most five stand at a time."""

    sentence = models.CharField(max_length=280)
    owner = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["inside", "outside"], condition=Q(removed_at=None), name="key_issue_once"
            )
        ]

    def __str__(self) -> str:
        return self.sentence


class Letter(models.TextChoices):
    DEMOGRAPHIC = "demographic"
    ECONOMIC = "economic"
    SOCIAL = "social"
    TECHNOLOGICAL = "technological"
    ECOLOGICAL = "ecological"
    POLITICAL = "political"


class DestepFactor(Kept):
    """A dated development outside, with its source and, where one is imported, the figure it rests on."""

    class Direction(models.TextChoices):
        FOR = "for"
        AGAINST = "against"
        UNCLEAR = "unclear"

    letter = models.CharField(max_length=13, choices=Letter.choices)
    sentence = models.CharField(max_length=280)
    direction = models.CharField(max_length=8, choices=Direction.choices, default=Direction.UNCLEAR)
    impact = models.SmallIntegerField(default=2, validators=[MinValueValidator(1), MaxValueValidator(3)])
    likelihood = models.SmallIntegerField(default=2, validators=[MinValueValidator(1), MaxValueValidator(3)])
    source = models.CharField(max_length=160)
    source_day = models.DateField()
    review_on = models.DateField()
    series = models.CharField(max_length=200, blank=True)
    period = models.CharField(max_length=40, blank=True)  # of the cell that was seen
    value = models.FloatField(null=True, blank=True)  # as it was seen
    claim = models.ForeignKey(
        "plan.Claim", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )  # "this is the newest cell of its series"
    card = models.ForeignKey(SwotCard, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    owner = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["letter", "id"]

    def __str__(self) -> str:
        return self.sentence


class DestepLook(Kept):
    """Looked at one of the six letters and found nothing that matters to us."""

    letter = models.CharField(max_length=13, choices=Letter.choices)
    looked_on = models.DateField()
    by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-looked_on", "-id"]
