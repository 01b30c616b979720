"""Posts that wait are read before what reads their labels answers; nobody reads them twice."""

from datetime import UTC, datetime, timedelta

import pytest

from socialplan.analysis import ANALYSES
from socialplan.analysis.base import Params
from socialplan.jobs.worker import Worker
from socialplan.pipeline.ledger import Store, new_holder
from socialplan.pipeline.measure import measure
from socialplan.plan.listen.actions import on_demand, read_waiting
from socialplan.plan.listen.queries import reading_jobs, with_waiting
from socialplan.plan.sources.actions.running import recheck_soon
from socialplan.plan.sources.models import Batch, Job
from socialplan.plan.team.models import Workspace
from tests.plan.evidence.world import Said, bring

from .moods import ENTRY


def came_in(store: Store, workspace: Workspace, posts: range) -> None:
    number = bring(
        store, workspace.pk, Said("bakery", "photo", posts, name=f"{posts.start}"), source=f"{posts}.csv"
    )
    recheck_soon(workspace=workspace.pk, batch=number)


def test_what_waits_is_read_once_and_the_worker_has_nothing_left_to_read(
    store: Store, workspace: Workspace
) -> None:
    came_in(store, workspace, range(3))
    assert len(reading_jobs(workspace)) == 1
    read_waiting(workspace=workspace, by="tests")
    assert reading_jobs(workspace) == []
    assert Job.objects.get(kind="labels").result["labels"] == {"language@1": 3, "mood@1": 3}
    read_waiting(workspace=workspace, by="tests")
    assert Batch.objects.filter(kind="labels").count() == 1
    worker = Worker()
    while worker.turn():
        pass
    assert Batch.objects.filter(kind="labels").count() == 1
    assert Job.objects.filter(kind="recheck", state="done").exists()


def test_what_comes_in_later_waits_again(store: Store, workspace: Workspace) -> None:
    came_in(store, workspace, range(3))
    read_waiting(workspace=workspace)
    came_in(store, workspace, range(3, 5))
    read_waiting(workspace=workspace)
    rows = store.current(store.snapshot(workspace.pk), "labels")
    assert store.execute(rows.filter(rows.labeller == "mood@1")).num_rows == 5


def test_a_worker_that_is_reading_is_waited_for(
    store: Store, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    came_in(store, workspace, range(3))
    job = Job.objects.get(kind="labels")
    now = datetime.now(UTC)
    job.state, job.holder, job.lease_until = "running", new_holder(), now + timedelta(minutes=1)
    job.done, job.total = 2, 3
    job.save()
    seen: list[tuple[str, int, int | None]] = []

    def ends(seconds: float) -> None:
        Job.objects.filter(pk=job.pk).update(state="done")

    monkeypatch.setattr(on_demand.time, "sleep", ends)
    read_waiting(workspace=workspace, progress=lambda *told: seen.append(told))
    assert seen == [("labelling", 2, 3)]
    assert not Batch.objects.filter(kind="labels").exists()


def test_a_finding_says_that_posts_wait(
    store: Store, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ANALYSES, "moods", ENTRY)
    came_in(store, workspace, range(3))

    def codes(analysis: str) -> list[str]:
        found = with_waiting(workspace, measure(store, workspace.pk, analysis, Params()))
        return [note.code for note in found.notes]

    assert "posts_wait" in codes("moods") and "posts_wait" not in codes("volume")
    read_waiting(workspace=workspace)
    assert "posts_wait" not in codes("moods")
