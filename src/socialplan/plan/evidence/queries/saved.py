"""Saved findings: the questions somebody keeps, with who saved them and what stands on them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from ...team.models import Workspace
from ..models import Question
from ..rules import Window
from .figures import Figure, headline_figure

MOST = 20


@dataclass(frozen=True)
class SavedQuestion:
    """A question that is asked again when the data move. `versus` is what it is compared with."""

    id: int
    analysis: str
    params: dict[str, Any]  # as an address takes them, the other side by the names versus_*
    name: str  # of their own, or empty
    saved_by: str
    at: datetime
    figure: Figure
    claims: int


def saved_questions(workspace: Workspace) -> list[SavedQuestion]:
    """The newest first; what a person saved, not what other rooms keep for themselves."""
    standing = Count("claims", filter=Q(claims__withdrawn_at=None), distinct=True)
    rows = Question.objects.filter(workspace=workspace, latest__isnull=False, saved_at__isnull=False)
    rows = rows.select_related("latest").annotate(standing=standing).order_by("-saved_at", "-id")
    return [
        SavedQuestion(
            row.pk, row.analysis, asked_params(row), row.saved_as, row.saved_by, row.saved_at,
            headline_figure(row.latest), row.standing,
        )
        for row in rows[:MOST] if row.latest is not None and row.saved_at is not None
    ]  # fmt: skip


def asked_params(question: Question) -> dict[str, Any]:
    """Flat, as an address or a command takes them."""
    kept = dict(question.params)
    options = kept.pop("options", {})
    by = ",".join(kept.pop("by", ()))
    days = {name: question.window[name] for name in ("since", "until") if name in question.window}
    days["period"] = Window.parse(question.window).written
    versus = {f"versus_{name}": value for name, value in question.versus.items()}
    found = {**kept, **options, "by": by or "-", **days, **versus}
    return {name: value for name, value in found.items() if value not in (None, "", False)}
