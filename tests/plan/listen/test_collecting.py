"""From saving a query to the store: the network is asked broadly, exactly what is asked for stays."""

import re
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from socialplan.jobs.worker import Worker
from socialplan.networks.simulated import World
from socialplan.networks.simulated.happenings import happenings
from socialplan.pipeline.example import FIRST, as_details
from socialplan.plan.listen import actions
from socialplan.plan.listen.tracked import query_lines
from socialplan.plan.sources.actions import listening, nights
from socialplan.plan.sources.models import Batch, Job, Source
from socialplan.plan.sources.queries.store import open_store
from tests.people import member_of, person, workspace_of

WORLD = World(last=date(2026, 10, 31), language="nl", seed=5, days=70, newer=14, people=150)


def said_so(raw: dict[str, Any]) -> bool:
    """As a person would look: the word by itself, the other not, in Dutch."""
    text = str(raw.get("text", "")).lower()
    found = re.search(r"(?<!\w)rooibos(?!\w)", text) and not re.search(r"(?<!\w)(doos|kast)(?!\w)", text)
    return bool(found) and raw.get("language_hint") == "nl"


@pytest.mark.django_db(transaction=True)
def test_what_was_said_and_asked_for_is_stored_and_nothing_else(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HOME = tmp_path
    monkeypatch.setattr(nights, "plan_nights", lambda **_: 0)
    user = person()
    workspace = workspace_of(user, simulated=True)
    Batch.objects.create(
        workspace=workspace, number=1, sha256="x", kind="example", source="x", simulated=True,
        details={"part": FIRST, "world": as_details(WORLD)},
    )  # fmt: skip
    fields = {
        "name": "Rooibos",
        "text": "rooibos NOT (doos OR kast) language:nl",
        "places": ["free-simulated-search"],
    }
    row = actions.add_query(workspace=workspace, fields=fields, by=member_of(workspace, user))
    source = Source.objects.get()
    assert (source.asked, source.keeps) == ("rooibos", row.text)
    for _ in range(8):
        listening.ask_now(source=source)
        Job.objects.exclude(pk=source.job_id).delete()
        assert Worker().turn()
    source.refresh_from_db()
    assert source.error is None and source.answered_at
    other = World(**{**vars(WORLD), "seed": WORLD.seed + 1})
    end = datetime.combine(other.end, time())
    every = [one for span in other.spans(other.first, other.end) for one in happenings(span) if one.at <= end]
    posts = [one.raw for one in every if one.kind in ("post", "edit")]
    expected = {str(raw["id"]) for raw in posts if said_so(raw)}
    store = open_store()
    stored = store.execute(store.current(store.snapshot(workspace.pk), "posts").select("post_id"))
    assert set(stored["post_id"].to_pylist()) == expected
    assert 20 < len(expected) < sum("rooibos" in str(raw.get("text", "")).lower() for raw in posts)
    (line,) = query_lines(workspace)
    assert [one.health for one in line.sources] == ["listening"]
