"""The page on models: versions with their accuracy, what would turn, and adopting one."""

from pathlib import Path

import pytest
from django.test import Client

from socialplan.jobs import work_of
from socialplan.jobs.context import Context
from socialplan.pipeline import label as labelling
from socialplan.plan.listen.actions import label_new
from socialplan.plan.sources.models import Adoption, Job
from socialplan.plan.sources.queries import open_store
from socialplan.plan.team.models import Workspace
from tests.pipeline.readers import Mood, Speaks, entry, only, shelf_of
from tests.plan.evidence.world import Said, bring
from tests.web.rooms import at, send, text_of


@pytest.fixture
def read(workspace: Workspace, home: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace that was read by the first version; the product now comes with the second."""
    settings.HOME = home  # type: ignore[attr-defined]
    only(monkeypatch, entry("language"), entry("mood", labels=("good", "bad")))
    monkeypatch.setattr(labelling, "shipped", shelf_of(Speaks(), Mood()))
    bring(open_store(), workspace.pk, Said("cafe", "photo", range(3)))
    label_new(workspace=workspace.pk)
    only(monkeypatch, entry("language"), entry("mood", "2", labels=("good", "bad")))
    monkeypatch.setattr(labelling, "shipped", shelf_of(Speaks(), Mood("2")))
    return workspace


def page(client: Client, workspace: Workspace, name: str, *args: str) -> str:
    return text_of(client.get(at(workspace, name, *args)))  # type: ignore[arg-type]


def test_every_labeller_says_which_version_counts(client_in: Client, read: Workspace) -> None:
    shown = page(client_in, read, "models")
    assert "Adopted: version 1" in shown and "no longer holds this version" in shown
    assert "Here it read 3 posts; of 0.0% it is unsure." in shown
    assert "How often this version is right has not been measured." in shown


def test_a_version_is_looked_at_and_then_adopted(client_in: Client, read: Workspace) -> None:
    refused = send(client_in, at(read, "model-adopt", "mood", "2"), htmx=False)
    assert refused.status_code == 409 and "Look first" in text_of(refused)
    assert send(client_in, at(read, "model-preview", "mood", "2"), htmx=False).status_code == 302
    assert "Waiting" in page(client_in, read, "model-version", "mood", "2")
    job = Job.objects.get(kind="preview")
    Job.objects.update(state="running")
    Job.objects.filter(pk=job.pk).update(state="done", result=dict(work_of("preview")(job, Context(job))))
    shown = page(client_in, read, "model-version", "mood", "2")
    assert "No claim of your plan reads these labels" in shown and "Adopt this version" in shown
    send(client_in, at(read, "model-adopt", "mood", "2"), htmx=False)
    assert Adoption.objects.filter(labeller="mood").last().version == "2"  # type: ignore[union-attr]
    assert "Adopted by Owner" in page(client_in, read, "models")


def test_a_version_that_does_not_exist_has_no_page(client_in: Client, read: Workspace) -> None:
    assert client_in.get(at(read, "model-version", "mood", "9")).status_code == 404
