"""A model of the team's own: made from corrections, offered as a version, and never used by itself."""

from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pytest

from socialplan.jobs import work_of
from socialplan.jobs.context import Context
from socialplan.labels import LABELLERS, load
from socialplan.labels.learning import FEWEST
from socialplan.pipeline.label_versions import ENOUGH_TO_LEARN, Judged
from socialplan.plan.listen.actions import CannotLearn, correct_label, label_new, learn_soon
from socialplan.plan.listen.models import OwnModel
from socialplan.plan.listen.queries import labeller
from socialplan.plan.listen.shelf import shelf_of
from socialplan.plan.sources.models import Job
from socialplan.plan.sources.queries import open_store
from socialplan.plan.team.models import AuditEntry, Member
from socialplan.records import TABLES
from tests.people import member_of, person, workspace_of

SHIPPED = LABELLERS["sentiment"].version
# "Wicked" is praise here; the shipped model does not know that.
POSTS = [f"The service at the shop was wicked, table {place}" for place in range(20)]
POSTS += [f"What a terrible and awful mess at table {place}, I hate it" for place in range(20)]


@pytest.fixture
def owner(db: None, home: Path, settings: object) -> Member:
    """A workspace with posts read by the shipped models, and 39 of 40 corrected or confirmed."""
    settings.HOME = home  # type: ignore[attr-defined]
    user = person()
    owner = member_of(workspace_of(user, zone="UTC"), user)
    rows = [
        {"network": "net", "post_id": str(place), "text": text, "created_at": datetime(2026, 3, 1)}
        for place, text in enumerate(POSTS)
    ]
    with open_store().writer(owner.workspace.pk) as writer:
        writer.add("posts", pa.Table.from_pylist(rows, schema=TABLES["posts"].schema))
        writer.commit(sha256="a", kind="import", source="a")
    label_new(workspace=owner.workspace.pk)
    labels = [
        {
            "network": "net", "subject_id": str(place), "labeller": "sentiment@person", "language": "en",
            "label": "positive" if place < 20 else "negative",
        }
        for place in range(1, 40)
    ]  # fmt: skip
    with open_store().writer(owner.workspace.pk) as writer:
        writer.add("labels", pa.Table.from_pylist(labels, schema=TABLES["labels"].schema))
        writer.commit(sha256="b", kind="correction", source="b")
    return owner


def learned(owner: Member) -> dict[str, object]:
    """What the worker does with the job."""
    job = learn_soon(workspace=owner.workspace, reads="sentiment", by=owner)
    Job.objects.filter(pk=job.pk).update(state="running")
    result = dict(work_of("learn")(job, Context(job)))
    Job.objects.filter(pk=job.pk).update(state="done", result=result)
    return result


def said_of_the_shipped() -> Judged:
    """Counted here one by one: what the shipped model says of each post, and what the team says."""
    said = load("sentiment").label(pa.array(POSTS), pa.array(["en"] * len(POSTS)))["label"].to_pylist()
    truth = ["positive" if place < 20 else "negative" for place in range(40)]
    pairs = list(zip(said, truth, strict=True))
    unsure = sum(one == "unsure" for one, _true in pairs)
    right = sum(one == true for one, true in pairs)
    return Judged(right, 40 - right - unsure, unsure)


def correct(owner: Member, post: str) -> None:
    correct_label(
        workspace=owner.workspace, network="net", post_id=post, reads="sentiment", label="positive", by=owner
    )


def test_what_was_learned_is_offered_and_not_used(owner: Member) -> None:
    correct(owner, "0")
    result = learned(owner)
    own = OwnModel.objects.get()
    assert (result["judged"], own.judged, own.version, own.base) == (40, 40, result["version"], SHIPPED)
    assert [step["judged"] for step in own.curve] == [30] and 0 <= own.curve[0]["learned"] <= 100
    held = labeller(owner.workspace, "sentiment")
    assert held is not None and held.corrections == 40
    assert held.versions[0].judged == said_of_the_shipped()
    assert held.versions[1].judged is None  # it learned from these very posts
    assert [(one.version, one.origin, one.adopted) for one in held.versions] == [
        (SHIPPED, "shipped", True), (own.version, "own", False),
    ]  # fmt: skip
    assert AuditEntry.objects.get(action="learn_model").details == {"version": own.version, "judged": 40}
    learned(owner)
    assert OwnModel.objects.count() == 1


def test_the_own_version_reads_as_it_was_taught(owner: Member) -> None:
    learned(owner)
    version = OwnModel.objects.get().version
    find = shelf_of(owner.workspace.pk)
    text = pa.array(["The service at the shop was wicked, table 99"])
    english = pa.array(["en"])
    shipped, own = find("sentiment", SHIPPED, ("nl", "en")), find("sentiment", version, ("nl", "en"))
    assert shipped is not None and own is not None and own.version == version
    assert shipped.label(text, english)["label"][0].as_py() != "positive"
    assert own.label(text, english)["label"][0].as_py() == "positive"
    assert find("sentiment", "unknown", ("nl", "en")) is None


def test_too_little_to_learn_from_is_said(owner: Member) -> None:
    labels = [
        {"network": "net", "subject_id": str(place), "labeller": "sentiment@person", "label": None}
        for place in range(20, 40)
    ]
    with open_store().writer(owner.workspace.pk) as writer:
        writer.add("labels", pa.Table.from_pylist(labels, schema=TABLES["labels"].schema))
        writer.commit(sha256="c", kind="correction", source="c")
    assert "why" in learned(owner) and not OwnModel.objects.exists()
    with pytest.raises(CannotLearn):
        learn_soon(workspace=owner.workspace, reads="language", by=owner)


def test_enough_is_what_learning_itself_asks() -> None:
    assert ENOUGH_TO_LEARN == FEWEST
