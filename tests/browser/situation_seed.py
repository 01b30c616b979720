"""Puts a small situation in the home of a running product: run as a module, in its environment."""

from datetime import UTC, date, datetime

import django

django.setup()

import pyarrow as pa  # noqa: E402

from socialplan.plan.analyse import actions, destep, panels  # noqa: E402
from socialplan.plan.evidence.actions import recheck  # noqa: E402
from socialplan.plan.sources.queries import open_store  # noqa: E402
from socialplan.plan.team import actions as team  # noqa: E402
from socialplan.plan.team.models import Member  # noqa: E402
from tests.plan.analyse.test_board import mark  # noqa: E402
from tests.plan.analyse.test_situation import publish  # noqa: E402
from tests.plan.evidence.world import Said, bring  # noqa: E402

NOW, DAY = datetime(2026, 3, 1, tzinfo=UTC), date(2026, 1, 15)


def situation() -> None:
    """Accounts, people, a panel that changed, visits, a figure with a newer one, and four cards."""
    workspace, store = team.first_workspace(language="en"), open_store()
    by = Member.objects.get(workspace=workspace)
    bring(
        store, workspace.pk, Said("bakery", "photo", [10] * 70), Said("rival", "video", [30] * 70),
        Said(None, "text", [1] * 6, name="a", person="~" + "a" * 20),  # type: ignore[arg-type]
    )  # fmt: skip
    mark(store, workspace, bakery="own", rival="competitor")
    for accounts, since in ((["bakery", "rival"], None), (["rival", "bakery"], date(2026, 2, 2))):
        panels.choose_panel(workspace=workspace, accounts=accounts, since=since, by=by, now=NOW)
    visits = [
        {"network": "web", "visit_id": f"v{place}", "started_at": datetime(2026, 1, 5, 12),
         "precision": "second", "channel": channel, "goals": 1}
        for place, channel in enumerate(["Search", "Social", None])
    ]  # fmt: skip
    with store.writer(workspace.pk, wait=0) as writer:
        writer.add("visits", pa.Table.from_pylist(visits))
        writer.commit(sha256="visits", kind="import", source="visits.csv", by="tests")
    publish(store, workspace, "2025", 15900)
    fields = {"letter": "demographic", "sentence": "The town grows", "direction": "for", "impact": 3,
              "likelihood": 3, "source": "Office", "source_day": DAY, "review_on": DAY}  # fmt: skip
    destep.add_factor(workspace=workspace, fields=fields, series="population", by=by, now=NOW)
    publish(store, workspace, "2026", 16100)
    recheck(workspace=workspace, trigger="import")
    for quadrant in ("strength", "weakness", "opportunity", "threat"):
        actions.add_card(workspace=workspace, quadrant=quadrant, sentence=f"Our {quadrant}", by=by)
    print(f"/w/{workspace.slug}/analyse/")


if __name__ == "__main__":
    situation()
