"""`./run recheck` and `./run changes` say what the pages say."""

import json
from datetime import datetime

import pytest

from socialplan.analysis.base import Params
from socialplan.cli import build
from socialplan.pipeline.ledger import Store
from socialplan.plan.evidence import actions
from socialplan.plan.evidence.rules import Expectation, Op, Pick
from socialplan.plan.team.models import Member, Workspace

from .world import Said, bring


def said(name: str, *arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        build(name)(args=list(arguments), prog_name=name)
    out = capsys.readouterr()
    return int(ended.value.code or 0), out.out + out.err


def test_a_turn_is_told_by_both_commands(
    store: Store, workspace: Workspace, owner: Member, capsys: pytest.CaptureFixture[str]
) -> None:
    bring(store, workspace.pk, Said("bakery", "photo", range(10, 70)))
    question = actions.put_question(
        workspace=workspace, analysis="engagement", params=Params(account="bakery", zone="UTC")
    )
    actions.adopt_claim(
        workspace=workspace, room="analyse", sentence="Photos stay below 90", by=owner, question=question,
        expectation=Expectation(Pick(), Op.LESS, 90.0),
    )  # fmt: skip
    bring(
        store,
        workspace.pk,
        Said("bakery", "photo", range(500, 700), start=datetime(2026, 4, 1)),
        source="new.csv",
    )
    code, text = said("recheck", "--json", capsys=capsys)
    summary = json.loads(text)
    assert code == 0 and [turn["after"] for turn in summary["turned"]] == ["contested"]
    code, text = said("changes", "--since", "2026-01-01", "--json", capsys=capsys)
    (change,) = json.loads(text)["changes"]
    assert (change["before"], change["after"]) == ("supported", "contested")
    assert change["cause"] == {"kind": "batch", "ref": "2", "source": "new.csv", "rows": 200}
    code, text = said("recheck", capsys=capsys)
    assert code == 0 and "No claim turned." in text


def test_a_wrong_day_is_refused_in_one_line(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    code, text = said("changes", "--since", "yesterday", capsys=capsys)
    assert code == 2 and text.startswith("since: 'yesterday' is not a date")
