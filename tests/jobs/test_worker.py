"""The worker takes due jobs, one at a time, and every job ends in a state a person can read."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from socialplan.jobs import JOBS, context
from socialplan.jobs.worker import Worker
from socialplan.plan.sources.actions import imports, nights, turns
from socialplan.plan.sources.models import Job
from socialplan.plan.team.models import Workspace
from socialplan.store import holders
from tests.jobs import work
from tests.store.ledger_contract import dead_holder

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(nights, "plan_nights", lambda **_: 0)
    known = dict(JOBS)
    work.register()
    yield
    JOBS.clear()
    JOBS.update(known)


@pytest.fixture
def workspace() -> Workspace:
    return Workspace.objects.create(slug="acme", name="Acme")


def ended(workspace: Workspace, kind: str, **params: object) -> Job:
    job = Job.objects.create(workspace=workspace, kind=kind, params=params)
    assert Worker().turn()
    job.refresh_from_db()
    return job


def test_nothing_due_means_nothing_done(workspace: Workspace) -> None:
    assert not Worker().turn()
    Job.objects.create(workspace=workspace, kind="unknown to this version")
    assert not Worker().turn()


def test_a_job_leaves_its_result(workspace: Workspace) -> None:
    job = ended(workspace, "quick", say="hello")
    assert (job.state, job.result, job.attempts) == ("done", {"seen": "hello"}, 1)
    assert (job.step, job.done, job.total) == ("reading", 1, 2)
    assert job.started_at and job.ended_at and job.holder == ""


def test_jobs_run_in_the_order_they_became_due(workspace: Workspace) -> None:
    later = Job.objects.create(workspace=workspace, kind="quick")
    sooner = Job.objects.create(workspace=workspace, kind="quick")
    Job.objects.filter(pk=sooner.pk).update(due_at=timezone.now() - timedelta(hours=1))
    Worker().turn()
    assert Job.objects.get(state="done").pk == sooner.pk
    Worker().turn()
    assert Job.objects.get(pk=later.pk).state == "done"


def test_a_bad_file_says_where_and_why(workspace: Workspace) -> None:
    job = ended(workspace, "bad_file")
    assert job.state == "failed" and job.error is not None
    assert (job.error["code"], job.error["file"], job.error["line"]) == ("empty", "a.csv", 3)


def test_what_nobody_expected_fails_the_job_and_not_the_worker(workspace: Workspace) -> None:
    job = ended(workspace, "broken")
    assert job.state == "failed" and job.error is not None and job.error["code"] == "failed"
    assert "KeyError" not in str(job.error)


def test_a_full_disk_says_so(workspace: Workspace) -> None:
    job = ended(workspace, "full")
    assert job.error == {"code": "cannot_store", "reason": "no space left"}


def test_a_busy_store_gives_the_job_another_turn_that_does_not_count(workspace: Workspace) -> None:
    job = ended(workspace, "busy")
    assert (job.state, job.attempts) == ("due", 0) and job.due_at > timezone.now()


def test_a_cancelled_job_ends_as_cancelled(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr(context, "BEAT_SECONDS", 0.05)
    keep = turns.keep_job

    def keep_and_cancel(*, job: Job, seconds: float) -> bool:
        imports.cancel_job(job=Job.objects.get(pk=job.pk))
        return keep(job=job, seconds=seconds)

    monkeypatch.setattr(turns, "keep_job", keep_and_cancel)
    job = ended(workspace, "slow", started=f"{tmp_path}/started", done=f"{tmp_path}/never")
    assert (job.state, job.error) == ("cancelled", None)


def test_a_stopping_worker_gives_its_job_back(workspace: Workspace, tmp_path: object) -> None:
    worker = Worker()
    worker.stop()
    job = Job.objects.create(
        workspace=workspace, kind="slow", params={"started": f"{tmp_path}/s", "done": f"{tmp_path}/d"}
    )
    assert worker.turn()
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("due", 0)


def running(workspace: Workspace, holder: str, **values: object) -> Job:
    job = Job.objects.create(workspace=workspace, kind="quick")
    claimed = turns.claim_job(holder=holder, kinds=["quick"], seconds=30)
    assert claimed is not None and claimed.pk == job.pk
    Job.objects.filter(pk=job.pk).update(**values)
    return claimed


def test_a_job_is_taken_by_one_worker_only(workspace: Workspace) -> None:
    running(workspace, holders.new_holder())
    assert turns.claim_job(holder=holders.new_holder(), kinds=["quick"], seconds=30) is None


def test_the_job_of_a_dead_worker_is_taken_at_once_and_the_late_one_is_refused(workspace: Workspace) -> None:
    late = running(workspace, dead_holder())
    again = turns.claim_job(holder=holders.new_holder(), kinds=["quick"], seconds=30)
    assert again is not None and (again.pk, again.attempts) == (late.pk, 2)
    for deed in (
        lambda: turns.finish_job(job=late, result={}),
        lambda: turns.report_job(job=late, step="x", done=1, total=None),
        lambda: turns.keep_job(job=late, seconds=30),
    ):
        with pytest.raises(turns.LostJob):
            deed()
    turns.finish_job(job=again, result={"by": "second"})
    assert Job.objects.get().result == {"by": "second"}


def test_a_lease_of_another_host_decides_by_time(workspace: Workspace) -> None:
    elsewhere = "host-b:0123456789ab:1.1:abcdef01"
    job = running(workspace, elsewhere)
    assert turns.claim_job(holder=holders.new_holder(), kinds=["quick"], seconds=30) is None
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert turns.claim_job(holder=holders.new_holder(), kinds=["quick"], seconds=30) is not None


def test_a_stepped_clock_takes_no_job_from_a_living_worker(workspace: Workspace) -> None:
    job = running(workspace, holders.new_holder())
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(days=1))
    assert turns.claim_job(holder=holders.new_holder(), kinds=["quick"], seconds=30) is None


def test_a_job_that_keeps_killing_its_worker_ends_as_failed(workspace: Workspace) -> None:
    running(workspace, dead_holder(), attempts=turns.MOST_ATTEMPTS)
    assert turns.claim_job(holder=holders.new_holder(), kinds=["quick"], seconds=30) is None
    job = Job.objects.get()
    assert job.state == "failed" and job.error is not None and job.error["code"] == "gave_up"


def test_a_job_cancelled_while_its_worker_died_is_cancelled(workspace: Workspace) -> None:
    running(workspace, dead_holder(), cancel_asked=True)
    assert turns.claim_job(holder=holders.new_holder(), kinds=["quick"], seconds=30) is None
    assert Job.objects.get().state == "cancelled"


class TestNights:
    @pytest.fixture(autouse=True)
    def real(self, monkeypatch: pytest.MonkeyPatch, kinds: None) -> None:
        monkeypatch.undo()

    def planned(self, now: datetime) -> list[tuple[str, str]]:
        nights.plan_nights(now=now)
        return sorted((job.kind, job.params["night"]) for job in Job.objects.all())

    def test_each_night_is_planned_once_in_the_workspace_s_own_time(self, workspace: Workspace) -> None:
        Workspace.objects.update(created_at=datetime(2026, 3, 1, tzinfo=UTC), zone="Europe/Amsterdam")
        before = datetime(2026, 3, 28, 12, tzinfo=UTC)
        night = "2026-03-28"
        assert self.planned(before) == [("labels", night), ("recheck", night), ("tidy", night)]
        assert len(self.planned(before + timedelta(hours=12))) == 3  # 01:00 on 29 March, before three
        after = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)  # 03:00, the hour that follows 01:59 that night
        assert len(self.planned(after)) == 6
        assert len(self.planned(after + timedelta(hours=10))) == 6

    def test_a_workspace_made_today_is_left_alone(self, workspace: Workspace) -> None:
        assert self.planned(timezone.now()) == []
