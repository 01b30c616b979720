"""The example tells its story: a plan that stands, and what falls when the newer files arrive."""

from datetime import date

import pytest
from django.test import Client

from socialplan.jobs import context
from socialplan.jobs.worker import Worker
from socialplan.plan.evidence.models import Change, Claim, ReviewMark
from socialplan.plan.goals.models import Goal, Kpi
from socialplan.plan.sources.actions import nights
from socialplan.plan.sources.actions.example import NoExample, add_newer_example_data, create_example
from socialplan.plan.sources.models import Job
from socialplan.plan.team.models import User, Workspace
from tests.people import member_of, person, workspace_of

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 3, 31)


@pytest.fixture(autouse=True)
def no_nights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nights, "plan_nights", lambda **_: 0)
    monkeypatch.setattr(context, "BEAT_SECONDS", 3600.0)  # the tests' database is in memory, for one thread


def work() -> None:
    worker = Worker()
    while worker.turn():
        pass
    assert not Job.objects.exclude(state="done").exists(), list(Job.objects.values("kind", "state", "error"))


@pytest.fixture
def owner() -> User:
    return person("Owner", language="nl")


def states(workspace: Workspace) -> list[str]:
    return list(Claim.objects.filter(workspace=workspace).order_by("id").values_list("state", flat=True))


def test_the_example_tells_its_story(owner: User) -> None:
    workspace = create_example(by=owner, today=TODAY, language="nl")
    work()
    assert workspace.simulated
    assert states(workspace) == [*["supported"] * 5, "unsupported"]
    assert Goal.objects.get(workspace=workspace).state == "approved"
    assert not ReviewMark.objects.filter(node__workspace=workspace, cleared_at=None).exists()

    job = add_newer_example_data(workspace=workspace, by=member_of(workspace, owner))
    assert add_newer_example_data(workspace=workspace, by=member_of(workspace, owner)) == job
    work()
    assert states(workspace) == [
        "contested", "supported", "contested", "supported", "supported", "unsupported",
    ]  # fmt: skip
    kpi = Kpi.objects.get(workspace=workspace)
    assert kpi.crossed == "lower"  # the value to reach was not reached: it fell
    assert {change.kind for change in Change.objects.filter(node__workspace=workspace)} >= {
        "claim_turned", "kpi_crossed",
    }  # fmt: skip
    marked = ReviewMark.objects.filter(node__workspace=workspace).values_list("node__kind", flat=True)
    assert {"goal", "swot_card"} <= set(marked)


def test_each_person_has_one_example(owner: User) -> None:
    workspace = create_example(by=owner, today=TODAY)
    assert create_example(by=owner, today=date(2027, 1, 1)) == workspace
    assert create_example(by=person("Other"), today=TODAY) != workspace
    assert Job.objects.filter(workspace=workspace).count() == 1


def test_a_real_workspace_gets_no_example_data(owner: User) -> None:
    workspace = workspace_of(owner)
    with pytest.raises(NoExample):
        add_newer_example_data(workspace=workspace, by=member_of(workspace, owner))


def test_the_page_makes_it_and_lets_newer_files_arrive(client: Client, owner: User) -> None:
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    page = client.post("/example/", follow=True)
    assert page.status_code == 200 and b"hx-get" in page.content
    assert client.get("/example/").status_code == 405
    work()
    address = page.redirect_chain[-1][0]
    assert client.get(address, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert f'action="{address}newer/"'.encode() in client.get(address).content
    assert client.post(f"{address}newer/").status_code == 302
    assert Job.objects.filter(kind="example", params__part="newer").count() == 1


def test_nobody_else_sees_it(client: Client, owner: User) -> None:
    workspace = create_example(by=owner, today=TODAY)
    client.force_login(person("Other"), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/w/{workspace.slug}/example/").status_code == 404
    real = workspace_of(owner)
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/w/{real.slug}/example/").status_code == 404
