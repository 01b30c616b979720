"""Odd input on the pages of the rooms: refused or not there, never a failure of ours."""

import pytest
from django.test import Client

from socialplan.plan.analyse.models import SwotCard
from socialplan.plan.brief.models import Expectation
from socialplan.plan.goals.models import Goal
from socialplan.plan.team.models import User, Workspace
from tests.people import member_of
from tests.plan.evidence.conftest import store
from tests.plan.goals.plan import goal as made_goal
from tests.web.rooms import at, send, text_of

__all__ = ["store"]
pytestmark = pytest.mark.usefixtures("store")
ODD = ["", "-1", "²", "٣", "9" * 40, "9" * 5000, "1e400", "nan", "inf", "\x00", "None", "1;drop", "<b>", "😀"]


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_an_odd_address_is_answered(client_in: Client, workspace: Workspace, odd: str) -> None:
    for name, query in (
        ("brief", {"edit": f"name-{odd}"}), ("brief", {"new": odd}), ("swot", {"edit": odd}),
        ("swot", {"new": odd}), ("goals", {"node": f"kpi-{odd}"}), ("goals", {"new": "kpi", "parent": odd}),
        ("goals", {"new": "goal", "expectation": odd}),
    ):  # fmt: skip
        assert client_in.get(at(workspace, name), query).status_code in (200, 404), (name, query)


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_odd_fields_are_refused_or_kept_as_words(
    client_in: Client, workspace: Workspace, owner: User, odd: str
) -> None:
    member = member_of(workspace, owner)
    row = Expectation.objects.create(workspace=workspace, sentence="Known")
    card = SwotCard.objects.create(workspace=workspace, quadrant="strength", sentence="Nice")
    goal = made_goal(member)
    both = {"version": odd, "reason": odd, "measure": odd}
    posts = [
        (at(workspace, "brief-add", "campaign"), dict.fromkeys(("name", "starts", "ends", "cost"), odd)),
        (at(workspace, "brief-change", "expectation", row.pk), {"sentence": "x"} | both),
        (at(workspace, "swot-add"), {"quadrant": odd, "sentence": "x"}),
        (at(workspace, "swot-add"), {"quadrant": "threat", "sentence": odd, "claim": odd}),
        (at(workspace, "swot-move", card.pk), {"quadrant": "threat", "place": odd} | both),
        (at(workspace, "goal-change", goal.pk), {"wish": odd, "expectation": odd, "date": odd} | both),
        (at(workspace, "goal-claims", goal.pk), {"claim": odd}),
        (at(workspace, "goal-approve", goal.pk), {"version": odd, "reason": odd}),
        (at(workspace, "criterion-add", goal.pk), {"sentence": odd, "weight": odd}),
        (at(workspace, "kpi-add"), {"parent": odd, "code": odd, "days": odd, "account": odd, "phrase": odd}),
        (at(workspace, "kpi-add"), {"code": "volume.count", "days": "7", "phrase": odd, "name": odd}),
        (at(workspace, "goals-round"), {"starts": odd, "ends": odd}),
        (at(workspace, "goal-pattern", goal.pk), {"pattern": odd}),
    ]  # fmt: skip
    for address, fields in posts:
        answer = send(client_in, address, **fields)
        assert answer.status_code in (200, 404, 409, 422), (address, fields, answer.status_code)
        assert "<b>" not in text_of(answer).replace("<b></b>", "")


@pytest.mark.parametrize("target", ["1e308", "-5", "0", "1e-300"])
def test_extreme_targets_are_drawn_or_refused(
    client_in: Client, workspace: Workspace, owner: User, target: str
) -> None:
    made_goal(member_of(workspace, owner))
    send(client_in, at(workspace, "kpi-add"), code="volume.count", days="7")
    from socialplan.plan.goals.models import Kpi

    for kpi in Kpi.objects.all():
        send(
            client_in, at(workspace, "kpi-change", kpi.pk), version=kpi.version, target=target, direction="up"
        )
        assert client_in.get(at(workspace, "goals"), {"node": f"kpi-{kpi.pk}"}).status_code == 200
    assert Goal.objects.count() == 1


def test_a_read_only_face_has_no_way_to_write(client: Client, workspace: Workspace) -> None:
    for name in ("brief", "swot", "goals"):
        assert client.get(at(workspace, name)).status_code == 302
    assert send(client, at(workspace, "brief-add", "name"), text="x").status_code in (302, 401)
    assert not Expectation.objects.exists()
