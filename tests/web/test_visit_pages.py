"""Explore for visits and spend: counted as what they are, money in its currency, no account to choose."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from django.conf import LazySettings
from django.test import Client

from socialplan.plan.sources.queries import open_store
from socialplan.plan.team.models import Workspace
from socialplan.records import TABLES


@pytest.fixture
def visited(tmp_path: Path, settings: LazySettings, workspace: Workspace) -> Workspace:
    settings.HOME = tmp_path
    visits = [
        {"workspace": workspace.pk, "network": "web", "batch": 1, "visit_id": f"{channel}{n}",
         "channel": channel, "started_at": datetime(2026, 3, 2, 12), "precision": "second",
         "goals": int(n == 0), "revenue": Decimal("1234.5") if n == 0 else None, "currency": "EUR"}
        for channel, count in (("Social", 40), (None, 10)) for n in range(count)
    ]  # fmt: skip
    efforts = [
        {"workspace": workspace.pk, "network": "facebook", "batch": 1, "effort_id": str(n), "kind": "ad",
         "campaign": campaign, "amount": Decimal("10.25"), "currency": "EUR", "clicks": 5}
        for n, campaign in enumerate(["spring", "spring", "summer"])
    ]  # fmt: skip
    with open_store().writer(workspace.pk) as writer:
        for name, rows in (("visits", visits), ("efforts", efforts)):
            full = [{**dict.fromkeys(TABLES[name].schema.names), **row} for row in rows]
            writer.add(name, pa.Table.from_pylist(full, schema=TABLES[name].schema))
        writer.commit(sha256="visits", kind="import", source="visits.csv")
    return workspace


def page(client: Client, workspace: Workspace, address: str) -> str:
    answer = client.get(f"/w/{workspace.slug}/explore/{address}", headers={"accept-language": "en"})
    assert answer.status_code == 200
    return answer.content.decode()


def test_visits_are_called_visits_and_the_unknown_has_its_row(client_in: Client, visited: Workspace) -> None:
    shown = page(client_in, visited, "traffic/")
    assert "Social brings most visits: 40" in shown and "50 visits" in shown
    assert " posts" not in shown.split("<h2")[1]
    assert "2,469.00" not in shown and "1,234.50" in shown and "unknown" in shown
    assert "Of 10 visits the channel is not known" in shown
    assert 'name="account"' not in shown and "The posts behind it" not in shown


def test_money_that_is_added_up_is_no_chance(client_in: Client, visited: Workspace) -> None:
    shown = page(client_in, visited, "spend/?by=campaign")
    assert "Most money went to spring: 20.50. Next is summer: 10.25." in shown
    assert "3 efforts" in shown and "A result is here" not in shown


@pytest.mark.parametrize("name", ["utm", "channels", "compare", "shared", "enough"])
def test_a_question_about_posts_shows_no_figures_where_there_are_no_posts(
    client_in: Client, visited: Workspace, name: str
) -> None:
    assert "The figures" not in page(client_in, visited, f"{name}/")
