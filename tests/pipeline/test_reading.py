"""Labels as answers read them: the adopted version, what people corrected, and what moves an answer."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pyarrow as pa
import pytest

from socialplan.analysis import ANALYSES, Analysis
from socialplan.analysis.parameters import parse
from socialplan.pipeline.measure import Finding, measure, open_tables
from socialplan.pipeline.reading import labels_read
from socialplan.records import TABLES
from socialplan.store import Store

NOON = datetime(2026, 3, 2, 12)


def rows(table: str, *given: dict[str, Any]) -> pa.Table:
    base = {"workspace": 1, "network": "net", "batch": 0, "line": 0}
    return pa.Table.from_pylist([{**base, **row} for row in given], schema=TABLES[table].schema)


def brought(store: Store, mark: str, **tables: pa.Table) -> int:
    with store.writer(1) as writer:
        for name, table in tables.items():
            writer.add(name, table)
        return writer.commit(sha256=mark, kind="import", source=mark)


def said(post: str, label: str | None, labeller: str = "mood@1", **more: Any) -> dict[str, Any]:
    return {"subject_id": post, "labeller": labeller, "label": label, "confidence": 0.8, **more}


def post(key: str, account: str = "cafe", at: datetime = NOON) -> dict[str, Any]:
    return {
        "post_id": key, "account_id": account, "created_at": at, "precision": "second", "role": "post",
        "text": f"text of {key}",
    }  # fmt: skip


def seen(store: Store, *names: str, models: int | None = None) -> dict[tuple[str, str], tuple[str, bool]]:
    snapshot = store.snapshot(1)
    if models is not None:
        snapshot = replace(snapshot, models=models)
    found = store.execute(labels_read(store, snapshot, names or ("mood",))).to_pylist()
    return {(one["subject_id"], one["reads"]): (one["label"], one["by_person"]) for one in found}


@pytest.fixture
def two_posts(store: Store) -> Store:
    brought(store, "a", posts=rows("posts", post("p1"), post("p2", "bakery")))
    store.ledger.adopt_shipped(1, {"mood": "1"})
    brought(store, "b", labels=rows("labels", said("p1", "good"), said("p2", "bad")))
    return store


@pytest.fixture
def moody(monkeypatch: pytest.MonkeyPatch) -> Analysis:
    """Volume, as if it read the labeller `mood`."""
    entry = replace(ANALYSES["volume"], labellers=("mood",))
    monkeypatch.setitem(ANALYSES, "volume", entry)
    return entry


def asked(store: Store, **given: Any) -> Finding:
    return measure(store, 1, "volume", parse(ANALYSES["volume"], given, zone="UTC"))


def test_the_label_of_the_adopted_version_is_read(two_posts: Store) -> None:
    brought(two_posts, "c", labels=rows("labels", said("p1", "bad", "mood@2"), said("p1", "yes", "ask@1")))
    assert seen(two_posts) == {("p1", "mood"): ("good", False), ("p2", "mood"): ("bad", False)}
    assert two_posts.ledger.adopt(1, {"mood": "2"}, by="Robin") == 1
    assert seen(two_posts) == {("p1", "mood"): ("bad", False)}
    assert seen(two_posts, models=0)["p1", "mood"] == ("good", False)
    assert str(two_posts.snapshot(1)) == "w1:b3:e0:m1"


def test_a_correction_by_a_person_outranks_the_model_until_it_is_taken_back(two_posts: Store) -> None:
    brought(two_posts, "c", labels=rows("labels", said("p1", "bad", "mood@person")))
    assert seen(two_posts)["p1", "mood"] == ("bad", True)
    brought(two_posts, "d", labels=rows("labels", said("p1", None, "mood@person")))
    assert seen(two_posts) == {("p1", "mood"): ("good", False), ("p2", "mood"): ("bad", False)}


def test_the_label_of_a_file_stands_beside_that_of_the_version(two_posts: Store) -> None:
    given = [said(post, label, "file:mood") for post, label in (("p1", "bad"), ("p3", "good"))]
    brought(two_posts, "c", labels=rows("labels", *given))
    found = two_posts.execute(labels_read(two_posts, two_posts.snapshot(1), ["mood"])).to_pylist()
    shown = ("label", "model_label", "file_label", "read")
    assert {one["subject_id"]: tuple(one[name] for name in shown) for one in found} == {
        "p1": ("good", "good", "bad", True),
        "p2": ("bad", "bad", None, True),
        "p3": (None, None, "good", False),
    }


def test_labels_of_nothing_adopted_are_not_read(store: Store) -> None:
    brought(store, "a", labels=rows("labels", said("p1", "good")))
    assert seen(store) == {}


def test_an_analysis_gets_the_labels_it_reads(two_posts: Store, moody: Analysis) -> None:
    tables = open_tables(two_posts, two_posts.snapshot(1), moody)
    assert tables["labels"].columns[:4] == ("network", "subject_id", "reads", "label")
    finding = asked(two_posts)
    assert [(one.labeller, one.version) for one in finding.models] == [("mood", "1")]
    assert finding.as_json()["models"] == [{"labeller": "mood", "version": "1", "accuracy": []}]


def test_an_answer_that_reads_no_labels_names_no_models(two_posts: Store) -> None:
    finding = asked(two_posts)
    assert "models" not in finding.as_json() and finding.batches == (1,)


def test_only_labels_that_are_read_move_an_answer(two_posts: Store, moody: Analysis) -> None:
    first = asked(two_posts, account="cafe")
    assert first.batches == (1, 2)
    other = rows("labels", said("p1", "yes", "ask@1"), said("p1", "bad", "mood@2"))
    brought(two_posts, "c", labels=other)
    assert asked(two_posts, account="cafe").finding_id == first.finding_id
    brought(two_posts, "d", labels=rows("labels", said("p2", "good", "mood@person")))
    assert asked(two_posts, account="cafe").finding_id == first.finding_id
    brought(two_posts, "e", labels=rows("labels", said("p1", "bad", "mood@person")))
    corrected = asked(two_posts, account="cafe")
    assert corrected.batches == (1, 2, 5)
    two_posts.ledger.adopt(1, {"mood": "2"})
    adopted = asked(two_posts, account="cafe")
    assert adopted.batches == (1, 3, 5) and adopted.finding_id != corrected.finding_id
    two_posts.ledger.adopt(1, {"mood": "1"})
    again = asked(two_posts, account="cafe")
    assert (again.finding_id, again.snapshot) == (corrected.finding_id, "w1:b5:e0:m2")


def test_labels_of_another_period_leave_an_answer_alone(two_posts: Store, moody: Analysis) -> None:
    later = datetime(2026, 5, 1, 12)
    brought(two_posts, "c", posts=rows("posts", post("p3", at=later)))
    march = asked(two_posts, until="2026-04-01")
    brought(two_posts, "d", labels=rows("labels", said("p3", "good")))
    assert asked(two_posts, until="2026-04-01").finding_id == march.finding_id
