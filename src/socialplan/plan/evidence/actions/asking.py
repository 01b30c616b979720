"""Asking: a question is kept, so that it can be answered again when the data move.

`put_question` answers at once; `keep_question` leaves the answering to a job, which calls `answer_question`.
"""

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
    question, made = _kept(
        workspace=workspace, analysis=analysis, params=params, window=window, by=by, comparison=comparison,
        versus=versus,
    )  # fmt: skip
    try:
        return answer_question(question)
    except Exception:
        if made:  # without an answer it is of no use to anybody
            question.delete()
        raise


def keep_question(
    *, workspace: Workspace, analysis: str, params: Params, window: Window, by: Member | None = None
) -> Question:
    """The question without waiting for its answer: `question.latest` is None until a job has answered it.
    Raises BadParameter for an account or network nobody heard of."""
    measuring.check_scope(workspace, measuring.checked_analysis(analysis), params)
    return _kept(workspace=workspace, analysis=analysis, params=params, window=window, by=by)[0]


def answer_question(question: Question) -> Question:
    """Answered on the newest data: measured where nobody did yet, or where its ground moved since. Raises
    BadParameter."""
    if question.latest is None:
        _first_answer(question)
    elif due := due_questions(question.workspace, [question]):
        answer_again(due[0], measuring.snapshot_of(question.workspace), now=timezone.now())
        question.refresh_from_db()
    return question


def _kept(
    *, workspace: Workspace, analysis: str, params: Params, window: Window | None, by: Member | None,
    comparison: str = "", versus: Params | None = None,
) -> tuple[Question, bool]:  # fmt: skip
    """The question by its key, and whether it is new."""
    other = measuring.versus_kept(params, versus)
    comparison = measuring.OTHER if versus is not None else comparison
    window = measuring.window_of(params, window)
    params = replace(measuring.with_defaults(analysis, params), since=None, until=None)
    return Question.objects.get_or_create(
        workspace=workspace,
        key=measuring.question_key(analysis, params, window, comparison, other),
        defaults={
            "analysis": analysis, "params": measuring.question_params(params), "comparison": comparison,
            "window": window.as_json(), "asked_by": str(by or ""), "versus": other,
        },
    )  # fmt: skip


def _first_answer(question: Question) -> None:
    snapshot = measuring.snapshot_of(question.workspace)
    finding, compared = measuring.answer(question, snapshot)
    note_answer(question, finding, compared, batch=snapshot.batch, epoch=snapshot.epoch, now=timezone.now())
