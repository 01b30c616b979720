"""What people do with the team, and what of it stays in the history."""

from datetime import UTC, datetime, timedelta
from importlib import import_module
from urllib.parse import urlparse

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from socialplan.plan.team import actions, links, queries
from socialplan.plan.team.models import ApiToken, AuditEntry, Invitation, Member, Workspace
from socialplan.plan.team.rules import NotAllowed
from tests.people import joined, member_of, person, workspace_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def workspace() -> Workspace:
    return workspace_of(person("Owner"))


@pytest.fixture
def owner(workspace: Workspace) -> Member:
    return queries.owner_of(workspace)


def invited(owner: Member, email: str = "new@example.org", role: str = "member") -> str:
    _row, token = actions.invite(workspace=owner.workspace, email=email, role=role, by=owner, now=NOW)
    return token


def test_two_workspaces_of_one_name_get_addresses_of_their_own() -> None:
    owner = person()
    assert [workspace_of(owner, "Bakery").slug for _ in range(3)] == ["bakery", "bakery-2", "bakery-3"]


def test_a_name_without_letters_still_gets_an_address() -> None:
    assert workspace_of(person(), "???").slug == "workspace"


def test_an_invitation_is_kept_as_a_hash_and_works_once(owner: Member) -> None:
    token = invited(owner)
    assert token not in str(list(Invitation.objects.values_list()))
    member = actions.accept_invitation(
        token=token, user=None, now=NOW, name="New", password="long enough it is"
    )
    assert (member.role, member.user.email, member.user.name) == ("member", "new@example.org", "New")
    with pytest.raises(NotAllowed):
        actions.accept_invitation(token=token, user=person("Third"), now=NOW)


def test_an_invitation_ends_after_two_weeks(owner: Member) -> None:
    token = invited(owner)
    with pytest.raises(NotAllowed):
        actions.accept_invitation(token=token, user=person("Late"), now=NOW + timedelta(days=14))


def test_a_second_invitation_replaces_the_first(owner: Member) -> None:
    first, second = invited(owner), invited(owner)
    assert queries.invitation_of(first, now=NOW) is None
    assert queries.invitation_of(second, now=NOW) is not None


def test_accepting_never_lowers_an_owner(owner: Member) -> None:
    token = invited(owner, "other@example.org")
    actions.accept_invitation(token=token, user=owner.user, now=NOW)
    assert member_of(owner.workspace, owner.user).role == "owner"


def test_an_invitation_cannot_take_over_an_account(owner: Member) -> None:
    person("Known")
    token = invited(owner, "known@example.org")
    with pytest.raises(NotAllowed):
        actions.accept_invitation(token=token, user=None, now=NOW, name="X", password="long enough it is")


def test_a_member_cannot_invite(workspace: Workspace) -> None:
    member = joined(workspace, person("Member"))
    with pytest.raises(NotAllowed):
        invited(member)


def test_the_last_owner_cannot_leave_or_step_down(owner: Member) -> None:
    joined(owner.workspace, person("Member"))
    with pytest.raises(NotAllowed):
        actions.remove_member(member=owner, by=owner)
    with pytest.raises(NotAllowed):
        actions.change_role(member=owner, role="member", by=owner)


def test_with_a_second_owner_the_first_can_leave(owner: Member) -> None:
    second = joined(owner.workspace, person("Second"))
    actions.change_role(member=second, role="owner", by=owner)
    actions.remove_member(member=owner, by=owner)
    assert [one.user.name for one in queries.team(owner.workspace)] == ["Second"]


def test_a_member_may_leave_but_not_remove_others(owner: Member) -> None:
    one, two = joined(owner.workspace, person("One")), joined(owner.workspace, person("Two"))
    with pytest.raises(NotAllowed):
        actions.remove_member(member=two, by=one)
    actions.remove_member(member=one, by=one)
    assert len(queries.team(owner.workspace)) == 2


def test_a_key_speaks_for_its_member_until_it_is_withdrawn(owner: Member) -> None:
    token, secret = actions.make_token(member=owner, name="notebook")
    assert secret not in str(list(ApiToken.objects.values_list()))
    assert queries.member_of_token(secret, now=NOW) == owner
    actions.revoke_token(token=token, by=owner, now=NOW)
    assert queries.member_of_token(secret, now=NOW) is None


def test_a_key_of_somebody_who_left_is_gone(owner: Member) -> None:
    member = joined(owner.workspace, person("Member"))
    _token, secret = actions.make_token(member=member, name="script")
    actions.remove_member(member=member, by=owner)
    assert queries.member_of_token(secret, now=NOW) is None


def test_every_deed_stands_in_the_history_without_secrets(owner: Member) -> None:
    token = invited(owner)
    _key, secret = actions.make_token(member=owner, name="notebook")
    written = str(list(AuditEntry.objects.values_list("by", "action", "object", "details")))
    assert [entry.action for entry in queries.history(owner.workspace)] == [
        "make_token",
        "invite",
        "create_workspace",
    ]
    assert token not in written and secret not in written


def test_a_deed_that_fails_leaves_no_history(owner: Member) -> None:
    before = AuditEntry.objects.count()
    with pytest.raises(NotAllowed):
        actions.remove_member(member=owner, by=owner)
    assert AuditEntry.objects.count() == before


@pytest.mark.parametrize(
    "statement", ["UPDATE plan_auditentry SET action = 'x'", "DELETE FROM plan_auditentry"]
)
def test_the_database_refuses_to_change_the_history(owner: Member, statement: str) -> None:
    triggers = import_module("socialplan.plan.migrations.0002_audit_append_only")
    with connection.cursor() as cursor:
        for sql in (*triggers.DROP[connection.vendor], *triggers.CREATE[connection.vendor]):
            cursor.execute(sql)
        with pytest.raises(DatabaseError, match="append only"), transaction.atomic():
            cursor.execute(statement)


def test_deleting_a_workspace_keeps_its_history() -> None:
    workspace = workspace_of(person())
    Member.objects.filter(workspace=workspace).delete()
    workspace.delete()
    assert AuditEntry.objects.filter(workspace=None, action="create_workspace").exists()


def test_the_first_start_makes_one_owner_and_one_workspace() -> None:
    first, again = actions.first_workspace(), actions.first_workspace()
    assert first == again
    assert queries.owner_of(first).user == actions.first_owner()
    assert not actions.first_owner().has_usable_password()


def test_links_lead_to_pages_that_exist() -> None:
    link = links.sign_in_link(person())
    assert urlparse(link).path == reverse("sign-in-link") and "sesame=" in link
    assert urlparse(links.invitation_link("abc")).path == reverse("invitation", args=["abc"])
