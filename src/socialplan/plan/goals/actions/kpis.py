"""KPIs: a question with a row and a measure, its baseline, the value to reach and the control lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from socialplan.analysis import ANALYSES
from socialplan.analysis.base import BadParameter
from socialplan.analysis.parameters import parse

from ...evidence import actions as evidence
from ...evidence.models import Finding, Question
from ...evidence.queries import due_questions
from ...evidence.rules import Window
from ...team.actions import audit
from ...team.models import Member, Workspace
from ..models import Criterion, Kpi
from ..rules import lines_fit
from .history import leave_history
from .lines import check_line
from .rows import new_row, own, saved_row

FIELDS = ("name", "direction", "target", "lower", "upper", "when_crossed", "owner_id")
AGREED = frozenset({"name", "direction", "target"})  # changing one of these takes an approval away


@dataclass(frozen=True)
class KpiWish:
    """What somebody wants to measure: whose posts, over how many days, and which figure of the answer."""

    analysis: str
    measure: str
    account: str | None = None
    network: str | None = None
    phrase: str = ""
    days: int = 28
    direction: str = Kpi.Direction.UP


def add_kpi(
    *, workspace: Workspace, name: str, wish: KpiWish, by: Member, criterion: Criterion | None = None
) -> Kpi:
    """Keeps the question and leaves its start and own history to the worker; where the question was answered
    on these data before, that is the start. Without a criterion the KPI is parked. Raises BadParameter,
    ValidationError."""
    own(workspace, criterion)
    question = _ask(workspace, wish, by=by)
    kpi = Kpi(
        workspace=workspace, criterion=criterion, name=name.strip(), question=question, measure=wish.measure,
        direction=wish.direction, baseline=_start(question), owner=by,
    )  # fmt: skip
    new_row(kpi, by=by)
    leave_history(kpi, by=by)
    return kpi


def change_kpi(*, kpi: Kpi, fields: Mapping[str, Any], version: int, by: Member) -> Kpi:
    """Value to reach, control lines, action, words. Raises StaleEdit, ValidationError."""
    changes = {name: fields[name] for name in FIELDS if name in fields}
    lower, upper = changes.get("lower", kpi.lower), changes.get("upper", kpi.upper)
    if not lines_fit(lower=lower, upper=upper):
        raise ValidationError({"upper": _("The upper line must lie above the lower line.")})
    keeps = not any(name in AGREED and changes[name] != getattr(kpi, name) for name in changes)
    saved = saved_row(kpi, changes=changes, version=version, by=by, keeps=keeps)
    assert isinstance(saved, Kpi)
    check_line(saved)
    return saved


def remeasure_kpi(*, kpi: Kpi, wish: KpiWish, version: int, by: Member) -> Kpi:
    """Another question for the same KPI: new baseline, new history; the value to reach is asked again."""
    question = _ask(kpi.workspace, wish, by=by)
    changes: dict[str, Any] = {
        "question_id": question.pk, "measure": wish.measure, "direction": str(wish.direction),
        "baseline_id": start.pk if (start := _start(question)) else None, "kept_id": None, "row": None,
    }  # fmt: skip
    if question.pk != kpi.question_id or wish.measure != kpi.measure:
        changes |= {"target": None, "lower": None, "upper": None, "history": [], "history_of": ""}
    saved = saved_row(kpi, changes=changes, version=version, by=by)
    assert isinstance(saved, Kpi)
    leave_history(saved, by=by)
    return saved


def place_kpi(*, kpi: Kpi, criterion: Criterion | None, version: int, by: Member) -> Kpi:
    """Hangs a KPI under a criterion, or parks it."""
    own(kpi.workspace, criterion)
    pk = criterion.pk if criterion else None
    return saved_row(kpi, changes={"criterion_id": pk}, version=version, by=by)  # type: ignore[return-value]


def take_baseline(*, kpi: Kpi, version: int, by: Member) -> Kpi:
    """What the question answers now becomes the start."""
    assert kpi.question is not None
    changes = {"baseline_id": kpi.question.latest_id, "kept_id": None}
    saved = saved_row(kpi, changes=changes, version=version, by=by)
    assert isinstance(saved, Kpi)
    leave_history(saved, by=by)
    return saved


def keep_target(*, kpi: Kpi, version: int, by: Member) -> Kpi:
    """The start moved and the value to reach stays: asked again only when it surely moves on from here."""
    assert kpi.question is not None
    with transaction.atomic():
        changes = {"kept_id": kpi.question.latest_id}
        saved = saved_row(kpi, changes=changes, version=version, by=by, keeps=True)
        details = {"finding": kpi.question.latest and kpi.question.latest.finding_id, "target": kpi.target}
        audit(workspace=kpi.workspace, by=by, action="keep_target", object=str(kpi.pk), details=details)
    assert isinstance(saved, Kpi)
    return saved


def _start(question: Question) -> Finding | None:
    """The answer that stands already, if its ground did not move since."""
    return None if due_questions(question.workspace, [question]) else question.latest


def _ask(workspace: Workspace, wish: KpiWish, *, by: Member) -> Question:
    if wish.analysis not in ANALYSES:
        raise BadParameter("analysis", name=wish.analysis, names=tuple(ANALYSES))
    given = {"account": wish.account, "network": wish.network, "phrase": wish.phrase}
    params = parse(ANALYSES[wish.analysis], given, zone=workspace.zone)
    return evidence.keep_question(
        workspace=workspace, analysis=wish.analysis, params=params, window=Window(days=wish.days), by=by
    )
