"""Adopting a version: it reads unseen, what would turn is shown, and only then it counts."""

import pyarrow as pa
import pytest

from socialplan.analysis import ANALYSES
from socialplan.analysis.base import Params
from socialplan.jobs import work_of
from socialplan.jobs.context import Context
from socialplan.pipeline import label as labelling
from socialplan.pipeline.ledger import Store
from socialplan.plan.evidence import actions as evidence
from socialplan.plan.evidence.models import Claim, Question
from socialplan.plan.evidence.queries import due_ids
from socialplan.plan.evidence.rules import Expectation, Op, Pick
from socialplan.plan.listen.actions import CannotAdopt, adopt_version, label_new, preview_soon
from socialplan.plan.listen.queries import labeller, preview
from socialplan.plan.sources.models import Job
from socialplan.plan.team.models import AuditEntry, Member, Workspace
from tests.pipeline.readers import Mood, Speaks, entry, only, shelf_of
from tests.plan.evidence.world import Said, bring

from .moods import ENTRY


class Always(Mood):
    """Says the same of every post."""

    says = "good"

    def label(self, texts: pa.Array, languages: pa.Array | None = None) -> pa.RecordBatch:
        found = super().label(texts, languages)
        return found.set_column(0, "label", pa.array([self.says] * len(found), pa.string()))


class Gloomy(Always):
    says = "bad"


@pytest.fixture
def claim(owner: Member, store: Store, monkeypatch: pytest.MonkeyPatch) -> Claim:
    """A claim that the first version supports; the product then comes with a second."""
    monkeypatch.setitem(ANALYSES, "moods", ENTRY)
    monkeypatch.setattr(labelling, "shipped", shelf_of(Speaks(), Always()))
    bring(store, owner.workspace.pk, Said("cafe", "photo", range(60)))
    label_new(workspace=owner.workspace.pk)
    question = evidence.put_question(
        workspace=owner.workspace, analysis="moods", params=Params(account="cafe", zone="UTC")
    )
    found = evidence.adopt_claim(
        workspace=owner.workspace, room="analyse", sentence="Most moods are good", by=owner,
        question=question, expectation=Expectation(Pick(), Op.MORE, 0.5),
    )  # fmt: skip
    assert found.state == "supported"
    only(monkeypatch, entry("language"), entry("mood", "2", labels=("good", "bad")))
    monkeypatch.setattr(labelling, "shipped", shelf_of(Speaks(), Gloomy("2")))
    return found


def looked(owner: Member, version: str) -> None:
    """What the worker does with the job."""
    job = preview_soon(workspace=owner.workspace, reads="mood", version=version, by=owner)
    Job.objects.filter(pk=job.pk).update(state="running")
    result = dict(work_of("preview")(job, Context(job)))
    Job.objects.filter(pk=job.pk).update(state="done", result=result)


def adopt(owner: Member, version: str) -> int:
    return adopt_version(workspace=owner.workspace, reads="mood", version=version, by=owner)


def test_what_would_turn_is_shown_and_nothing_has_changed_yet(owner: Member, claim: Claim) -> None:
    looked(owner, "2")
    seen = preview(owner.workspace, "mood", "2")
    assert seen is not None and seen.fresh and (seen.posts, seen.turning) == (60, 1)
    (one,) = seen.claims
    assert (one.before, one.after, one.value_before, one.value_after) == ("supported", "contested", 1.0, 0.0)
    claim.refresh_from_db()
    assert claim.state == "supported" and due_ids(owner.workspace) == set()


def test_an_adopted_version_counts_and_claims_are_looked_at_again(
    owner: Member, store: Store, claim: Claim
) -> None:
    looked(owner, "2")
    assert adopt(owner, "2") == 1
    assert due_ids(owner.workspace) == {Question.objects.get().pk}
    (turned,) = evidence.recheck(workspace=owner.workspace, trigger="import").turned
    assert (turned.before, turned.after) == ("supported", "contested")
    assert due_ids(owner.workspace) == set()
    assert AuditEntry.objects.get(action="adopt_version").details == {"version": "2", "adoption": 1}
    claim.refresh_from_db()
    assert claim.finding is not None and claim.finding.snapshot == str(store.snapshot(owner.workspace.pk))
    assert [one["version"] for one in claim.finding.read_by] == ["2"]
    assert claim.finding.snapshot.endswith(":m1")


def test_adopting_the_old_version_again_undoes_it(owner: Member, claim: Claim) -> None:
    looked(owner, "2")
    adopt(owner, "2")
    evidence.recheck(workspace=owner.workspace, trigger="import")
    looked(owner, "1")
    assert adopt(owner, "1") == 2
    (turned,) = evidence.recheck(workspace=owner.workspace, trigger="import").turned
    assert (turned.before, turned.after) == ("contested", "supported")
    held = labeller(owner.workspace, "mood")
    assert held is not None and [one.version for one in held.versions] == ["1", "2"]
    assert held.stale  # its code is not here any more


def test_nothing_is_adopted_unseen(owner: Member, store: Store, claim: Claim) -> None:
    with pytest.raises(CannotAdopt, match="Look first"):
        adopt(owner, "2")
    looked(owner, "2")
    bring(store, owner.workspace.pk, Said("cafe", "video", range(3)), source="newer")
    with pytest.raises(CannotAdopt, match="newest data"):
        adopt(owner, "2")
    for version, why in (("9", "does not exist"), ("1", "already")):
        with pytest.raises(CannotAdopt, match=why):
            adopt(owner, version)


def test_a_version_that_is_no_longer_here_reads_no_new_posts(
    owner: Member, store: Store, workspace: Workspace, claim: Claim
) -> None:
    bring(store, workspace.pk, Said("cafe", "video", range(3)), source="newer")
    assert label_new(workspace=workspace.pk)["labels"] == {"language@1": 3}
    held = labeller(workspace, "mood")
    assert held is not None and held.stale
