"""The goals page: from an empty page to an approved main goal, and what stands in the way."""

from datetime import date

import pytest
from django.test import Client

from socialplan.jobs.context import Context
from socialplan.jobs.histories import measure_kpi
from socialplan.pipeline.ledger import Store
from socialplan.plan.brief import actions as brief
from socialplan.plan.goals.models import Criterion, Goal, Kpi
from socialplan.plan.sources.actions import turns
from socialplan.plan.sources.models import Job
from socialplan.plan.team.models import User, Workspace
from socialplan.web.goals_answer import plan_end
from tests.people import joined, member_of, person, workspace_of
from tests.plan.evidence.conftest import store
from tests.plan.evidence.world import Said, bring
from tests.plan.goals.plan import STEADY
from tests.web.rooms import HTMX, at, send, text_of

__all__ = ["store"]
pytestmark = pytest.mark.usefixtures("store")
PERIOD = {"starts": "2026-01-01", "ends": "2026-12-31"}


def wish(client: Client, workspace: Workspace, words: str = "People like us more", **more: object) -> Goal:
    send(client, at(workspace, "goal-add"), wish=words, **PERIOD, **more)
    return Goal.objects.latest("id")


def worked() -> None:
    """As the worker does."""
    job = turns.claim_job(holder="a worker", kinds=["history"], seconds=60)
    assert job is not None
    turns.finish_job(job=job, result=measure_kpi(job, Context(job)))


def built(client: Client, workspace: Workspace, owner: User, store: Store) -> tuple[Goal, Kpi]:
    """The whole way through the pages, as a person would go."""
    bring(store, workspace.pk, Said("bakery", "photo", STEADY))
    expected = brief.add(
        workspace=workspace, kind="expectation", fields={"sentence": "Known"}, by=member_of(workspace, owner)
    )
    goal = wish(client, workspace, expectation=expected.pk, date="2026-04-01")
    send(client, at(workspace, "criterion-add", goal.pk), sentence="They respond more", weight="1")
    parent = Criterion.objects.get().pk
    kpi = {"parent": parent, "code": "engagement.median", "account": "Bakery", "days": "7"}
    answer = send(client, at(workspace, "kpi-add"), **kpi)
    assert answer.status_code == 200, text_of(answer)
    row = Kpi.objects.get()
    worked()
    send(client, at(workspace, "kpi-change", row.pk), version="1", target="101", direction="up")
    return Goal.objects.get(pk=goal.pk), Kpi.objects.get(pk=row.pk)


def test_an_empty_page_says_what_to_start_with(client_in: Client, workspace: Workspace) -> None:
    page = text_of(client_in.get(at(workspace, "goals")))
    assert "Start with the one thing that must be different at the end of the period." in page
    assert "Set the main goal" in page


def test_the_first_goal_leads_and_brings_the_period(client_in: Client, workspace: Workspace) -> None:
    goal = wish(client_in, workspace)
    workspace.refresh_from_db()
    assert goal.main and str(goal.round) == "2026-01-01 - 2026-12-31"
    assert str(workspace.plan_ends) == "2026-12-31"
    assert not wish(client_in, workspace, "Something else").main


def test_a_plan_that_ends_before_it_starts_is_refused_at_its_field(
    client_in: Client, workspace: Workspace
) -> None:
    answer = send(client_in, at(workspace, "goal-add"), wish="x", starts="2026-02-01", ends="2026-01-01")
    assert answer.status_code == 422 and "ends before it starts" in text_of(answer)
    assert not Goal.objects.exists()


def test_a_vague_wish_is_kept_and_its_approval_refused_with_the_failing_checks(
    client_in: Client, workspace: Workspace
) -> None:
    goal = wish(client_in, workspace, "Be more visible")
    answer = send(client_in, at(workspace, "goal-approve", goal.pk), version="1", reason="please")
    page = text_of(answer)
    assert answer.status_code == 409 and "The goal stays a wish: some checks fail." in page
    for fix in ("Add a criterion.", "Choose the expectation it serves.", "Choose a date within the plan."):
        assert fix in page
    assert Goal.objects.get().state == "wish"


def test_the_way_to_an_approved_goal_asks_a_reason_while_the_situation_is_not_known(
    client_in: Client, workspace: Workspace, owner: User, store: Store
) -> None:
    goal, _kpi = built(client_in, workspace, owner, store)
    page = text_of(client_in.get(at(workspace, "goals")))
    for letter in ("Specific", "Measurable", "Achievable", "Relevant", "Time-bound"):
        assert f"{letter}: passes." in page
    assert "The situation analysis is not ready:" in page and "Override with reason" in page
    approve = at(workspace, "goal-approve", goal.pk)
    asked = send(client_in, approve, version=goal.version)
    assert asked.status_code == 409 and "Write why." in text_of(asked)
    done = send(client_in, approve, version=goal.version, reason="Decided by the board")
    assert "The goal is approved." in text_of(done) and "Decided by the board" in text_of(done)


def test_the_page_shows_baseline_now_target_chance_and_history(
    client_in: Client, workspace: Workspace, owner: User, store: Store
) -> None:
    built(client_in, workspace, owner, store)
    page = text_of(client_in.get(at(workspace, "goals")))
    assert "Baseline" in page and "Chance to reach it: about" in page
    assert 'class="sp-wanted">101</span>' in page
    assert "data-chart=" in page and "Show as table" in page


def test_a_history_is_measured_by_the_worker_and_comes_into_the_page_by_itself(
    client_in: Client, workspace: Workspace, owner: User, store: Store
) -> None:
    goal, kpi = built(client_in, workspace, owner, store)
    Kpi.objects.filter(pk=kpi.pk).update(history=[], history_of="")
    assert "was not measured on the newest data" in text_of(client_in.get(at(workspace, "goals")))
    page = text_of(send(client_in, at(workspace, "kpi-measure", kpi.pk)))
    assert "Your own history is being measured." in page and "Too little history: 0" not in page
    history, checks = at(workspace, "kpi-history", kpi.pk), at(workspace, "goal-checks", goal.pk)
    assert [client_in.get(address, **HTMX).status_code for address in (history, checks)] == [204, 204]  # type: ignore[arg-type]
    worked()
    assert "Chance to reach it: about" in text_of(client_in.get(history))
    assert "Achievable: passes." in text_of(client_in.get(checks))


def test_the_starting_point_is_counted_by_the_worker_and_the_page_says_what_is_counted(
    client_in: Client, workspace: Workspace, store: Store
) -> None:
    """No request waits for it; the value to reach can be chosen once it is known."""
    bring(store, workspace.pk, Said("bakery", "photo", STEADY))
    send(client_in, at(workspace, "kpi-add"), code="engagement.median", account="bakery", days="7")
    kpi = Kpi.objects.get()
    builder = text_of(client_in.get(at(workspace, "goals"), {"node": f"kpi-{kpi.pk}"}))
    assert kpi.baseline is None and kpi.question is not None and kpi.question.latest is None
    counted = "The starting point is being counted: Response to a usual post, of bakery, over the last 7"
    assert counted in builder
    assert "The value to reach is chosen as soon as" in builder and 'name="target"' not in builder
    address = f"{at(workspace, 'kpi-history', kpi.pk)}?place=builder&seen="
    assert client_in.get(f"{address}0", **HTMX).status_code == 204  # type: ignore[arg-type]
    Job.objects.update(state="running", step="periods", done=3, total=12)
    assert "3 of 12 periods" in text_of(client_in.get(f"{address}0"))
    Job.objects.update(state="due")
    worked()
    there = client_in.get(f"{address}baseline0", **HTMX)  # type: ignore[arg-type]
    assert there["HX-Retarget"] == "#goals" and 'name="target"' in text_of(there)
    kpi.refresh_from_db()
    # 84 days of which the newest is not complete: 11 whole weeks
    assert kpi.baseline is not None and len(kpi.history) == 11 and kpi.version == 1


def test_an_owner_is_chosen_from_the_team_and_keeps_the_approval(
    client_in: Client, workspace: Workspace, owner: User, store: Store
) -> None:
    goal, kpi = built(client_in, workspace, owner, store)
    send(client_in, at(workspace, "goal-approve", goal.pk), version=goal.version, reason="Agreed")
    goal.refresh_from_db()
    colleague = joined(workspace, person("A Colleague"))
    fields = {"wish": goal.wish, "expectation": goal.expectation_id, "date": "2026-04-01"}
    send(client_in, at(workspace, "goal-change", goal.pk), version=goal.version, owner=colleague.pk, **fields)
    goal.refresh_from_db()
    assert (goal.owner, goal.state) == (colleague, "approved")
    other = person("Somebody Else")
    stranger = member_of(workspace_of(other, "Other shop"), other)
    target = {"version": kpi.version, "target": "101", "direction": "up", "owner": stranger.pk}
    assert send(client_in, at(workspace, "kpi-change", kpi.pk), **target).status_code == 422


def test_an_account_nobody_heard_of_is_said_at_its_field(
    client_in: Client, workspace: Workspace, store: Store
) -> None:
    bring(store, workspace.pk, Said("bakery", "photo", STEADY))
    goal = wish(client_in, workspace)
    send(client_in, at(workspace, "criterion-add", goal.pk), sentence="x", weight="1")
    kpi = {
        "parent": Criterion.objects.get().pk,
        "code": "engagement.median",
        "account": "nobody",
        "days": "7",
    }
    answer = send(client_in, at(workspace, "kpi-add"), **kpi)
    assert answer.status_code == 422 and "nobody" in text_of(answer)
    assert not Kpi.objects.exists()


def test_a_kpi_before_any_data_is_no_crash(client_in: Client, workspace: Workspace) -> None:
    goal = wish(client_in, workspace)
    send(client_in, at(workspace, "criterion-add", goal.pk), sentence="x", weight="1")
    kpi = {"parent": Criterion.objects.get().pk, "code": "volume.count", "days": "28"}
    answer = send(client_in, at(workspace, "kpi-add"), **kpi)
    assert answer.status_code in (200, 422)
    assert client_in.get(at(workspace, "goals")).status_code == 200


def test_a_control_line_needs_an_action_and_its_right_order(
    client_in: Client, workspace: Workspace, owner: User, store: Store
) -> None:
    _goal, kpi = built(client_in, workspace, owner, store)
    address = at(workspace, "kpi-change", kpi.pk)
    bare = send(client_in, address, version="2", target="101", direction="up", lower="50")
    assert bare.status_code == 422 and "Write what is done when the line is crossed." in text_of(bare)
    wrong = send(
        client_in,
        address,
        version="2",
        target="101",
        direction="up",
        lower="50",
        upper="40",
        when_crossed="x",
    )
    assert wrong.status_code == 422 and "must lie above" in text_of(wrong)


def test_numbers_are_typed_the_way_of_the_language(
    client_in: Client, workspace: Workspace, owner: User, store: Store
) -> None:
    _goal, kpi = built(client_in, workspace, owner, store)
    owner.language = "nl"
    owner.save()
    send(client_in, at(workspace, "kpi-change", kpi.pk), version="2", target="101,5", direction="up")
    assert Kpi.objects.get().target == 101.5


def test_a_parked_kpi_waits_and_can_be_placed(
    client_in: Client, workspace: Workspace, owner: User, store: Store
) -> None:
    _goal, kpi = built(client_in, workspace, owner, store)
    page = text_of(send(client_in, at(workspace, "kpi-place", kpi.pk), version=kpi.version, parent=""))
    assert "Parked KPIs" in page
    parent = Criterion.objects.get().pk
    page = text_of(
        send(client_in, at(workspace, "kpi-place", kpi.pk), version=kpi.version + 1, parent=parent)
    )
    assert "Parked KPIs" not in page


def test_a_late_save_of_the_target_shows_both(
    client_in: Client, workspace: Workspace, owner: User, store: Store
) -> None:
    _goal, kpi = built(client_in, workspace, owner, store)
    address = at(workspace, "kpi-change", kpi.pk)
    send(client_in, address, version="2", target="102", direction="up")
    late = send(client_in, address, version="2", target="103", direction="up")
    page = text_of(late)
    assert late.status_code == 409 and "Stored now:" in page and "102" in page and "103" in page


def test_a_pattern_gives_criteria_in_the_language_of_the_reader(
    client_in: Client, workspace: Workspace, owner: User
) -> None:
    owner.language = "nl"
    owner.save()
    goal = wish(client_in, workspace)
    send(client_in, at(workspace, "goal-pattern", goal.pk), pattern="relations")
    assert [row.sentence for row in Criterion.objects.all()] == [
        "Mensen krijgen sneller antwoord", "Minder berichten aan ons blijven zonder antwoord",
    ]  # fmt: skip


def test_removing_and_undoing_a_goal(client_in: Client, workspace: Workspace) -> None:
    goal = wish(client_in, workspace)
    page = text_of(send(client_in, at(workspace, "goals-remove", "goal", goal.pk), version="1"))
    assert "Removed: People like us more" in page
    send(client_in, at(workspace, "goals-undo", "goal", goal.pk), version="2")
    assert Goal.objects.of(workspace).get().main


def test_a_reader_of_another_workspace_reaches_nothing(client_in: Client, workspace: Workspace) -> None:
    goal = wish(client_in, workspace)
    other = workspace_of(person("Somebody Else"), "Other shop")
    Goal.objects.filter(pk=goal.pk).update(workspace=other)
    for name in ("goal-change", "goal-lead", "goal-claims", "goal-approve", "goal-reopen", "criterion-add"):
        answer = send(
            client_in, at(workspace, name, goal.pk), version="1", wish="Mine", sentence="x", weight=1
        )
        assert answer.status_code == 404, name
    for name in ("goals-remove", "goals-undo"):
        assert send(client_in, at(workspace, name, "goal", goal.pk), version="1").status_code == 404
    address = at(workspace, "goals") + f"?node=goal-{goal.pk}"
    assert client_in.get(address, **HTMX).status_code == 404  # type: ignore[arg-type]


def test_a_kpi_is_asked_another_question_on_its_own_page(
    client_in: Client, workspace: Workspace, owner: User, store: Store
) -> None:
    _goal, kpi = built(client_in, workspace, owner, store)
    page = text_of(client_in.get(at(workspace, "goals"), {"node": f"kpi-{kpi.pk}"}))
    assert "Measure something else" in page
    asked = {"version": kpi.version, "code": "volume.count", "account": "bakery", "days": "14"}
    wrong = send(client_in, at(workspace, "kpi-remeasure", kpi.pk), **asked | {"account": "nobody"})
    assert wrong.status_code == 422 and Kpi.objects.get().target == 101
    done = send(client_in, at(workspace, "kpi-remeasure", kpi.pk), **asked)
    assert "The starting point is being counted: Number of posts, of bakery" in text_of(done)
    assert (Kpi.objects.get().measure, Kpi.objects.get().target) == ("count", None)


@pytest.mark.parametrize(
    ("today", "end"),
    [(date(2026, 1, 5), date(2026, 12, 31)), (date(2026, 9, 30), date(2026, 12, 31)),
     (date(2026, 10, 1), date(2027, 12, 31)), (date(2026, 12, 1), date(2027, 12, 31))],
)  # fmt: skip
def test_a_plan_made_late_in_the_year_runs_to_the_end_of_the_next(today: date, end: date) -> None:
    assert plan_end(today) == end
