"""Adopting: a row of a finding, or a suggestion, becomes a claim with a question that is asked again."""

from dataclasses import replace

from django.db import transaction

from socialplan.analysis import ANALYSES
from socialplan.analysis.parameters import parse

from ...team.actions import audit, require
from ...team.models import Member, Workspace
from ..models import Claim, Declined, Finding, Question
from ..queries.people import PERSON, by_key
from ..queries.suggestions import Suggestion
from ..rules import Expectation, Window
from .asking import put_question
from .claims import KEEP_DAYS, adopt_claim, tie_claim

ROOM = "analyse"


def question_of(*, finding: Finding, by: Member | None = None, window: Window | None = None) -> Question:
    """The question a finding answers, kept from now on. Without `window` its dates stand still."""
    params = parse(ANALYSES[finding.analysis], finding.params, zone=finding.workspace.zone)
    if window is not None:
        params = replace(params, since=None, until=None)
    return put_question(
        workspace=finding.workspace, analysis=finding.analysis, params=params, window=window, by=by
    )


def adopt_row(
    *,
    finding: Finding,
    sentence: str,
    expectation: Expectation,
    by: Member,
    room: str = ROOM,
    owner: Member | None = None,
    window: Window | None = None,
    keep_days: int | None = KEEP_DAYS,
    author_kind: str = "person",
) -> Claim:
    """A claim from a finding. Persons named in the sentence are kept by key, so that they can be erased."""
    require(by, "plan.edit")
    question = question_of(finding=finding, by=by, window=window)
    return adopt_claim(
        workspace=finding.workspace, room=room, sentence=_by_key(finding, sentence), question=question,
        expectation=expectation, by=by, owner=owner, keep_days=keep_days, author_kind=author_kind,
    )  # fmt: skip


def tie_row(
    *, claim: Claim, finding: Finding, expectation: Expectation, by: Member, window: Window | None = None
) -> Claim:
    """A claim of the plan gets its evidence from a finding; its sentence stays as it is."""
    question = question_of(finding=finding, by=by, window=window)
    return tie_claim(claim=claim, question=question, expectation=expectation, by=by)


def adopt_suggestion(*, suggestion: Suggestion, by: Member, room: str = ROOM, sentence: str = "") -> Claim:
    """The claim of a suggestion: the rule is its author, a person took it over."""
    return adopt_row(
        finding=suggestion.finding, sentence=sentence or suggestion.sentence,
        expectation=suggestion.expectation, by=by, room=room, author_kind="rule",
    )  # fmt: skip


@transaction.atomic
def decline_suggestion(*, workspace: Workspace, key: str, by: Member) -> None:
    """Not this one: it is not offered again."""
    require(by, "plan.edit")
    Declined.objects.get_or_create(workspace=workspace, key=key[:64], defaults={"by": str(by)})
    audit(workspace=workspace, by=by, action="decline_suggestion", object=key[:12])


def _by_key(finding: Finding, sentence: str) -> str:
    keys = {
        value
        for row in finding.rows
        for value in row.values()
        if isinstance(value, str) and PERSON.fullmatch(value)
    }
    return by_key(finding.workspace, sentence, keys) if keys and "@" in sentence else sentence
