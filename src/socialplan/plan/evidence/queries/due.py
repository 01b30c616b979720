"""Which questions are due: exactly those whose scope a newer batch or erasure touches."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Min

from socialplan.analysis import ANALYSES
from socialplan.analysis.reads import labellers_of
from socialplan.pipeline.ledger import BatchRow
from socialplan.pipeline.touch import Reach, touches

from ...sources.models import Batch, Erasure
from ...team.models import Workspace
from .. import measuring
from ..measuring import Adopted
from ..models import Finding, Question
from ..rules import Window


@dataclass(frozen=True)
class Due:
    """A question whose ground moved, and what moved it, oldest first."""

    question: Question
    batches: tuple[int, ...] = ()
    epochs: tuple[int, ...] = ()
    version: bool = False  # the analysis itself was changed
    adoption: int = 0  # the newest adoption, where it changed the version of a labeller it reads


def due_questions(workspace: Workspace, questions: Iterable[Question] | None = None) -> list[Due]:
    """The due ones among `questions` (default: all of the workspace), in the order they were asked."""
    asked = Question.objects.filter(workspace=workspace) if questions is None else questions
    asked = [question for question in asked if question.analysis in ANALYSES]
    if not asked:
        return []
    batches = _newer_batches(workspace, min(question.seen_batch for question in asked))
    erasures = _newer_erasures(workspace, min(question.seen_epoch for question in asked))
    models = measuring.adopted(workspace) if any(labellers(one) for one in asked) else Adopted()
    found = (_due(question, batches, erasures, models) for question in asked)
    return [due for due in found if due.batches or due.epochs or due.version or due.adoption]


def due_ids(workspace: Workspace) -> set[int]:
    """The due questions by id: what a page asks."""
    return {due.question.pk for due in due_questions(workspace)}


def reads_labels(workspace: Workspace) -> bool:
    """Whether a question of the workspace rests on what models read in posts."""
    return any(labellers(question) for question in Question.objects.filter(workspace=workspace))


def oldest_look(workspace: Workspace) -> int | None:
    """The oldest batch any question has looked up to."""
    found: int | None = Question.objects.filter(workspace=workspace).aggregate(at=Min("seen_batch"))["at"]
    return found


def _due(
    question: Question, batches: Sequence[BatchRow], erasures: Sequence[Erasure], models: Adopted
) -> Due:
    newer = [batch for batch in batches if batch.number > question.seen_batch]
    reaches = reaches_of(question) if newer else ()
    moved = tuple(
        batch.number for batch in newer if any(touches(batch.draft.scopes, reach) for reach in reaches)
    )
    epochs = tuple(
        erasure.epoch
        for erasure in erasures
        if erasure.epoch > question.seen_epoch
        and any(measuring.erased_of(finding, [erasure]) for finding in _answers(question))
    )
    latest = question.latest
    changed = latest is not None and latest.version != ANALYSES[question.analysis].version
    return Due(question, moved, epochs, changed, _adopted_since(question, models))


def labellers(question: Question) -> tuple[str, ...]:
    """Whose labels its answers read."""
    return labellers_of(ANALYSES[question.analysis], question.params.get("query"))


def _adopted_since(question: Question, models: Adopted) -> int:
    """The adoption since which the latest answer is read with other versions."""
    if question.latest is None:
        return 0
    then = {model["labeller"]: model["version"] for model in question.latest.read_by}
    moved = any(then[name] != models.versions.get(name) for name in labellers(question) if name in then)
    return models.number if moved else 0


def reaches_of(question: Question) -> tuple[Reach, ...]:
    """What the question looks at, and what it is compared with. A window that moves with the data is open
    towards newer data."""
    window = Window.parse(question.window)
    params = replace(measuring.as_params(question.params), since=window.since, until=window.until)
    if window.relative:
        params = replace(params, since=_oldest_day(question))
    other = measuring.other_params(question, params) if question.comparison == measuring.OTHER else None
    return tuple(measuring.reach(question, one) for one in (params, other) if one is not None)


def _oldest_day(question: Question) -> date | None:
    days = [finding.params.get("since") for finding in _answers(question)]
    return min((date.fromisoformat(str(day)) for day in days if day), default=None)


def _answers(question: Question) -> list[Finding]:
    return [finding for finding in (question.latest, question.compared) if finding is not None]


def _newer_batches(workspace: Workspace, seen: int) -> list[BatchRow]:
    if not Batch.objects.filter(workspace=workspace, number__gt=seen).exists():
        return []
    return [batch for batch in measuring.batches(workspace) if batch.number > seen]


def _newer_erasures(workspace: Workspace, seen: int) -> list[Erasure]:
    return list(Erasure.objects.filter(workspace=workspace, epoch__gt=seen).order_by("epoch"))
