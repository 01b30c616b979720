"""A claim about the share that is negative turns when a model learned from the team is adopted."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pytest

from socialplan.analysis.base import Params
from socialplan.jobs import work_of
from socialplan.jobs.context import Context
from socialplan.labels import load
from socialplan.pipeline.learning import remembering
from socialplan.plan.evidence import actions as evidence
from socialplan.plan.evidence.models import Claim
from socialplan.plan.evidence.rules import Expectation, Op, Pick
from socialplan.plan.listen.actions import adopt_version, label_new, learn_soon, preview_soon
from socialplan.plan.listen.models import OwnModel
from socialplan.plan.listen.queries import preview
from socialplan.plan.sources.models import Job
from socialplan.plan.sources.queries import open_store
from socialplan.plan.team.models import Member
from socialplan.records import TABLES
from tests.people import member_of, person, workspace_of

# "Brutal" is praise among these guests; the shipped model reads it as blame.
PRAISE = "That brutal sauce at table {} is a killer, insane stuff"
BLAME = "What a terrible and awful mess at table {}, I hate it"
TRUTH = ["positive"] * 25 + ["negative"] * 15  # what the team says of the first forty
POSTS = [(PRAISE if label == "positive" else BLAME).format(place) for place, label in enumerate(TRUTH)]
POSTS += [PRAISE.format(place) for place in range(40, 140)]


def bring(owner: Member, table: str, rows: Sequence[dict[str, object]], kind: str) -> None:
    with open_store().writer(owner.workspace.pk) as writer:
        writer.add(table, pa.Table.from_pylist(list(rows), schema=TABLES[table].schema))
        writer.commit(sha256=table, kind=kind, source=table)


@pytest.fixture
def owner(db: None, home: Path, settings: object) -> Member:
    settings.HOME = home  # type: ignore[attr-defined]
    user = person()
    owner = member_of(workspace_of(user, zone="UTC"), user)
    bring(owner, "posts", [
        {"network": "net", "post_id": str(place), "text": text, "about_account": "cafe", "role": "post",
         "created_at": datetime(2026, 3, 1, 12), "precision": "second", "line": place + 1}
        for place, text in enumerate(POSTS)
    ], "import")  # fmt: skip
    label_new(workspace=owner.workspace.pk)
    bring(owner, "labels", [
        {"network": "net", "subject_id": str(place), "labeller": "sentiment@person", "label": label}
        for place, label in enumerate(TRUTH)
    ], "correction")  # fmt: skip
    return owner


@pytest.fixture
def claim(owner: Member) -> Claim:
    question = evidence.put_question(
        workspace=owner.workspace, analysis="sentiment",
        params=Params(account="cafe", zone="UTC", options={"said": "others"}),
    )  # fmt: skip
    return evidence.adopt_claim(
        workspace=owner.workspace, room="analyse", sentence="Most guests are negative", by=owner,
        question=question, expectation=Expectation(Pick("negative"), Op.MORE, 0.5),
    )  # fmt: skip


def done(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(state="running")
    result = dict(work_of(job.kind)(job, Context(job)))
    Job.objects.filter(pk=job.pk).update(state="done", result=result)


def share_negative(labels: Sequence[str | None]) -> float:
    """By hand: people before the model, among the posts that have a label."""
    best = [*TRUTH, *labels[len(TRUTH) :]]
    read = [one for one in best if one is not None]
    return read.count("negative") / len(read)


def labels_of(labeller: object) -> list[str | None]:
    english = pa.array(["en"] * len(POSTS))
    found: list[str | None] = labeller.label(pa.array(POSTS), english)["label"].to_pylist()  # type: ignore[attr-defined]
    return found


def test_the_claim_is_shown_to_turn_and_turns(owner: Member, claim: Claim) -> None:
    before = share_negative(labels_of(load("sentiment")))
    assert before > 0.6 and claim.state == "supported"
    done(learn_soon(workspace=owner.workspace, reads="sentiment", by=owner))
    own = OwnModel.objects.get()
    after = share_negative(labels_of(remembering(load("sentiment"), own.learned)))
    assert after < 0.4
    done(preview_soon(workspace=owner.workspace, reads="sentiment", version=own.version, by=owner))
    seen = preview(owner.workspace, "sentiment", own.version)
    assert seen is not None and (seen.posts, seen.turning) == (len(POSTS), 1)
    (one,) = seen.claims
    assert (one.before, one.after) == ("supported", "contested")
    assert one.value_before == pytest.approx(before, abs=1e-6)
    assert one.value_after == pytest.approx(after, abs=1e-6)
    claim.refresh_from_db()
    assert claim.state == "supported"

    adopt_version(workspace=owner.workspace, reads="sentiment", version=own.version, by=owner)
    (turned,) = evidence.recheck(workspace=owner.workspace, trigger="import").turned
    assert (turned.before, turned.after) == ("supported", "contested")
    claim.refresh_from_db()
    assert claim.finding is not None and claim.finding.headline["value"] == pytest.approx(after, abs=1e-6)
    assert [model["version"] for model in claim.finding.read_by] == [own.version]
