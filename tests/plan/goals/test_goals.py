"""Goals, criteria and KPIs: one main goal, baseline from a finding, SMART read from the objects, approval."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from socialplan.analysis.base import BadParameter
from socialplan.pipeline.ledger import Store
from socialplan.plan.analyse import actions as analyse
from socialplan.plan.brief import queries as brief
from socialplan.plan.evidence import actions as evidence
from socialplan.plan.evidence.models import Claim, Node, ReviewMark
from socialplan.plan.evidence.rules import Expectation, Op, Pick
from socialplan.plan.goals import actions, queries
from socialplan.plan.goals.models import Goal, Kpi
from socialplan.plan.team.edits import StaleEdit
from socialplan.plan.team.models import AuditEntry, Member, Workspace
from tests.plan.evidence.world import Said, bring
from tests.plan.goals.plan import NOW, STEADY, criterion, expectation, goal, kpi, smart_goal, weeks

SATURDAY = date(2026, 3, 25)  # the day of the last post, 84 days from 1 January


def outcomes(of: Goal) -> dict[str, str]:
    return {check.letter: check.outcome for check in queries.checks_of(Goal.objects.get(pk=of.pk))}


def supported_card(owner: Member, quadrant: str, account: str | None = None) -> None:
    from socialplan.analysis.base import Params

    question = evidence.put_question(
        workspace=owner.workspace, analysis="engagement", params=Params(zone="UTC", account=account), by=owner
    )
    analyse.adopt_as_card(
        workspace=owner.workspace, quadrant=quadrant, sentence=f"{quadrant} {account}", question=question,
        expectation=Expectation(Pick("median"), Op.MORE, 10), by=owner, reason="for the test",
    )  # fmt: skip


def test_a_second_main_goal_is_refused_by_the_action_and_by_the_database(store: Store, owner: Member) -> None:
    first = goal(owner)
    with pytest.raises(ValidationError):
        goal(owner, wish="Another one")
    with pytest.raises(IntegrityError), transaction.atomic():
        Goal.objects.create(workspace=owner.workspace, round=first.round, wish="Sneaky", main=True)
    assert Goal.objects.filter(main=True).count() == 1


def test_another_goal_can_take_the_lead_and_there_is_still_one(store: Store, owner: Member) -> None:
    first, second = goal(owner), goal(owner, main=False, wish="Other")
    actions.make_main(goal=second, by=owner)
    assert list(Goal.objects.filter(main=True)) == [second]
    assert not Goal.objects.get(pk=first.pk).main


def test_a_removed_main_goal_makes_room_and_a_new_round_has_its_own(
    store: Store, workspace: Workspace, owner: Member
) -> None:
    first = goal(owner)
    actions.remove_row(row=first, version=1, by=owner, now=NOW)
    second = goal(owner, wish="Again")
    actions.set_round(workspace=workspace, starts=date(2027, 1, 1), ends=date(2027, 12, 31), by=owner)
    third = actions.add_goal(workspace=workspace, wish="Next year", main=True, by=owner)
    assert second.round != third.round and Goal.objects.filter(main=True, removed_at=None).count() == 2


def test_a_plan_that_ends_before_it_starts_is_refused(
    store: Store, workspace: Workspace, owner: Member
) -> None:
    with pytest.raises(ValidationError):
        actions.set_round(workspace=workspace, starts=date(2026, 5, 1), ends=date(2026, 5, 1), by=owner)


def test_a_vague_wish_is_saved_and_fails_its_checks(store: Store, owner: Member) -> None:
    made = goal(owner, wish="Be more visible")
    assert made.state == "wish"
    assert outcomes(made) == {"S": "fail", "M": "fail", "A": "fail", "R": "fail", "T": "fail"}
    with pytest.raises(actions.NotReady) as refused:
        actions.approve_goal(goal=made, version=1, by=owner, now=NOW, reason="I want it")
    assert len(refused.value.checks) == 5
    assert Goal.objects.get().state == "wish"


def test_the_baseline_is_the_finding_of_the_last_complete_days(store: Store, owner: Member) -> None:
    weeks(store, owner)
    made = kpi(owner, criterion(owner, goal(owner)))
    shown = queries.figure_of(made, made.baseline)
    assert made.baseline and made.baseline.params["until"] == SATURDAY.isoformat()
    assert shown and shown.n == 7 and shown.value == 99  # six days of 99, one of 103


def test_history_is_the_own_earlier_weeks_each_as_long_as_the_window(store: Store, owner: Member) -> None:
    weeks(store, owner, [week * 10 for week in range(12) for _day in range(7)])
    made = kpi(owner, criterion(owner, goal(owner)))
    # 83 days are complete: eleven weeks counted back from 25 March, each one day of a level and six of the
    # next.
    assert len(made.history) == 11  # of at most twelve
    assert made.history[-1]["until"] == "2026-03-25" and made.history[0]["since"] == "2026-01-07"
    days = [week * 10 for week in range(12) for _day in range(7)]
    expected = [sorted(days[6 + 7 * i : 13 + 7 * i])[3] for i in range(11)]
    assert [period["value"] for period in made.history] == expected


def test_a_goal_with_everything_passes_the_five_checks(store: Store, owner: Member) -> None:
    made, _kpi = smart_goal(store, owner)
    assert outcomes(made) == dict.fromkeys("SMART", "pass")


def test_under_eight_periods_there_is_too_little_history_and_no_chance(store: Store, owner: Member) -> None:
    weeks(store, owner, STEADY[:56])  # 55 complete days: seven weeks
    made = goal(owner)
    steered = kpi(owner, criterion(owner, made))
    actions.change_kpi(kpi=steered, fields={"target": 104.0}, version=1, by=owner)
    check = queries.checks_of(made)[2]
    assert (check.code, check.values["periods"]) == ("too_little_history", 7)
    line = queries.goals_page(owner.workspace).kpis[0]
    assert line.outlook is None and line.tenths is None


def test_a_target_beyond_the_history_is_a_stretch(store: Store, owner: Member) -> None:
    made, steered = smart_goal(store, owner)
    actions.change_kpi(kpi=steered, fields={"target": 500.0}, version=2, by=owner)
    check = queries.checks_of(made)[2]
    assert (check.outcome, check.code) == ("unsure", "stretch")


def test_a_kpi_without_account_or_network_is_not_specific(store: Store, owner: Member) -> None:
    weeks(store, owner)
    made = goal(owner)
    kpi(owner, criterion(owner, made), account=None)
    assert queries.checks_of(made)[0].code == "no_scope"


def test_a_kpi_on_an_account_nobody_heard_of_is_refused(store: Store, owner: Member) -> None:
    weeks(store, owner)
    with pytest.raises(BadParameter):
        kpi(owner, criterion(owner, goal(owner)), account="nobody")
    assert not Kpi.objects.exists()


def test_approval_waits_for_the_situation_analysis_and_a_reason_overrides_it_in_the_log(
    store: Store, owner: Member
) -> None:
    made, _kpi = smart_goal(store, owner)
    with pytest.raises(actions.NeedsReason) as refused:
        actions.approve_goal(goal=made, version=made.version, by=owner, now=NOW)
    assert refused.value.gate == ("no_inside", "no_outside")
    done = actions.approve_goal(
        goal=made, version=made.version, by=owner, now=NOW, reason="The board decided in March"
    )
    assert (done.state, done.override_reason) == ("approved", "The board decided in March")
    entry = AuditEntry.objects.get(action="approve_goal")
    assert entry.details == {"overridden": ["no_inside", "no_outside"]}


def test_with_evidence_on_both_sides_no_reason_is_needed(store: Store, owner: Member) -> None:
    made, _kpi = smart_goal(store, owner)
    supported_card(owner, "strength")
    supported_card(owner, "threat", "bakery")
    assert queries.gate_of(owner.workspace) == ()
    done = actions.approve_goal(goal=made, version=made.version, by=owner, now=NOW, reason="not needed")
    assert (done.state, done.override_reason) == ("approved", "")


def test_a_situation_out_of_date_closes_the_gate(store: Store, owner: Member) -> None:
    smart_goal(store, owner)
    supported_card(owner, "strength")
    supported_card(owner, "threat", "bakery")
    bring(store, owner.workspace_id, Said("bakery", "photo", [1] * 5, name="late"), source="late.csv")
    assert queries.gate_of(owner.workspace) == ("moved",)


def test_a_change_of_what_was_agreed_takes_the_approval_away_and_a_control_line_does_not(
    store: Store, owner: Member
) -> None:
    made, steered = smart_goal(store, owner)
    made = actions.approve_goal(goal=made, version=made.version, by=owner, now=NOW, reason="Agreed")
    fields = {"lower": 50.0, "when_crossed": "Ask the shop"}
    steered = actions.change_kpi(kpi=steered, fields=fields, version=2, by=owner)
    assert Goal.objects.get().state == "approved"
    actions.change_kpi(kpi=steered, fields={"target": 102.0}, version=3, by=owner)
    assert Goal.objects.get().state == "wish"


def test_a_kpi_without_parent_is_parked_and_counts_for_no_goal(store: Store, owner: Member) -> None:
    weeks(store, owner)
    made = goal(owner)
    parked = kpi(owner)
    page = queries.goals_page(owner.workspace)
    assert [line.row for line in page.parked] == [parked] and page.kpis == ()
    actions.place_kpi(kpi=parked, criterion=criterion(owner, made), version=1, by=owner)
    page = queries.goals_page(owner.workspace)
    assert page.parked == () and [line.row for line in page.kpis] == [parked]


def test_removing_a_criterion_parks_its_kpis(store: Store, owner: Member) -> None:
    weeks(store, owner)
    under = criterion(owner, goal(owner))
    steered = kpi(owner, under)
    actions.remove_row(row=under, version=1, by=owner, now=NOW)
    assert Kpi.objects.get(pk=steered.pk).criterion is None
    assert len(queries.goals_page(owner.workspace).parked) == 1


def test_the_brief_lists_the_goals_that_serve_an_expectation(store: Store, owner: Member) -> None:
    served, other = expectation(owner), expectation(owner, "Sell more")
    made = goal(owner)
    actions.change_goal(goal=made, fields={"expectation_id": served.pk}, version=1, by=owner)
    lines = {
        line.row.pk: [one.goal_id for one in line.goals] for line in brief.expectation_lines(owner.workspace)
    }
    assert lines == {served.pk: [made.pk], other.pk: []}
    actions.change_goal(goal=made, fields={"expectation_id": other.pk}, version=2, by=owner)
    lines = {
        line.row.pk: [one.goal_id for one in line.goals] for line in brief.expectation_lines(owner.workspace)
    }
    assert lines == {served.pk: [], other.pk: [made.pk]}


def test_a_goal_cannot_serve_an_expectation_of_another_workspace(store: Store, owner: Member) -> None:
    from tests.people import member_of, workspace_of

    other = member_of(workspace_of(owner.user, "Other shop"), owner.user)
    foreign = expectation(other)
    made = goal(owner)
    with pytest.raises(type(foreign).DoesNotExist):
        actions.change_goal(goal=made, fields={"expectation_id": foreign.pk}, version=1, by=owner)


def test_a_claim_that_turns_marks_the_goal_that_rests_on_it(store: Store, owner: Member) -> None:
    made, _kpi = smart_goal(store, owner)
    supported_card(owner, "strength", "bakery")
    claim = Claim.objects.get()
    actions.lay_on(goal=made, claims=[claim], by=owner)
    bring(store, owner.workspace_id, Said("bakery", "photo", [1] * 200, name="low"), source="low.csv")
    evidence.recheck(workspace=owner.workspace, trigger="import")
    node = Node.objects.get(room="goals", kind="goal", object_id=made.pk)
    assert ReviewMark.objects.filter(node=node, cause__kind="batch").count() == 1


def test_a_stale_save_of_a_goal_is_refused(store: Store, owner: Member) -> None:
    made = goal(owner)
    actions.change_goal(goal=made, fields={"wish": "First"}, version=1, by=owner)
    with pytest.raises(StaleEdit):
        actions.change_goal(goal=made, fields={"wish": "Second"}, version=1, by=owner)


def test_control_lines_stand_in_order(store: Store, owner: Member) -> None:
    weeks(store, owner)
    steered = kpi(owner, criterion(owner, goal(owner)))
    with pytest.raises(ValidationError):
        actions.change_kpi(kpi=steered, fields={"lower": 5.0, "upper": 5.0}, version=1, by=owner)


def test_a_start_that_moved_asks_once_whether_the_value_to_reach_is_kept(store: Store, owner: Member) -> None:
    """Again only when it moves on from where it was kept."""
    _goal, steered = smart_goal(store, owner)
    bring(store, owner.workspace_id, Said("bakery", "photo", [*STEADY, *[300 + day for day in range(14)]]))
    evidence.recheck(workspace=owner.workspace, trigger="test")
    steered.refresh_from_db()
    assert queries.baseline_moved(steered)
    kept = actions.keep_target(kpi=steered, version=steered.version, by=owner)
    assert not queries.baseline_moved(kept) and kept.target == 101
    assert AuditEntry.objects.filter(action="keep_target", object=str(kept.pk)).count() == 1
    later = [*STEADY, *[300 + day for day in range(14)], *[900 + day for day in range(14)]]
    bring(store, owner.workspace_id, Said("bakery", "photo", later), source="later.csv")
    evidence.recheck(workspace=owner.workspace, trigger="test")
    kept.refresh_from_db()
    assert queries.baseline_moved(Kpi.objects.get(pk=kept.pk))


def test_another_measure_takes_the_start_the_history_and_the_value_to_reach_along(
    store: Store, owner: Member
) -> None:
    _goal, steered = smart_goal(store, owner)
    wish = actions.KpiWish("volume", "count", account="bakery", days=14)
    other = actions.remeasure_kpi(kpi=steered, wish=wish, version=steered.version, by=owner)
    assert (other.target, other.history, other.measure, other.baseline) == (None, [], "count", None)
    other = actions.measure_kpi(other)
    shown = queries.figure_of(other, other.baseline)
    assert shown and shown.value == 14  # one post a day
