"""A worker killed in the middle loses no job: the next one takes it up at once."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.once import with_tables

CHECKOUT = Path(__file__).resolve().parents[2]
WORKER = """
import django, sys
django.setup()
from tests.jobs import work
from socialplan.jobs.worker import Worker
from socialplan.plan.sources.actions import nights
nights.plan_nights = lambda **_: 0
work.register()
Worker().run()
"""
SETUP = """
import django
django.setup()
from socialplan.plan.models import Workspace, Job
workspace = Workspace.objects.create(slug="acme", name="Acme")
params = {"started": "%(f)s/started", "done": "%(f)s/done"}
Job.objects.create(workspace=workspace, kind="slow", params=params)
"""
STATE = """
import django
django.setup()
from socialplan.plan.models import Job
print(*Job.objects.values_list("state", "attempts").get())
"""


@pytest.fixture
def environment(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    home = with_tables(tmp_path_factory, tmp_path / "home")
    given = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {
        **given, "SOCIALPLAN_HOME": str(home), "PYTHONPATH": f"{CHECKOUT / 'src'}:{CHECKOUT}",
        "DJANGO_SETTINGS_MODULE": "socialplan.config.settings",
    }  # fmt: skip


def python(code: str, environment: dict[str, str]) -> str:
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def wait_for(path: Path, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not path.exists():
        assert time.monotonic() < deadline, f"{path} did not appear"
        time.sleep(0.05)


def test_a_job_whose_worker_was_killed_is_done_by_the_next(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    python(SETUP % {"f": tmp_path}, environment)
    first = subprocess.Popen([sys.executable, "-c", WORKER], env=environment)
    second = None
    try:
        wait_for(tmp_path / "started")
        assert python(STATE, environment) == "running 1"
        first.kill()
        first.wait()
        (tmp_path / "started").unlink()
        second = subprocess.Popen([sys.executable, "-c", WORKER], env=environment)
        wait_for(tmp_path / "started")  # long before the lease of the first would have run out
        (tmp_path / "done").touch()
        deadline = time.monotonic() + 30
        while (state := python(STATE, environment)) != "done 2":
            assert time.monotonic() < deadline, state
        second.terminate()
        assert second.wait(timeout=20) == 0
    finally:
        for process in (first, second):
            if process is not None and process.poll() is None:
                process.kill()
                process.wait()
