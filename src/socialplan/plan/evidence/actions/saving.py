"""Saved findings: a person keeps a question in the list of the team, gives it a name, takes it out again."""

from django.db import transaction
from django.utils import timezone

from ...team.actions import audit, require
from ...team.models import Member
from ..models import Question

NAME_LENGTH = 120


@transaction.atomic
def save_question(*, question: Question, by: Member) -> Question:
    """Into the list; who saved it first stays its owner."""
    require(by, "plan.edit")
    fresh = Question.objects.select_for_update().get(pk=question.pk)
    if fresh.saved_at is None:
        fresh.saved_at, fresh.saved_by = timezone.now(), str(by)
        fresh.save(update_fields=["saved_at", "saved_by"])
        audit(workspace=fresh.workspace, by=by, action="save_finding", object=str(fresh.pk))
    return fresh


@transaction.atomic
def name_saved(*, question: Question, name: str, by: Member) -> None:
    """A name of one's own in place of the words of the question; an empty one gives those back."""
    require(by, "plan.edit")
    words = " ".join(name.split())[:NAME_LENGTH]
    if Question.objects.filter(pk=question.pk).exclude(saved_as=words).update(saved_as=words):
        audit(workspace=question.workspace, by=by, action="name_saved_finding", object=str(question.pk))


@transaction.atomic
def drop_saved(*, question: Question, by: Member) -> None:
    """Out of the list. What rests on the question keeps it, and its findings stay."""
    require(by, "plan.edit")
    saved = Question.objects.filter(pk=question.pk, saved_at__isnull=False)
    if saved.update(saved_at=None, saved_by="", saved_as=""):
        audit(workspace=question.workspace, by=by, action="drop_saved_finding", object=str(question.pk))
