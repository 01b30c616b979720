"""The door: passwords, links, invitations, and how often one may try."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from sesame.utils import get_query_string

from socialplan.plan.team import actions, queries
from socialplan.plan.team.models import Invitation, User, Workspace
from tests.people import joined, person

PASSWORD = "a good long password"


@pytest.fixture(autouse=True)
def nobody_tried_yet() -> None:
    cache.clear()


def try_password(client: Client, password: str, email: str = "owner@example.org") -> int:
    return client.post("/sign-in/", {"username": email, "password": password}).status_code


def test_a_page_asks_somebody_unknown_to_sign_in_and_leads_back(
    client: Client, owner: User, workspace: Workspace
) -> None:
    wanted = f"/w/{workspace.slug}/team/"
    answer = client.get(wanted)
    assert (answer.status_code, answer["Location"]) == (302, f"/sign-in/?next={wanted}")
    signed_in = client.post("/sign-in/", {"username": owner.email, "password": PASSWORD, "next": wanted})
    assert signed_in["Location"] == wanted


def test_an_address_elsewhere_is_not_followed(client: Client, owner: User) -> None:
    answer = client.post(
        "/sign-in/", {"username": owner.email, "password": PASSWORD, "next": "https://example.com/"}
    )
    assert answer["Location"] == "/"
    switched = client.post("/language/", {"language": "nl", "next": "//example.com/"})
    assert switched["Location"] == "/"


def test_a_wrong_pair_does_not_say_what_was_wrong(client: Client, owner: User) -> None:
    known = client.post("/sign-in/", {"username": owner.email, "password": "wrong"})
    unknown = client.post("/sign-in/", {"username": "nobody@example.org", "password": "wrong"})
    words = "This address and password do not belong together"
    assert known.status_code == unknown.status_code == 422
    assert words in known.text and words in unknown.text


def test_after_ten_wrong_passwords_even_the_right_one_waits(client: Client, owner: User) -> None:
    assert [try_password(client, "wrong") for _ in range(10)] == [422] * 10
    assert try_password(client, PASSWORD) == 429


def test_a_right_password_starts_the_count_again(client: Client, owner: User) -> None:
    assert [try_password(client, "wrong") for _ in range(9)] == [422] * 9
    assert try_password(client, PASSWORD) == 302
    client.post("/sign-out/")
    assert try_password(client, "wrong") == 422


def test_many_accounts_from_one_place_wait_too(client: Client, owner: User) -> None:
    for i in range(60):
        assert try_password(client, "wrong", f"nobody{i}@example.org") == 422
    assert try_password(client, PASSWORD) == 429


def test_an_account_that_is_switched_off_does_not_get_in(client: Client, owner: User) -> None:
    link = get_query_string(owner)
    User.objects.filter(pk=owner.pk).update(is_active=False)
    assert try_password(client, PASSWORD) == 422
    assert client.get(f"/sign-in/link/{link}").status_code == 403


def test_a_link_works_once_and_not_after_a_day(client: Client, owner: User) -> None:
    link = f"/sign-in/link/{get_query_string(owner)}"
    assert client.get(link).status_code == 302
    assert Client().get(link).status_code == 403
    import time_machine

    fresh = f"/sign-in/link/{get_query_string(owner)}"
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        assert Client().get(fresh).status_code == 403


def test_signing_out_is_no_link(client_in: Client) -> None:
    assert client_in.get("/sign-out/").status_code == 405
    client_in.post("/sign-out/")
    assert client_in.get("/profile/").status_code == 302


def test_an_invited_person_needs_a_name_and_a_good_password(client: Client, workspace: Workspace) -> None:
    _row, token = actions.invite(
        workspace=workspace,
        email="new@example.org",
        role="member",
        by=queries.owner_of(workspace),
        now=timezone.now(),
    )
    address = f"/invitation/{token}/"
    assert client.post(address, {"name": "", "password": PASSWORD}).status_code == 422
    assert client.post(address, {"name": "New", "password": "password12"}).status_code == 422  # too common
    assert client.post(address, {"name": "New", "password": PASSWORD}).status_code == 302
    assert client.get(f"/w/{workspace.slug}/team/").status_code == 200
    assert Client().get(address).status_code == 404


def test_an_invitation_for_a_known_address_asks_to_sign_in(client: Client, workspace: Workspace) -> None:
    person("Known")
    _row, token = actions.invite(
        workspace=workspace,
        email="known@example.org",
        role="member",
        by=queries.owner_of(workspace),
        now=timezone.now(),
    )
    assert "Sign in and join" in client.get(f"/invitation/{token}/").text
    assert client.post(f"/invitation/{token}/", {"name": "X", "password": PASSWORD}).status_code == 422
    assert Invitation.objects.get().accepted_at is None


def test_changing_the_password_asks_the_old_one_and_keeps_you_signed_in(
    client_in: Client, owner: User
) -> None:
    given = {"name": "Owner", "email": owner.email, "password": "another good password"}
    assert client_in.post("/profile/", given).status_code == 422
    assert client_in.post("/profile/", given | {"old_password": PASSWORD}).status_code == 302
    assert client_in.get("/profile/").status_code == 200
    owner.refresh_from_db()
    assert owner.check_password("another good password")


def test_an_address_of_somebody_else_is_refused(client_in: Client, owner: User) -> None:
    person("Other")
    given = {"name": "Owner", "email": "other@example.org", "old_password": PASSWORD}
    assert client_in.post("/profile/", given).status_code == 422


def test_pages_cannot_be_framed_and_run_only_own_scripts(client_in: Client) -> None:
    policy = client_in.get("/profile/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert (
        "default-src 'none'" in policy
        and "frame-ancestors 'none'" in policy
        and "script-src 'self'" in policy
    )


def test_somebody_of_another_workspace_sees_nothing(client: Client, workspace: Workspace) -> None:
    stranger = person("Stranger")
    client.force_login(stranger, backend="django.contrib.auth.backends.ModelBackend")
    foreign = client.get(f"/w/{workspace.slug}/team/")
    missing = client.get("/w/no-such-place/team/")
    assert foreign.status_code == missing.status_code == 404


def test_a_member_gets_no_buttons_of_an_owner_and_no_way_round(client: Client, workspace: Workspace) -> None:
    member = joined(workspace, person("Member"))
    client.force_login(member.user, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/w/{workspace.slug}/team/").text
    assert "Make an invitation" not in page and "Ask an owner" in page
    for path in ("invite/", f"members/{member.pk}/role/", "settings/"):
        assert client.post(f"/w/{workspace.slug}/team/{path}", {"role": "owner"}).status_code == 403
    member.refresh_from_db()
    assert member.role == "member"
