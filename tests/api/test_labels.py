"""Labels over the API: read beside a post, corrected once however often it is asked."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from socialplan.api.routes import api
from socialplan.pipeline import label as labelling
from socialplan.pipeline.ledger import Busy
from socialplan.plan.listen.actions import correcting, label_new
from socialplan.plan.sources.models import Batch
from socialplan.plan.sources.queries import open_store
from socialplan.plan.team import actions, once
from socialplan.plan.team.models import AuditEntry, KeptAnswer, User, Workspace
from tests.people import joined, member_of, person, workspace_of
from tests.pipeline.readers import Mood, Speaks, entry, only, shelf_of
from tests.plan.evidence.world import NETWORK, Said, bring

POST = "cafe-photo-0101-0"


@pytest.fixture
def owner(db: None) -> User:
    return person("Owner")


@pytest.fixture
def workspace(owner: User, home: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Three posts, read by the labellers of the tests."""
    settings.HOME = home
    only(monkeypatch, entry("language"), entry("mood", labels=("good", "bad")))
    monkeypatch.setattr(labelling, "shipped", shelf_of(Speaks(), Mood()))
    made = workspace_of(owner)
    bring(open_store(), made.pk, Said("cafe", "photo", range(3)))
    label_new(workspace=made.pk)
    return made


@pytest.fixture
def token(workspace: Workspace, owner: User) -> str:
    return actions.make_token(member=member_of(workspace, owner), name="test")[1]


def read(client: Client, token: str, post: str = POST) -> tuple[int, Any]:
    answer = client.get(
        "/api/labels", {"network": NETWORK, "post": post}, headers={"Authorization": f"Bearer {token}"}
    )
    return answer.status_code, json.loads(answer.content)


def send(client: Client, token: str, key: str | None = "first", **given: Any) -> tuple[int, Any]:
    body = {"network": NETWORK, "post": POST, "labeller": "mood", "label": "good", **given}
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
    answer = client.post(
        "/api/labels/corrections", json.dumps(body), content_type="application/json",
        headers={name: value for name, value in headers.items() if value},
    )  # fmt: skip
    return answer.status_code, json.loads(answer.content)


def mood(client: Client, token: str) -> tuple[str | None, bool]:
    (found,) = [one for one in read(client, token)[1] if one["labeller"] == "mood"]
    return found["label"], found["by_person"]


def test_labels_are_read_corrected_and_taken_back(client: Client, token: str) -> None:
    assert read(client, token)[1] == [
        {"labeller": "language", "label": "und", "model_label": "und", "version": "1", "confidence": 0.75,
         "evidence": [], "by_person": False},
        {"labeller": "mood", "label": "0-und-1", "model_label": "0-und-1", "version": "1", "confidence": 0.75,
         "evidence": ["0"], "by_person": False},
    ]  # fmt: skip
    asked = {"network": NETWORK, "post": POST, "labeller": "mood", "label": "good"}
    assert send(client, token) == (200, {**asked, "batch": 3})
    assert mood(client, token) == ("good", True)
    assert AuditEntry.objects.get(action="correct_label").by == "Owner"
    assert send(client, token, "second", label=None) == (200, {**asked, "label": None, "batch": 4})
    assert mood(client, token) == ("0-und-1", False)


def test_the_same_key_gives_the_same_answer_and_does_nothing(client: Client, token: str) -> None:
    first = send(client, token)
    assert first[1]["batch"] == 3
    send(client, token, "second", label="bad")
    assert send(client, token) == first and mood(client, token) == ("bad", True)
    assert Batch.objects.filter(kind="correction").count() == 2
    again = send(client, token, "third", label="bad")  # it is so already
    assert again[1]["batch"] is None
    send(client, token, "fourth", label="good")
    assert send(client, token, "third", label="bad") == again and mood(client, token) == ("good", True)


def test_a_key_is_of_one_request_and_of_one_person(
    client: Client, token: str, workspace: Workspace
) -> None:
    assert send(client, token)[0] == 200
    status, problem = send(client, token, label="bad")
    assert (status, problem["code"]) == (409, "key_used") and mood(client, token) == ("good", True)
    other = actions.make_token(member=joined(workspace, person("Robin")), name="other")[1]
    assert send(client, other, label="bad")[0] == 200 and mood(client, token) == ("bad", True)


def test_an_answer_is_kept_with_its_deed_or_not_at_all(
    client: Client, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(**_given: object) -> None:
        raise Busy("somebody writes")

    monkeypatch.setattr(correcting, "look_again_soon", breaks)
    status, problem = send(client, token)
    assert (status, problem["code"]) == (409, "busy") and "same key" in problem["message"]
    assert not KeptAnswer.objects.exists() and mood(client, token) == ("0-und-1", False)


def test_what_cannot_be_is_refused_in_words(client: Client, token: str) -> None:
    for given, expected in (
        ({"label": "wonderful"}, (400, "bad_parameter")), ({"labeller": "weather"}, (400, "bad_parameter")),
        ({"post": "nowhere"}, (404, "not_found")), ({"network": 7}, (400, "bad_parameter")),
        ({"key": None}, (400, "bad_parameter")), ({"key": "x" * 81}, (400, "bad_parameter")),
    ):  # fmt: skip
        status, problem = send(client, token, **given)
        assert (status, problem["code"]) == expected and problem["message"]
    assert read(client, token, "nowhere")[0] == 404
    assert not KeptAnswer.objects.exists() and not Batch.objects.filter(kind="correction").exists()


def test_without_a_key_of_this_workspace_nothing_is_written(
    client: Client, token: str, workspace: Workspace
) -> None:
    assert send(client, "")[0] == 401 and send(client, "sp_wrong")[0] == 401
    stranger = person("Stranger")
    foreign = actions.make_token(member=member_of(workspace_of(stranger, "Strange"), stranger), name="x")[1]
    assert send(client, foreign)[0] == 404
    assert not Batch.objects.filter(workspace=workspace, kind="correction").exists()


def test_a_session_needs_the_token_against_forged_requests(owner: User, workspace: Workspace) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(
        "/api/labels/corrections", json.dumps({}), content_type="application/json",
        headers={"Idempotency-Key": "a"},
    )  # fmt: skip
    assert answer.status_code in (401, 403) and not Batch.objects.filter(kind="correction").exists()


def test_answers_are_forgotten_after_seven_days(client: Client, token: str) -> None:
    send(client, token)
    now = timezone.now()
    assert once.forget_answers(now=now + timedelta(days=6)) == 0
    assert once.forget_answers(now=now + timedelta(days=8)) == 1


def test_it_stands_in_the_description() -> None:
    path = api.get_openapi_schema()["paths"]["/api/labels/corrections"]["post"]
    (key,) = [one for one in path["parameters"] if one["in"] == "header"]
    assert key["name"] == "Idempotency-Key" and key["required"] and key["description"]
    assert set(path["responses"]) == {200, 400, 401, 403, 404, 409}
    assert api.get_openapi_schema()["paths"]["/api/labels"]["get"]["summary"] == "The labels of a post"
