"""The team page: people, keys, the workspace and the history."""

import csv
import io

from django.test import Client

from socialplan.plan.team import actions, queries
from socialplan.plan.team.models import ApiToken, Member, User, Workspace
from tests.people import joined, member_of, person, workspace_of


def at(workspace: Workspace, path: str = "") -> str:
    return f"/w/{workspace.slug}/team/{path}"


def test_an_invitation_link_is_shown_once(client_in: Client, workspace: Workspace) -> None:
    shown = client_in.post(at(workspace, "invite/"), {"email": "new@example.org", "role": "member"}).text
    assert "/invitation/" in shown
    again = client_in.get(at(workspace)).text
    assert "new@example.org" in again and "/invitation/" not in again


def test_inviting_somebody_who_is_in_the_team_says_so(
    client_in: Client, workspace: Workspace, owner: User
) -> None:
    answer = client_in.post(at(workspace, "invite/"), {"email": owner.email, "role": "member"})
    assert answer.status_code == 422 and "is already in this team" in answer.text


def test_the_last_owner_is_told_what_to_do(client_in: Client, workspace: Workspace, owner: User) -> None:
    pk = member_of(workspace, owner).pk
    answer = client_in.post(at(workspace, f"members/{pk}/remove/"), follow=True)
    assert "First make someone else owner." in answer.text
    assert Member.objects.filter(pk=pk).exists()


def test_a_member_of_another_workspace_cannot_be_reached_by_number(
    client_in: Client, workspace: Workspace
) -> None:
    elsewhere = workspace_of(person("Elsewhere"), "Other Bakery")
    theirs = queries.owner_of(elsewhere)
    token, _secret = actions.make_token(member=theirs, name="theirs")
    for path in (f"members/{theirs.pk}/remove/", f"members/{theirs.pk}/role/", f"keys/{token.pk}/withdraw/"):
        assert client_in.post(at(workspace, path), {"role": "member"}).status_code == 404
    token.refresh_from_db()
    assert token.revoked_at is None


def test_leaving_leads_to_what_is_left(client: Client, workspace: Workspace) -> None:
    member = joined(workspace, person("Member"))
    client.force_login(member.user, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(at(workspace, f"members/{member.pk}/remove/"), follow=True)
    assert answer.redirect_chain[-1][0] == "/new/"


def test_a_key_is_shown_once_and_can_be_withdrawn(client_in: Client, workspace: Workspace) -> None:
    shown = client_in.post(at(workspace, "keys/make/"), {"name": "notebook"}).text
    assert "sp_" in shown
    assert "sp_" not in client_in.get(at(workspace, "keys/")).text
    token = ApiToken.objects.get()
    client_in.post(at(workspace, f"keys/{token.pk}/withdraw/"))
    assert "No keys." in client_in.get(at(workspace, "keys/")).text


def test_a_member_cannot_withdraw_the_key_of_somebody_else(client: Client, workspace: Workspace) -> None:
    token, _secret = actions.make_token(member=queries.owner_of(workspace), name="owners")
    member = joined(workspace, person("Member"))
    client.force_login(member.user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(at(workspace, f"keys/{token.pk}/withdraw/")).status_code == 403


def test_the_history_is_filtered_by_its_address(client_in: Client, workspace: Workspace) -> None:
    client_in.post(at(workspace, "keys/make/"), {"name": "notebook"})
    assert "notebook" in client_in.get(at(workspace, "history/")).text
    filtered = client_in.get(at(workspace, "history/"), {"action": "create_workspace"}).text
    assert "notebook" not in filtered and "1 row" in filtered


def test_the_exported_history_cannot_run_in_a_spreadsheet(client_in: Client, workspace: Workspace) -> None:
    client_in.post(at(workspace, "keys/make/"), {"name": "=cmd|' /C calc'!A0"})
    sheet = client_in.get(at(workspace, "history.csv"))
    rows = list(csv.reader(io.StringIO(sheet.content.decode("utf-8-sig"))))
    assert rows[1][3] == "'=cmd|' /C calc'!A0"
    assert "attachment" in sheet["Content-Disposition"]


def test_outside_words_stay_words(client_in: Client, workspace: Workspace) -> None:
    client_in.post(at(workspace, "settings/"), {"name": "<script>alert(1)</script>", "zone": "UTC"})
    page = client_in.get(at(workspace)).text
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


def test_the_workspace_keeps_its_address_when_its_name_changes(
    client_in: Client, workspace: Workspace
) -> None:
    client_in.post(at(workspace, "settings/"), {"name": "New Name", "zone": "Europe/London"})
    workspace.refresh_from_db()
    assert (workspace.name, workspace.zone, workspace.slug) == ("New Name", "Europe/London", "harbour-bakery")


def test_the_switcher_shows_only_own_workspaces(client_in: Client, workspace: Workspace, owner: User) -> None:
    workspace_of(owner, "Second Brand")
    workspace_of(person("Elsewhere"), "Hidden Brand")
    page = client_in.get(at(workspace)).text
    assert "Second Brand" in page and "Hidden Brand" not in page


def test_the_banner_of_simulated_data_is_on_every_page(client_in: Client, owner: User) -> None:
    example = workspace_of(owner, "Example Company", simulated=True)
    for path in ("", "roles/", "keys/", "history/"):
        assert "Simulated data. This company does not exist." in client_in.get(at(example, path)).text
