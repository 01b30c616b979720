"""Puts a small plan in the home of a running product: run as a module, with the product's environment."""

from datetime import datetime

import django

django.setup()

from socialplan.analysis.base import Params  # noqa: E402
from socialplan.plan.analyse import actions as swot  # noqa: E402
from socialplan.plan.evidence import actions  # noqa: E402
from socialplan.plan.evidence.rules import Expectation, Op, Pick  # noqa: E402
from socialplan.plan.sources.queries import open_store  # noqa: E402
from socialplan.plan.team import actions as team  # noqa: E402
from socialplan.plan.team.models import Member  # noqa: E402
from tests.plan.evidence.world import Said, bring  # noqa: E402


def turned_claim() -> None:
    """A claim on which two cards rest, and an import after which it no longer stands."""
    workspace, store = team.first_workspace(language="en"), open_store()
    by = Member.objects.get(workspace=workspace)
    bring(
        store, workspace.pk, Said("bakery", "video", range(100, 160)), Said("bakery", "photo", range(10, 70))
    )
    params = Params(by=("kind",), account="bakery", zone=workspace.zone)
    question = actions.put_question(workspace=workspace, analysis="engagement", params=params, by=by)
    claim = actions.adopt_claim(
        workspace=workspace, room="analyse", sentence="Video beats photo", question=question, by=by,
        expectation=Expectation(Pick("median", {"kind": "photo"}), Op.LESS, 90.0),
    )  # fmt: skip
    for sentence in ("Strong in video", "We know what people like"):
        swot.add_card(workspace=workspace, quadrant="strength", sentence=sentence, claim=claim, by=by,
                      reason="seen so")  # fmt: skip
    newer = Said("bakery", "photo", range(500, 700), start=datetime(2026, 4, 1))
    bring(store, workspace.pk, newer, source="new.csv")
    actions.recheck(workspace=workspace, trigger="import")
    print(f"/w/{workspace.slug}/", question.latest.finding_id if question.latest else "")


if __name__ == "__main__":
    turned_claim()
