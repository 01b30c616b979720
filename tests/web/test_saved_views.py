"""Saved views: kept by name, shared, renamed, removed and put back, and the start of a role."""

import pytest
from django.test import Client

from socialplan.plan.team import views
from socialplan.plan.team.models import AuditEntry, SavedView, User, Workspace
from socialplan.plan.team.rules import NotAllowed
from tests.people import joined, member_of, person, workspace_of
from tests.web.rooms import at, send, text_of

LOOK = "state=look&room=analyse"


@pytest.fixture
def colleague(workspace: Workspace) -> User:
    """A member who manages nothing."""
    user = person("Colleague")
    joined(workspace, user)
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def kept(client: Client, workspace: Workspace, **fields: str) -> SavedView:
    given = {"view": "claims", "query": LOOK, "name": "To look at", **fields}
    assert send(client, at(workspace, "view-keep"), htmx=False, **given).status_code == 302
    return SavedView.objects.latest("pk")


def test_a_view_is_kept_with_its_filters_and_leads_back_there(
    client_in: Client, workspace: Workspace
) -> None:
    shown = text_of(client_in.get(at(workspace, "team-history") + "?by=Owner&text=claim&page=3"))
    assert 'name="query" value="by=Owner&amp;text=claim"' in shown
    answer = client_in.post(
        at(workspace, "view-keep"), {"view": "claims", "query": LOOK, "name": " To  look at "}
    )
    assert answer["location"] == at(workspace, "claims") + f"?{LOOK}"
    assert SavedView.objects.get().name == "To look at"
    assert AuditEntry.objects.filter(action="keep_view").count() == 1


def test_a_view_of_a_question_in_explore_belongs_to_that_question(
    client_in: Client, workspace: Workspace
) -> None:
    kept(client_in, workspace, view="explore-analysis", about="volume", query="period=30d&by=week")
    menus = [text_of(client_in.get(at(workspace, "explore-analysis", name))) for name in ("volume", "utm")]
    address = at(workspace, "explore-analysis", "volume") + "?period=30d&amp;by=week"
    assert f'href="{address}"' in menus[0] and f'href="{address}"' not in menus[1]


def test_only_a_shared_view_is_seen_by_the_team(
    client_in: Client, workspace: Workspace, colleague: User
) -> None:
    kept(client_in, workspace, name="Mine alone")
    kept(client_in, workspace, name="Of us all", shared="1")
    seen = text_of(signed_in(colleague).get(at(workspace, "views")))
    assert "Of us all" in seen and "Mine alone" not in seen


def test_a_colleague_cannot_change_what_another_keeps(
    client_in: Client, workspace: Workspace, colleague: User
) -> None:
    shared, private = kept(client_in, workspace, shared="1"), kept(client_in, workspace)
    theirs = signed_in(colleague)
    for name, fields in (("rename", {"name": "x"}), ("share", {"shared": "0"}), ("remove", {})):
        assert send(theirs, at(workspace, f"view-{name}", shared.pk), **fields).status_code == 403
        assert send(theirs, at(workspace, f"view-{name}", private.pk), **fields).status_code == 404
    assert send(theirs, at(workspace, "view-start", shared.pk), role="member").status_code == 403
    assert SavedView.objects.filter(name="To look at", removed_at=None, shared=True).count() == 1


def test_an_owner_may_change_a_shared_view_of_a_colleague(
    client_in: Client, workspace: Workspace, colleague: User
) -> None:
    view = kept(signed_in(colleague), workspace, shared="1")
    send(client_in, at(workspace, "view-rename", view.pk), htmx=False, name="Every Monday")
    view.refresh_from_db()
    assert view.name == "Every Monday"


def test_a_view_removed_is_put_back_with_one_click(client_in: Client, workspace: Workspace) -> None:
    view = kept(client_in, workspace)
    gone = text_of(send(client_in, at(workspace, "view-remove", view.pk), htmx=False))
    assert "Removed:" in gone and list(views.views_of(member_of(workspace, _owner(workspace)))) == []
    view.refresh_from_db()
    send(client_in, at(workspace, "view-undo", view.pk), htmx=False, version=str(view.version))
    assert "To look at" in text_of(client_in.get(at(workspace, "views")))


def test_a_role_comes_in_at_its_view_until_that_is_no_longer_shared(
    client_in: Client, workspace: Workspace, colleague: User
) -> None:
    view, theirs = kept(client_in, workspace, shared="1"), signed_in(colleague)
    send(client_in, at(workspace, "view-start", view.pk), htmx=False, role="member")
    assert theirs.get(at(workspace, "workspace"))["location"] == at(workspace, "claims") + f"?{LOOK}"
    assert client_in.get(at(workspace, "workspace"))["location"] == at(workspace, "first-page")
    send(client_in, at(workspace, "view-share", view.pk), htmx=False, shared="0")
    assert theirs.get(at(workspace, "workspace"))["location"] == at(workspace, "first-page")


def test_one_role_has_one_start(client_in: Client, workspace: Workspace) -> None:
    first, second = (kept(client_in, workspace, name=name, shared="1") for name in ("one", "two"))
    for view in (first, second):
        send(client_in, at(workspace, "view-start", view.pk), htmx=False, role="owner")
    assert views.start_of(member_of(workspace, _owner(workspace))) == second


def test_a_view_for_oneself_is_no_start_of_a_role(workspace: Workspace, client_in: Client) -> None:
    with pytest.raises(NotAllowed, match="Share this view"):
        views.start_with(
            view=kept(client_in, workspace), roles=["owner"], by=member_of(workspace, _owner(workspace))
        )


@pytest.mark.parametrize("fields", [{"name": " "}, {"name": "x" * 81}])
def test_a_view_without_a_fitting_name_is_not_kept(
    client_in: Client, workspace: Workspace, fields: dict[str, str]
) -> None:
    send(client_in, at(workspace, "view-keep"), htmx=False, view="claims", query=LOOK, **fields)
    assert not SavedView.objects.exists()
    assert "Nothing was saved" in text_of(client_in.get(at(workspace, "claims")))


@pytest.mark.parametrize("given", [
    {"view": "team"}, {"view": "explore-analysis", "about": "nothing"}, {"view": "https://example.org"},
])  # fmt: skip
def test_only_pages_with_filters_can_be_kept(
    client_in: Client, workspace: Workspace, given: dict[str, str]
) -> None:
    answer = send(client_in, at(workspace, "view-keep"), name="x", query="a=b", **given)
    assert answer.status_code == 404 and not SavedView.objects.exists()


def test_a_view_of_another_workspace_does_not_exist_here(client_in: Client, workspace: Workspace) -> None:
    stranger = person("Stranger")
    other = workspace_of(stranger, "Elsewhere")
    view = kept(signed_in(stranger), other, shared="1")
    assert send(client_in, at(workspace, "view-rename", view.pk), name="x").status_code == 404
    assert send(client_in, at(workspace, "view-undo", view.pk), version="1").status_code == 404


def _owner(workspace: Workspace) -> User:
    return User.objects.get(email="owner@example.org")
