"""Data that go: no claim stands on what is no longer there, and old findings say so."""

import json
from datetime import date, datetime, timedelta

import pyarrow as pa
import pytest
from django.apps import apps

from socialplan.analysis.base import Params
from socialplan.pipeline.ledger import Store
from socialplan.plan.analyse.models import SwotCard
from socialplan.plan.evidence import actions, queries
from socialplan.plan.evidence.models import Change, Claim, Finding
from socialplan.plan.evidence.rules import Expectation, Op, Pick, Window
from socialplan.plan.sources.actions import erase_person
from socialplan.plan.sources.models import MappingFile
from socialplan.plan.team.actions import audit
from socialplan.plan.team.models import AuditEntry, Member, Workspace

from .world import Said, bring

PERSON = "~" + "a" * 20


@pytest.fixture
def claims(store: Store, workspace: Workspace, owner: Member) -> list[Claim]:
    """Claims of every shape, all standing."""
    bring(
        store, workspace.pk, Said("bakery", "video", range(100, 160)), Said("bakery", "photo", range(10, 70)),
        Said("rival", "photo", range(10, 70)),
    )  # fmt: skip

    def adopted(analysis: str, by: tuple[str, ...], claim: Expectation, **asked: object) -> Claim:
        params = Params(by=by, account=str(asked.get("account", "bakery")), zone="UTC")
        question = actions.put_question(
            workspace=workspace, analysis=analysis, params=params, window=asked.get("window")
        )
        return actions.adopt_claim(
            workspace=workspace, room="analyse", sentence="It is so", question=question, expectation=claim,
            by=owner,
        )  # fmt: skip

    video, photo = Pick("median", {"kind": "video"}), Pick("median", {"kind": "photo"})
    made = [
        adopted("engagement", ("kind",), Expectation(video, Op.MORE, photo)),
        adopted("engagement", ("kind",), Expectation(photo, Op.LESS, 90.0), window=Window(days=56)),
        adopted("engagement", (), Expectation(Pick(), Op.MORE, 5.0)),
        adopted("volume", ("kind",), Expectation(Pick("n", {"kind": "video"}), Op.EXACTLY, 60.0)),
        adopted("volume", (), Expectation(Pick(), Op.AT_LEAST, 45.0), account="rival"),
    ]
    assert [claim.state for claim in made] == ["supported"] * 5
    return made


def test_when_all_data_are_erased_no_claim_stands(
    store: Store, workspace: Workspace, claims: list[Claim]
) -> None:
    store.erase(workspace.pk, batches=[1])
    assert {view.state for view in queries.claims_in(workspace)} == {"stale"}
    summary = actions.recheck(workspace=workspace, trigger="erasure")
    assert summary.failed == () and len(summary.turned) == 5
    assert {view.state for view in queries.claims_in(workspace)} <= {"unsupported", "insufficient"}
    assert {change.cause.kind for change in Change.objects.all() if change.cause} == {"erasure"}
    assert queries.due_questions(workspace) == []


def test_an_old_finding_cannot_be_computed_again_and_says_how_many_rows_went(
    store: Store, workspace: Workspace, claims: list[Claim]
) -> None:
    finding = claims[0].finding
    assert finding is not None
    store.erase(workspace.pk, batches=[1])
    actions.recheck(workspace=workspace, trigger="erasure")
    old = Finding.objects.get(pk=finding.pk)
    assert old.erased_rows == 120  # the posts of this account; the batch had 180
    assert queries.figure(old).state == "irreproducible"
    result = queries.recompute(old)
    assert not result.same and result.erased_rows == 120


def test_a_batch_of_others_that_goes_touches_nobody_else(
    store: Store, workspace: Workspace, claims: list[Claim]
) -> None:
    number = bring(store, workspace.pk, Said("elsewhere", "photo", range(30), start=datetime(2026, 3, 1)))
    assert queries.due_ids(workspace) == set()
    store.erase(workspace.pk, batches=[number])
    assert queries.due_ids(workspace) == set()


def test_data_that_come_back_bring_the_claims_back(
    store: Store, workspace: Workspace, claims: list[Claim]
) -> None:
    store.erase(workspace.pk, batches=[1])
    actions.recheck(workspace=workspace, trigger="erasure")
    bring(
        store, workspace.pk, Said("bakery", "video", range(100, 160)), Said("bakery", "photo", range(10, 70))
    )
    actions.recheck(workspace=workspace, trigger="import")
    states = [Claim.objects.get(pk=claim.pk).state for claim in claims]
    assert states[:4] == ["supported"] * 4 and states[4] in ("unsupported", "insufficient")


HANDLE = "planted_robin"


@pytest.fixture
def robin(store: Store, workspace: Workspace) -> str:
    """Somebody who wrote five of the posts about the bakery, and one about the rival on another day; others
    speak of them by name."""
    key = "~" + "b" * 20
    about = [("bakery", day) for day in range(5)] + [("rival", 40)]
    with store.writer(workspace.pk, wait=0) as writer:
        writer.add("people", pa.table({"network": ["facebook"], "person_key": [key], "handle": [HANDLE]}))
        own = [_post(f"own-{account}-{day}", account, day, "hello", person=key) for account, day in about]
        said = [_post(f"said-{n}", "bakery", n, f"thanks {HANDLE} #{HANDLE}") for n in range(20)]
        silent = [_post(f"silent-{n}", "bakery", n, "nothing of note") for n in range(40)]
        posts = own + said + silent
        writer.add("posts", pa.Table.from_pylist(posts))
        figures = {post["post_id"]: 900.0 + n if post in said else 1.0 + n for n, post in enumerate(posts)}
        writer.add("metrics", pa.Table.from_pylist([_figure(post, value) for post, value in figures.items()]))
        writer.commit(sha256="robin", kind="import", source=f"{HANDLE}.csv")
    return key


def _post(post: str, account: str, day: int, text: str, person: str | None = None) -> dict[str, object]:
    return {
        "network": "facebook", "post_id": post, "about_account": account, "person_key": person,
        "created_at": datetime(2026, 1, 1, 12) + timedelta(days=day), "precision": "second", "text": text,
        "role": "post", "kind": "text", "hashtags": [HANDLE] if "#" in text else [],
    }  # fmt: skip


def _figure(post: object, value: float) -> dict[str, object]:
    return {"network": "facebook", "subject": "post", "subject_id": post, "name": "reactions",
            "native_name": "reactions", "value": value, "aggregation": "total"}  # fmt: skip


def test_a_finding_says_how_many_of_its_own_rows_went(
    store: Store, workspace: Workspace, owner: Member, robin: str
) -> None:
    def asked(account: str, since: date | None = None) -> Finding:
        params = Params(account=account, zone="Europe/Amsterdam", since=since)
        return actions.ask(workspace=workspace, analysis="volume", params=params)

    ours, theirs, later = asked("bakery"), asked("rival"), asked("bakery", date(2026, 1, 25))
    assert (ours.n, theirs.n, later.n) == (65, 1, 16)
    erase_person(workspace=workspace, person_keys=[robin], by=owner)
    assert len(queries.due_ids(workspace)) == 2  # the third looks at days on which nothing went
    actions.recheck(workspace=workspace, trigger="erasure")
    gone = [Finding.objects.get(pk=one.pk).erased_rows for one in (ours, theirs, later)]
    assert gone == [25, 1, 0]  # five posts of theirs, and twenty in which their name was masked


def test_a_name_is_masked_in_all_that_the_plan_keeps(
    store: Store, workspace: Workspace, owner: Member, robin: str
) -> None:
    themes = actions.ask(
        workspace=workspace,
        analysis="themes",
        params=Params(account="bakery", zone="UTC", options={"all": True}),
    )
    tags = actions.ask(
        workspace=workspace, analysis="volume", params=Params(by=("hashtag",), account="bakery", zone="UTC")
    )
    assert HANDLE in json.dumps(themes.rows) and HANDLE in json.dumps(tags.rows)
    row = next(row for row in themes.rows if row["theme"] == HANDLE)
    claim = actions.adopt_row(
        finding=themes, sentence=f"Posts with {HANDLE} do well", by=owner,
        expectation=Expectation(Pick("lift", {"theme": row["theme"], "type": row["type"]}), Op.MORE, 1.0),
    )  # fmt: skip
    MappingFile.objects.create(workspace=workspace, name=f"of {HANDLE}", toml=f"# as @{HANDLE} sent it")
    SwotCard.objects.create(workspace=workspace, quadrant="strength", sentence=f"@{HANDLE.upper()} likes us")
    audit(workspace=workspace, by=owner, action="note", object=HANDLE)
    erase_person(workspace=workspace, person_keys=[robin], by=owner)
    kept = [model for model in apps.get_app_config("plan").get_models() if model is not AuditEntry]
    held = {model.__name__ for model in kept if HANDLE in str(list(model.objects.values())).casefold()}
    assert held == set()
    claim.refresh_from_db()
    assert claim.sentence == "Posts with [erased] do well"
    told = AuditEntry.objects.get(action="erase_person").details
    assert told["masked"]["finding"] == 2 and told["masked"]["claim"] == 1 and told["masked"]["swotcard"] == 1
    assert told["not_masked"] == {"auditentry": 1}
    assert Finding.objects.get(pk=themes.pk).columns == themes.columns
