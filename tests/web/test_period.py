"""The period of a page: counted back from the newest data, kept in the address, taken from page to page."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from socialplan.plan.evidence.models import Question
from socialplan.plan.evidence.rules import Window
from socialplan.plan.sources.queries import open_store
from socialplan.plan.team.models import Workspace
from tests.plan.evidence.world import Said, bring
from tests.web.rooms import at, text_of


@pytest.fixture
def filled(tmp_path: Path, settings: LazySettings, workspace: Workspace) -> Workspace:
    """One post a day at noon, from 1 January to 10 April 2026; the other account stops on 30 January."""
    settings.HOME = tmp_path
    bring(open_store(), workspace.pk, Said("bakery", "photo", [5] * 100), Said("rival", "photo", [5] * 30))
    return workspace


def counted(client: Client, workspace: Workspace, query: str) -> str:
    """What the page says it rests on."""
    address = at(workspace, "explore-analysis", "volume")
    shown = text_of(client.get(f"{address}?by=-&account=bakery&{query}"))
    return shown.partition("Based on ")[2].partition(" post")[0]


@pytest.mark.parametrize(("query", "posts"), [
    ("", 100),
    ("period=30d", 30),  # 11 March to 9 April: the newest day, 10 April, is not complete
    ("period=90d", 90),
    ("period=quarter", 9),  # 1 to 9 April
    ("period=plan", 28),  # February
    ("since=2026-03-31&until=2026-04-02", 2),
    ("since=2026-04-09&period=90d", 2),  # own dates go first
    ("period=yesterday", 100),
])  # fmt: skip
def test_a_period_is_half_open_and_counted_back_from_the_newest_data(
    client_in: Client, filled: Workspace, query: str, posts: int
) -> None:
    filled.plan_starts, filled.plan_ends = date(2026, 2, 1), date(2026, 2, 28)
    filled.save()
    assert counted(client_in, filled, query) == str(posts)


def test_an_account_that_fell_silent_has_the_days_of_all(client_in: Client, filled: Workspace) -> None:
    shown = text_of(client_in.get(at(filled, "explore-analysis", "volume") + "?account=rival&period=30d"))
    assert "11/03/2026 – 09/04/2026" in shown and "No data fit" in shown


def test_it_stands_in_the_top_bar_and_as_a_chip_that_can_be_taken_off(
    client_in: Client, filled: Workspace
) -> None:
    shown = text_of(client_in.get(at(filled, "explore-analysis", "volume") + "?by=week&period=30d"))
    assert 'aria-label="Period: Last 30 days"' in shown
    assert '<a class="sp-chip" href="?by=week">Period: Last 30 days (11/03/2026 – 09/04/2026)' in shown
    assert 'href="?by=week&amp;period=90d"' in shown


@pytest.mark.parametrize("name", ["audience", "reputation", "traffic", "competitors", "explore"])
def test_pages_that_look_at_a_period_take_it_along(client_in: Client, filled: Workspace, name: str) -> None:
    shown = text_of(client_in.get(at(filled, name) + "?period=30d"))
    assert f'href="{at(filled, "explore")}?period=30d"' in shown
    assert f'href="{at(filled, "goals")}"' in shown  # goals have periods of their own
    if name != "explore":
        assert f'href="{at(filled, "traffic")}?period=30d"' in shown


@pytest.mark.parametrize(
    "name", ["overview", "changes", "claims", "goals", "brief", "plan", "data", "destep"]
)
def test_other_pages_do_not_offer_it(client_in: Client, filled: Workspace, name: str) -> None:
    assert 'class="sp-menu sp-period"' not in text_of(client_in.get(at(filled, name) + "?period=30d"))


def test_a_page_without_anything_in_its_period_offers_all_data(client_in: Client, filled: Workspace) -> None:
    shown = text_of(client_in.get(at(filled, "traffic") + "?by=source&period=30d"))
    assert "Nothing in this period." in shown and 'href="?by=source">Look at all data' in shown


@pytest.mark.parametrize(("query", "says"), [
    ("since=soon", "A day is written like 2026-03-31."),
    ("since=2026-02-02&until=2026-02-02", "The period ends before it begins."),
])  # fmt: skip
def test_what_is_no_period_is_said_and_all_data_are_shown(
    client_in: Client, filled: Workspace, query: str, says: str
) -> None:
    shown = text_of(client_in.get(at(filled, "audience") + f"?{query}"))
    assert says in shown


def test_the_plan_period_is_offered_once_there_is_one(client_in: Client, filled: Workspace) -> None:
    assert "The whole plan period" not in text_of(client_in.get(at(filled, "explore")))
    filled.plan_starts, filled.plan_ends = date(2026, 2, 1), date(2026, 2, 28)
    filled.save()
    shown = text_of(client_in.get(at(filled, "explore") + "?period=plan"))
    assert "The whole plan period (01/02/2026 – 28/02/2026)" in shown


def test_a_finding_saved_over_the_last_days_moves_along(client_in: Client, filled: Workspace) -> None:
    client_in.post(at(filled, "explore-keep", "volume"), {"by": "-", "period": "30d"})
    assert Question.objects.get().window == {"days": 30}
    assert "period=30d" in text_of(client_in.get(at(filled, "explore")))


@pytest.mark.parametrize(("newest", "since"), [
    (date(2026, 4, 1), date(2026, 1, 1)),  # its newest complete day is 31 March
    (date(2026, 4, 2), date(2026, 4, 1)),
    (date(2026, 12, 31), date(2026, 10, 1)),
])  # fmt: skip
def test_the_quarter_is_that_of_the_newest_complete_day(newest: date, since: date) -> None:
    assert Window(quarter=True).resolve(newest) == (since, newest)
    assert Window.parse(Window(quarter=True).as_json()) == Window(quarter=True) == Window.read("quarter")
