"""A KPI that crosses a control line is found at a recheck, shows once, and once again only after a return."""

from datetime import date

from socialplan.pipeline.ledger import Store
from socialplan.plan.evidence import actions as evidence
from socialplan.plan.evidence.models import Node, ReviewMark
from socialplan.plan.evidence.queries import changes_since
from socialplan.plan.goals import actions
from socialplan.plan.goals.models import Kpi, KpiCrossing
from socialplan.plan.team.models import Member
from tests.plan.evidence.world import START, Said, bring
from tests.plan.goals.plan import smart_goal


def look_again(owner: Member) -> list[KpiCrossing]:
    evidence.recheck(workspace=owner.workspace, trigger="import")
    return actions.check_lines(workspace=owner.workspace)


def newer(store: Store, owner: Member, value: int, week: int) -> None:
    """A week of posts with this response, after the twelve there are."""
    start = START.replace(month=3, day=26 + 0)
    start = start.fromordinal(start.toordinal() + 7 * week).replace(hour=12)
    bring(
        store, owner.workspace_id, Said("bakery", "photo", [value] * 7, start=start), source=f"week{week}.csv"
    )


def test_a_crossing_is_written_once_and_shows_once_in_what_changed(store: Store, owner: Member) -> None:
    goal, kpi = smart_goal(store, owner)
    fields = {"lower": 80.0, "when_crossed": "Plan two posts with a question"}
    actions.change_kpi(kpi=kpi, fields=fields, version=2, by=owner)
    assert look_again(owner) == []
    newer(store, owner, 40, 0)
    newer(store, owner, 40, 1)
    (crossing,) = look_again(owner)
    assert (crossing.line, crossing.limit, crossing.value) == ("lower", 80.0, 40.0)
    for _refresh in range(3):
        assert look_again(owner) == []
    (change,) = (
        one for one in changes_since(owner.workspace, date(2020, 1, 1)).changes if one.kind == "kpi_crossed"
    )
    assert (change.before, change.after) == ("within", "lower")
    assert change.details["action"] == "Plan two posts with a question"
    assert change.cause and change.cause.source == "week1.csv"
    node = Node.objects.get(kind="goal", object_id=goal.pk)
    assert ReviewMark.objects.filter(node=node, cause__kind="batch").count() == 1


def test_newer_data_beyond_the_same_line_is_no_new_crossing_and_a_return_makes_room_for_one(
    store: Store, owner: Member
) -> None:
    _goal, kpi = smart_goal(store, owner)
    actions.change_kpi(kpi=kpi, fields={"lower": 80.0}, version=2, by=owner)
    found = []
    for week, value in enumerate((40, 40, 30, 120, 120, 20, 20)):
        newer(store, owner, value, week)
        found.append([crossing.line for crossing in look_again(owner)])
    # The last seven complete days hold six of the newest week and one of the week before.
    assert found == [["lower"], [], [], [], [], ["lower"], []]
    assert Kpi.objects.get(pk=kpi.pk).crossed == "lower"


def test_the_upper_line_is_crossed_too(store: Store, owner: Member) -> None:
    _goal, kpi = smart_goal(store, owner)
    actions.change_kpi(kpi=kpi, fields={"upper": 150.0}, version=2, by=owner)
    newer(store, owner, 200, 0)
    assert [crossing.line for crossing in look_again(owner)] == ["upper"]


def test_a_line_drawn_where_the_kpi_already_is_says_so_at_once(store: Store, owner: Member) -> None:
    _goal, kpi = smart_goal(store, owner)
    actions.change_kpi(kpi=kpi, fields={"lower": 120.0}, version=2, by=owner)
    assert KpiCrossing.objects.count() == 1
    assert look_again(owner) == []
