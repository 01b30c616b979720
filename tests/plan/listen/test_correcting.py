"""Correcting a label: it counts at once, makes due what reads it, and can be taken back."""

from dataclasses import replace

import pytest

from socialplan.analysis import ANALYSES
from socialplan.analysis.base import Params
from socialplan.pipeline.correct import NoSuchPost
from socialplan.pipeline.ledger import Store
from socialplan.plan.evidence import actions as evidence
from socialplan.plan.evidence.queries import due_ids
from socialplan.plan.listen.actions import BadLabel, correct_label, label_new, undo_correction
from socialplan.plan.listen.queries import post_labels
from socialplan.plan.sources.models import Batch, Job
from socialplan.plan.team.models import AuditEntry, Member, Workspace
from tests.plan.evidence.world import NETWORK, Said, bring


@pytest.fixture
def read(store: Store, workspace: Workspace) -> str:
    """The id of a post that was read."""
    bring(store, workspace.pk, Said("cafe", "photo", range(3)))
    label_new(workspace=workspace.pk)
    return "cafe-photo-0101-0"


def said(workspace: Workspace, post: str) -> dict[str, tuple[str | None, bool]]:
    return {one.reads: (one.label, one.by_person) for one in post_labels(workspace, NETWORK, post)}


def correct(owner: Member, post: str, label: str = "good") -> int | None:
    return correct_label(
        workspace=owner.workspace, network=NETWORK, post_id=post, reads="mood", label=label, by=owner
    )


def test_a_correction_counts_at_once_and_stands_in_the_history(owner: Member, read: str) -> None:
    workspace = owner.workspace
    assert said(workspace, read)["mood"] == ("0-und-1", False)
    assert correct(owner, read) == 3
    assert said(workspace, read)["mood"] == ("good", True)
    batch = Batch.objects.get(number=3)
    assert (batch.kind, batch.by, batch.source) == ("correction", str(owner), "mood: good")
    entry = AuditEntry.objects.get(action="correct_label")
    assert (entry.object, entry.details) == ("mood", {"batch": 3, "label": "good"})
    assert correct(owner, read) is None


def test_saying_that_the_model_is_right_is_kept_as_that(owner: Member, read: str) -> None:
    workspace = owner.workspace
    asked = {"workspace": workspace, "network": NETWORK, "post_id": read, "reads": "language", "by": owner}
    assert correct_label(**asked, label="und") == 3  # type: ignore[arg-type]
    (language,) = [one for one in post_labels(workspace, NETWORK, read) if one.reads == "language"]
    assert language.by_person and language.confirmed
    assert AuditEntry.objects.latest("id").action == "confirm_label"
    correct_label(**asked, label="nl")  # type: ignore[arg-type]
    (language,) = [one for one in post_labels(workspace, NETWORK, read) if one.reads == "language"]
    assert language.by_person and not language.confirmed
    assert AuditEntry.objects.latest("id").action == "correct_label"


def test_a_correction_is_taken_back(owner: Member, read: str) -> None:
    correct(owner, read)
    undone = undo_correction(workspace=owner.workspace, network=NETWORK, post_id=read, reads="mood", by=owner)
    assert undone == 4 and said(owner.workspace, read)["mood"] == ("0-und-1", False)
    assert correct(owner, read, "bad") == 5


def test_only_questions_that_read_the_label_become_due(
    owner: Member, read: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ANALYSES, "volume", replace(ANALYSES["volume"], labellers=("mood",)))
    questions = {
        name: evidence.put_question(
            workspace=owner.workspace, analysis=name, params=Params(account="cafe", zone="UTC")
        )
        for name in ("volume", "engagement")
    }
    evidence.recheck(workspace=owner.workspace, trigger="command", everything=True)
    assert due_ids(owner.workspace) == set()
    correct(owner, read)
    assert due_ids(owner.workspace) == {questions["volume"].pk}
    assert Job.objects.filter(kind="recheck", state="due").exists()


def test_a_corrected_language_is_told_to_the_other_models(owner: Member, read: str) -> None:
    correct_label(
        workspace=owner.workspace, network=NETWORK, post_id=read, reads="language", label="nl", by=owner
    )
    assert Job.objects.filter(kind="labels", state="due").exists()
    label_new(workspace=owner.workspace.pk)
    assert said(owner.workspace, read) == {"language": ("nl", True), "mood": ("0-nl-1", False)}


def test_a_label_that_does_not_exist_and_a_post_that_does_not_are_refused(owner: Member, read: str) -> None:
    with pytest.raises(BadLabel):
        correct(owner, read, "wonderful")
    with pytest.raises(NoSuchPost):
        correct(owner, "nowhere")
    assert Batch.objects.count() == 2
