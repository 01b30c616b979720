"""The API: the same figures as the terminal to the digit, behind a key or a session."""

import json
from typing import Any

import pytest
from django.test import Client

from socialplan.api.routes import api
from socialplan.plan.sources.queries import open_store
from socialplan.plan.team import actions
from socialplan.plan.team.models import User, Workspace
from socialplan.plan.team.rules import DECLARABLE
from tests.people import joined, member_of, person, workspace_of
from tests.pipeline.test_measure import brought, post


@pytest.fixture(autouse=True)
def own_home(settings: Any, tmp_path: Any) -> None:
    settings.HOME = tmp_path


@pytest.fixture
def owner(db: None) -> User:
    return person("Owner")


@pytest.fixture
def workspace(owner: User) -> Workspace:
    """A workspace whose number the posts are brought under, with three posts."""
    made = Workspace.objects.create(pk=1, slug="bakery", name="Bakery", zone="Europe/Amsterdam")
    joined(made, owner, "owner")
    brought(open_store(), "a", post("1"), post("2"), post("3", "rival"))
    return made


@pytest.fixture
def key(workspace: Workspace, owner: User) -> str:
    return actions.make_token(member=member_of(workspace, owner), name="test")[1]


def get(client: Client, path: str, key: str | None = None, **query: str) -> tuple[int, Any]:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    answer = client.get(f"/api/analyses{path}", query, headers=headers)
    return answer.status_code, json.loads(answer.content)


def test_a_key_gets_the_catalogue_and_a_finding(client: Client, key: str) -> None:
    status, catalogue = get(client, "", key)
    assert status == 200 and {"volume", "engagement", "themes"} <= {entry["name"] for entry in catalogue}
    status, finding = get(client, "/volume", key, by="account")
    assert status == 200
    assert finding["params"] == {"by": ["account"]}
    assert [(row["account"], row["count"]) for row in finding["rows"]] == [("cafe", 2), ("rival", 1)]


def test_whoever_is_signed_in_gets_it_too(client: Client, owner: User, workspace: Workspace) -> None:
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    assert get(client, "/volume", account="CAFE")[1]["n"] == 2


def test_the_terminal_and_the_api_say_the_same_to_the_digit(
    client: Client, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from socialplan.cli import build

    for name, given in (("volume", {"by": "account"}), ("spikes", {"k": "2.5"}), ("themes", {"all": "true"})):
        words = [word for option, value in given.items() for word in (f"--{option}", value)]
        build("analyse")(args=[name, *words, "--format", "json"], standalone_mode=False)
        assert json.loads(capsys.readouterr().out) == get(client, f"/{name}", key, **given)[1]


@pytest.mark.parametrize(
    ("path", "query", "code"),
    [
        ("/volume", {"account": "caffe"}, "bad_parameter"),
        ("/volume", {"zone": "Mars"}, "bad_parameter"),
        ("/volume", {"since": "tomorrow"}, "bad_parameter"),
        ("/volume", {"frob": "1"}, "bad_parameter"),
        ("/spikes", {"k": "much"}, "bad_parameter"),
        ("/spikes", {"k": "nan"}, "bad_parameter"),
    ],
)
def test_what_cannot_be_used_is_a_400_with_words(
    client: Client, key: str, path: str, query: Any, code: str
) -> None:
    status, problem = get(client, path, key, **query)
    assert (status, problem["code"]) == (400, code)
    assert set(problem) == {"code", "message"} and problem["message"]


def test_without_a_key_or_with_a_wrong_or_revoked_one_nothing_is_said(
    client: Client, key: str, workspace: Workspace, owner: User
) -> None:
    from django.utils import timezone

    from socialplan.plan.team.models import ApiToken

    refusal = get(client, "/volume")
    assert refusal[0] == 401 and refusal[1]["code"] == "not_signed_in"
    assert get(client, "/volume", "sp_wrong") == refusal == get(client, "", "")
    actions.revoke_token(token=ApiToken.objects.get(), by=member_of(workspace, owner), now=timezone.now())
    assert get(client, "/volume", key) == refusal


def test_foreign_and_missing_answer_alike(client: Client, key: str) -> None:
    workspace_of(person("Stranger"), "Strange")
    foreign = get(client, "/volume", key, workspace="strange")
    assert foreign[0] == 404 and foreign[1]["code"] == "not_found"
    assert foreign == get(client, "/volume", key, workspace="nowhere") == get(client, "/nothing", key)


def test_a_stranger_reaches_no_other_workspace_by_session(client: Client, workspace: Workspace) -> None:
    client.force_login(person("Stranger"), backend="django.contrib.auth.backends.ModelBackend")
    assert get(client, "/volume", workspace="bakery")[0] == 404
    assert get(client, "/volume")[0] == 404


def test_whoever_is_in_two_workspaces_is_asked_which(
    client: Client, owner: User, workspace: Workspace
) -> None:
    workspace_of(owner, "Second")
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    status, problem = get(client, "/volume")
    assert status == 400 and "bakery" in problem["message"]
    assert get(client, "/volume", workspace="bakery")[0] == 200


def test_every_operation_declares_a_permission() -> None:
    operations = [
        operation
        for _prefix, router in api._routers
        for view in router.path_operations.values()
        for operation in view.operations
    ]
    assert operations
    for operation in operations:
        assert operation.view_func.permission in DECLARABLE


@pytest.mark.django_db
def test_every_operation_refuses_who_does_not_say_who_it_is(client: Client) -> None:
    paths = api.get_openapi_schema()["paths"]
    assert paths
    for path, operations in paths.items():
        for method in operations:
            assert client.generic(method, path.replace("{name}", "volume")).status_code == 401


def test_the_description_is_served_without_another_host(client: Client) -> None:
    page = client.get("/api/docs").content.decode()
    assert "swagger" in page and "//" not in page.replace("http://testserver", "").replace("<!--", "")
    described = json.loads(client.get("/api/openapi.json").content)
    assert "/api/analyses/{name}" in described["paths"]
