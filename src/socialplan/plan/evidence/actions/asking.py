"""Asking: a question is kept, so that it can be answered again when the data move."""

from dataclasses import replace

from django.utils import timezone

from socialplan.analysis.base import Params

from ...team.models import Member, Workspace
from .. import measuring
from ..models import Finding, Question
from ..queries.due import due_questions
from ..rules import Window
from .answers import answer_again, note_answer


def ask(
    *,
    workspace: Workspace,
    analysis: str,
    params: Params,
    window: Window | None = None,
    by: Member | None = None,
    comparison: str = "",
) -> Finding:
    """The answer on the newest data, stored with its question. Raises BadParameter."""
    question = put_question(
        workspace=workspace, analysis=analysis, params=params, window=window, by=by, comparison=comparison
    )
    assert question.latest is not None
    return question.latest


def put_question(
    *,
    workspace: Workspace,
    analysis: str,
    params: Params,
    window: Window | None = None,
    by: Member | None = None,
    comparison: str = "",
    versus: Params | None = None,
) -> Question:
    """The question, answered: `question.latest` is its finding. Without a window the dates of `params`
    are the window; dates stand still, `Window(days=28)` moves with the data. `versus` is the other side of
    a comparison (analysis/versus.py). Raises BadParameter."""
    other = measuring.versus_kept(params, versus)
    comparison = measuring.OTHER if versus is not None else comparison
    window = measuring.window_of(params, window)
    params = replace(measuring.with_defaults(analysis, params), since=None, until=None)
    question, _made = Question.objects.get_or_create(
        workspace=workspace,
        key=measuring.question_key(analysis, params, window, comparison, other),
        defaults={
            "analysis": analysis, "params": measuring.question_params(params), "comparison": comparison,
            "window": window.as_json(), "asked_by": str(by or ""), "versus": other,
        },
    )  # fmt: skip
    if question.latest is None:
        _first_answer(question)
    elif due := due_questions(workspace, [question]):
        answer_again(due[0], measuring.snapshot_of(workspace), now=timezone.now())
        question.refresh_from_db()
    return question


def _first_answer(question: Question) -> None:
    """A question without an answer is of no use to anybody, so one that cannot be measured is not kept."""
    snapshot = measuring.snapshot_of(question.workspace)
    try:
        finding, compared = measuring.answer(question, snapshot)
    except Exception:
        question.delete()
        raise
    note_answer(question, finding, compared, batch=snapshot.batch, epoch=snapshot.epoch, now=timezone.now())
