"""An answer that takes long is worked out in a process of its own, which ends when somebody asks to stop."""

import sys
import time
from pathlib import Path

import pytest

from socialplan.jobs import looking
from socialplan.jobs.context import Context
from socialplan.pipeline.collect.errors import Cancelled
from socialplan.plan.evidence.actions import look_soon
from socialplan.plan.sources.models import Job
from tests.people import member_of, person, workspace_of


@pytest.fixture
def job(db: None) -> Job:
    user = person()
    owner = member_of(workspace_of(user, zone="UTC"), user)
    made = look_soon(workspace=owner.workspace, analysis="theme_map", given={"said": "others"}, by=owner)
    Job.objects.update(state="running")
    return made


def running(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setattr(looking, "COMMAND", (sys.executable, "-c", code))


def test_it_tells_what_the_process_found_and_for_how_long_it_looked(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    running(monkeypatch, "import sys, time; time.sleep(1.5); print('found', sys.argv[1])")
    told: list[tuple[str, int]] = []
    context = Context(job)
    monkeypatch.setattr(context, "progress", lambda step, done, total=None: told.append((step, done)))
    assert looking.look(job, context) == {"finding": f"found {job.pk}"}
    assert told[0] == ("looking", 0) and told[-1] == ("looking", 1)


def test_who_asks_to_stop_ends_the_process(
    job: Job, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mark = tmp_path / "done"
    running(monkeypatch, f"import time; time.sleep(60); open({str(mark)!r}, 'w')")
    context = Context(job)
    begin = time.monotonic()
    monkeypatch.setattr(Context, "cancelled", lambda self: time.monotonic() - begin > 1)
    with pytest.raises(Cancelled):
        looking.look(job, context)
    assert time.monotonic() - begin < 20 and not mark.exists()


def test_a_process_that_fails_is_a_failed_job(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    running(monkeypatch, "raise SystemExit(3)")
    with pytest.raises(RuntimeError, match="ended with 3"):
        looking.look(job, Context(job))
