"""Suggestions: claims the data offer, made from rows whose difference is beyond chance. People adopt them."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from socialplan.analysis.base import BadParameter, Params
from socialplan.pipeline.holdings import HeldAccount, accounts

from ...team.models import Workspace
from .. import measuring
from ..drafts import sentence_of
from ..models import Claim, Declined, Finding
from ..rules import Expectation
from ..rules.suggesting import Pair, beyond_chance, pairs, telling
from .figures import Figure, figure

# What is asked of each account; every question more makes chance finds likelier, so few that matter.
ASKED: tuple[tuple[str, tuple[str, ...]], ...] = (("engagement", ("kind",)), ("engagement", ("weekday",)))
MOST_ACCOUNTS = 3


@dataclass(frozen=True)
class Suggestion:
    """A claim to be: its sentence in the reader's language, its expectation, and the figures it compares."""

    key: str
    sentence: str
    expectation: Expectation
    finding: Finding
    row: int  # of the higher side in the finding
    other_row: int
    figure: Figure
    other: Figure
    chance: float

    @property
    def address(self) -> str:
        """What follows the address of the dialog that adopts it."""
        return f"?row={self.row}&measure={self.expectation.left.measure}&other={self.other_row}"


def suggestions(workspace: Workspace, *, limit: int | None = None) -> list[Suggestion]:
    """The surest and largest differences among the own accounts (else the fullest ones), those adopted or
    declined left out. Computed once as long as the data do not move."""
    findings = dict(_answers(workspace))
    found = telling(beyond_chance(pair for pk, one in findings.items() for pair in _pairs(pk, one)))
    made = [_suggestion(findings[pair.question], pair) for pair in found]
    known = _adopted(workspace) | _declined(workspace)
    fresh = [one for one in made if one.key not in known]
    return fresh if limit is None else fresh[:limit]


def suggestion_key(analysis: str, params: Mapping[str, Any], expectation: Expectation) -> str:
    """The same for the same claim, whatever the data were when it was offered."""
    asked = {name: value for name, value in params.items() if _asked(name, value)}
    text = json.dumps([analysis, asked, expectation.as_json()], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _asked(name: str, value: Any) -> bool:
    return name not in ("since", "until", "zone") and value not in (None, "", [])


def _answers(workspace: Workspace) -> Iterable[tuple[int, Finding]]:
    for account in _whose(workspace):
        for analysis, by in ASKED:
            asked = Params(by=by, account=account.account_id, network=account.network, zone=workspace.zone)
            try:
                finding = measuring.looked(workspace, analysis, measuring.with_defaults(analysis, asked))
            except BadParameter:
                continue
            yield finding.pk, finding


def _whose(workspace: Workspace) -> list[HeldAccount]:
    store = measuring.open_store()
    held = [one for one in accounts(store, store.snapshot(workspace.pk)) if one.posts]
    own = [one for one in held if one.owner_kind == "own"]
    return (own or held)[:MOST_ACCOUNTS]


def _pairs(key: int, finding: Finding) -> list[Pair[int]]:
    answered = measuring.answered(finding)
    return [] if answered is None else pairs(key, answered)


def _suggestion(finding: Finding, pair: Pair[int]) -> Suggestion:
    expectation = pair.expectation()
    return Suggestion(
        key=suggestion_key(finding.analysis, finding.params, expectation),
        sentence=sentence_of(finding, expectation), expectation=expectation, finding=finding,
        row=_place(finding, pair.higher), other_row=_place(finding, pair.lower),
        figure=figure(finding, pair.higher, pair.measure), other=figure(finding, pair.lower, pair.measure),
        chance=pair.chance,
    )  # fmt: skip


def _place(finding: Finding, row: Mapping[str, Any]) -> int:
    return next(
        place
        for place, candidate in enumerate(finding.rows)
        if all(candidate.get(name) == value for name, value in row.items())
    )


def _adopted(workspace: Workspace) -> set[str]:
    claims = Claim.objects.standing().filter(workspace=workspace, question__isnull=False)
    return {
        suggestion_key(claim.question.analysis, _everything(claim), Expectation.parse(claim.expectation))
        for claim in claims.select_related("question")
        if claim.expectation and claim.question
    }


def _everything(claim: Claim) -> dict[str, Any]:
    """The question's parameters as a finding shows them."""
    assert claim.question is not None
    kept = dict(claim.question.params)
    options = kept.pop("options", {})
    return {**kept, **options}


def _declined(workspace: Workspace) -> set[str]:
    return set(Declined.objects.filter(workspace=workspace).values_list("key", flat=True))
