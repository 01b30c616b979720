"""What would turn if other versions of models were adopted: measured, judged, and not written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from socialplan.analysis.base import BadParameter
from socialplan.pipeline.ledger import Snapshot

from ...team.models import Workspace
from .. import measuring
from ..models import Claim, Question
from ..rules import Answered, Expectation, judge, next_state
from .due import labellers as labellers_of

if TYPE_CHECKING:
    from socialplan.pipeline.ledger import Store
    from socialplan.pipeline.measure import Finding as Measured


@dataclass(frozen=True)
class Supposed:
    """A claim as it stands and as it would: states, and the figure on its left side."""

    claim: int
    before: str
    after: str
    value_before: float | str | None
    value_after: float | str | None

    @property
    def turns(self) -> bool:
        return self.before != self.after


def claims_reading(workspace: Workspace, labellers: Sequence[str]) -> list[Claim]:
    """The standing claims whose question reads the labels of one of these labellers, oldest first."""
    wanted = set(labellers)
    found = Claim.objects.standing().filter(workspace=workspace, question__isnull=False)
    return [
        claim for claim in found.select_related("question").order_by("id")
        if claim.expectation and claim.question and wanted & set(labellers_of(claim.question))
    ]  # fmt: skip


def would_turn(
    workspace: Workspace, versions: Mapping[str, str], *,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Supposed]:  # fmt: skip
    """Every claim that reads labels of these labellers, judged with these versions on the newest data."""
    store = measuring.open_store().supposing(versions)
    snapshot = store.snapshot(workspace.pk)
    claims = claims_reading(workspace, tuple(versions))
    found: list[Supposed] = []
    answers: dict[int, tuple[Answered | None, Answered | None]] = {}
    for place, claim in enumerate(claims):
        progress(place, len(claims))
        question = claim.question
        assert question is not None
        if question.pk not in answers:
            answers[question.pk] = _answers(store, question, snapshot)
        found.append(_judged(claim, *answers[question.pk]))
    return found


def _judged(claim: Claim, now: Answered | None, before: Answered | None) -> Supposed:
    held = claim.judged.get("value")
    if now is None:
        return Supposed(claim.pk, claim.state, "unsupported", held, None)
    judgement = judge(Expectation.parse(claim.expectation or {}), now, before)
    after, _uncertain = next_state(claim.state, judgement.outcome)
    return Supposed(claim.pk, claim.state, after, held, judgement.value)


def _answers(
    store: "Store", question: Question, snapshot: Snapshot
) -> tuple[Answered | None, Answered | None]:
    from socialplan.pipeline.measure import measure

    try:
        params = measuring.resolved(question, snapshot)
        other = measuring.other_params(question, params)
        asked = [measure(store, question.workspace_id, question.analysis, params, snapshot)]
        if other is not None:
            asked.append(measure(store, question.workspace_id, question.analysis, other, snapshot))
    except BadParameter:  # what it asks about is no longer there
        return None, None
    return _plain(asked[0]), _plain(asked[1]) if len(asked) > 1 else None


def _plain(measured: "Measured") -> Answered:
    columns = [asdict(column) for column in measured.columns]
    return Answered(columns, measured.rows, asdict(measured.headline), measured.n)
