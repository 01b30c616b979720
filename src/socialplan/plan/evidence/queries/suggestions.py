"""Suggestions: claims the data offer, made from rows whose difference is beyond chance. People adopt them."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from socialplan.analysis.base import BadParameter, Params
from socialplan.pipeline.holdings import HeldAccount, accounts

from ...team.models import Workspace
from .. import measuring
from ..drafts import sentence_of
from ..models import Claim, Declined, Finding
from ..rules import Answered, Expectation, Pick
from ..rules.suggesting import Key, Looks, Pair, beyond_chance, days_above, pairs, telling, themes
from .figures import Figure, figure


@dataclass(frozen=True)
class Asked:
    """One question of an account; `measure` is compared between its rows (else the main one)."""

    analysis: str
    by: tuple[str, ...] = ()
    measure: str | None = None


# What is asked of each account; every question more makes chance finds likelier, so few that matter.
ASKED = (
    Asked("engagement", ("kind",)), Asked("engagement", ("weekday",)), Asked("themes"),
    Asked("responses", ("weekday",)), Asked("responses", ("weekday",), "answered_share"),
    Asked("volume", ("weekday",), "amplified_share"), Asked("spikes", ("account",)),
)  # fmt: skip
MOST_ACCOUNTS = 3
SPIKE_K = 2.0  # the spread of a spike's threshold, where it was not asked otherwise
Question = tuple[int, str]  # a finding, and the measure that is compared


@dataclass(frozen=True)
class Suggestion:
    """A claim to be: its sentence in the reader's language, its expectation, and the figures it compares."""

    key: str
    sentence: str
    expectation: Expectation
    finding: Finding
    row: int  # of the higher side in the finding
    other_row: int | None  # None where one row stands alone
    figure: Figure
    other: Figure | None
    chance: float

    @property
    def address(self) -> str:
        """What follows the address of the dialog that adopts it."""
        other = "" if self.other_row is None else f"&other={self.other_row}"
        return f"?row={self.row}&measure={self.expectation.left.measure}{other}"


def suggestions(workspace: Workspace, *, limit: int | None = None) -> list[Suggestion]:
    """The surest and largest differences among the own accounts (else the fullest ones), those adopted or
    declined left out. Computed once as long as the data do not move."""
    answers = list(_answers(workspace))
    findings = {finding.pk: finding for _asked, finding in answers}
    looks = [_looks(asked, finding) for asked, finding in answers]
    made = [_suggestion(findings[pair.question[0]], pair) for pair in telling(beyond_chance(looks))]
    known = _adopted(workspace) | _declined(workspace)
    fresh = [one for one in made if known.isdisjoint((one.key, _anywhere(one)))]
    return fresh if limit is None else fresh[:limit]


def suggestion_key(analysis: str, params: Mapping[str, Any], expectation: Expectation) -> str:
    """The same for the same claim, whatever the data were when it was offered: its numbers do not count."""
    asked = {name: _same(name, value) for name, value in params.items() if _asked(name, value)}
    right = expectation.right if isinstance(expectation.right, Pick) else None
    sides = [asdict(side) if side else None for side in (expectation.left, right)]
    text = json.dumps([analysis, asked, sides], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _anywhere(one: Suggestion) -> str:
    """The key of the same claim, asked without saying on which network."""
    params = {name: value for name, value in one.finding.params.items() if name != "network"}
    return suggestion_key(one.finding.analysis, params, one.expectation)


def _asked(name: str, value: Any) -> bool:
    return name not in ("since", "until", "zone") and value not in (None, "", [])


def _same(name: str, value: Any) -> Any:
    """An account is the same however it is written."""
    return str(value).lstrip("@").casefold() if name == "account" else value


def _answers(workspace: Workspace) -> Iterable[tuple[Asked, Finding]]:
    for account in _whose(workspace):
        for one in ASKED:
            params = Params(
                by=one.by, account=account.account_id, network=account.network, zone=workspace.zone
            )
            try:
                finding = measuring.looked(
                    workspace, one.analysis, measuring.with_defaults(one.analysis, params)
                )
            except BadParameter:
                continue
            yield one, finding


def _whose(workspace: Workspace) -> list[HeldAccount]:
    store = measuring.open_store()
    held = [one for one in accounts(store, store.snapshot(workspace.pk)) if one.posts]
    own = [one for one in held if one.owner_kind == "own"]
    return (own or held)[:MOST_ACCOUNTS]


def looks_at(key: Key, asked: Asked, answered: Answered, *, days: int = 0, k: float = SPIKE_K) -> Looks[Key]:
    """What one answer offers. A spike is a day among the `days` judged; a theme one of all tested."""
    if asked.analysis == "themes":
        return themes(key, answered)
    if asked.analysis == "spikes":
        return days_above(key, answered, judged=days, k=k)
    return pairs(key, answered, asked.measure)


def _looks(asked: Asked, finding: Finding) -> Looks[Question]:
    answered = measuring.answered(finding)
    assert answered is not None
    judged = [note["values"]["days"] for note in finding.notes if note["code"] == "days_judged"]
    k = float(finding.params.get("k", SPIKE_K))
    return looks_at((finding.pk, asked.measure or ""), asked, answered, days=sum(judged), k=k)


def _suggestion(finding: Finding, pair: Pair[Question]) -> Suggestion:
    expectation = pair.expectation()
    row = _place(finding, pair.higher)
    other = figure(finding, pair.lower, pair.measure) if pair.lower is not None else None
    if pair.other_measure:
        other = figure(finding, row, pair.other_measure)
    return Suggestion(
        key=suggestion_key(finding.analysis, finding.params, expectation),
        sentence=sentence_of(finding, expectation), expectation=expectation, finding=finding, row=row,
        other_row=_place(finding, pair.lower) if pair.lower is not None else None,
        figure=figure(finding, row, pair.measure), other=other, chance=pair.chance,
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
