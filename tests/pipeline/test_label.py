"""Labelling: every post once, the language first, one batch; nothing of what a cancelled run read."""

from datetime import datetime
from typing import Any

import pyarrow as pa
import pytest

from socialplan.pipeline import label as labelling
from socialplan.pipeline.collect.errors import Cancelled
from socialplan.pipeline.label import Labelled, label_posts
from socialplan.records import TABLES
from socialplan.store import Store

from .readers import Mood, Speaks, entry, only, shelf_of

NOON = datetime(2026, 3, 2, 12)


@pytest.fixture(autouse=True)
def catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, entry("mood"), entry("language"))


def brought(store: Store, mark: str, *posts: dict[str, Any], **more: Any) -> int:
    base = {"network": "net", "account_id": "cafe", "created_at": NOON, "precision": "second", "role": "post"}
    table = pa.Table.from_pylist([{**base, **post} for post in posts], schema=TABLES["posts"].schema)
    with store.writer(1) as writer:
        writer.add("posts", table)
        return writer.commit(sha256=mark, kind="import", source=mark, **more)


def corrected(store: Store, mark: str, post: str, labeller: str, label: str | None) -> int:
    row = {"network": "net", "subject_id": post, "labeller": labeller, "label": label}
    with store.writer(1) as writer:
        writer.add("labels", pa.Table.from_pylist([row], schema=TABLES["labels"].schema))
        return writer.commit(sha256=mark, kind="correction", source=mark)


def run(store: Store, *readers: Any, **more: Any) -> Labelled:
    return label_posts(store, 1, shelf=shelf_of(*(readers or (Speaks(), Mood()))), **more)


def stored(store: Store) -> dict[tuple[str, str], tuple[str | None, str | None]]:
    rows = store.execute(store.current(store.snapshot(1), "labels")).to_pylist()
    return {(row["subject_id"], row["labeller"]): (row["label"], row["language"]) for row in rows}


def test_every_post_with_words_is_read_and_the_language_is_told_to_the_others(store: Store) -> None:
    brought(
        store, "a", {"post_id": "1", "text": "nl good"}, {"post_id": "2", "text": "  "},
        {"post_id": "3", "text": None, "title": "en bad"}, {"post_id": "4"},
    )  # fmt: skip
    found = run(store, by="Robin")
    assert (found.batch, found.posts, found.labels) == (2, 2, {"language@1": 2, "mood@1": 2})
    assert stored(store) == {
        ("1", "language@1"): ("nl", "nl"), ("1", "mood@1"): ("good-nl-1", "nl"),
        ("3", "language@1"): ("en", "en"), ("3", "mood@1"): ("bad-en-1", "en"),
    }  # fmt: skip
    draft = store.ledger.batches(store.snapshot(1))[-1].draft
    assert (draft.kind, draft.by, draft.counts) == ("labels", "Robin", {"labels": 4})
    scope = draft.scopes["labels:mood@1"]
    assert (scope.accounts, scope.networks, scope.time_min) == (("cafe",), ("net",), NOON)


def test_a_run_with_nothing_to_read_leaves_no_batch(store: Store) -> None:
    assert run(store) == Labelled()
    brought(store, "a", {"post_id": "1", "text": "nl good"})
    assert run(store).batch == 2
    assert run(store) == Labelled()


def test_only_new_and_changed_posts_are_read_again(store: Store) -> None:
    brought(store, "a", {"post_id": "1", "text": "nl good"}, {"post_id": "2", "text": "nl good"})
    run(store)
    brought(store, "b", {"post_id": "2", "text": "nl bad"}, {"post_id": "3", "text": "en fine"})
    assert run(store).posts == 2
    assert stored(store)["2", "mood@1"] == ("bad-nl-1", "nl")


def test_a_new_version_reads_everything_beside_the_old_one(store: Store) -> None:
    brought(store, "a", {"post_id": "1", "text": "nl good"})
    run(store)
    found = run(store, Mood("2"), versions={"mood": "2"})
    assert found.labels == {"mood@2": 1}
    assert stored(store)["1", "mood@2"] == ("good-nl-2", "nl")
    assert store.ledger.adopted(store.snapshot(1))["mood"] == "1"


def test_a_corrected_language_is_told_to_the_others_again(store: Store) -> None:
    brought(store, "a", {"post_id": "1", "text": "nl good"}, {"post_id": "2", "text": "nl good"})
    run(store)
    corrected(store, "b", "1", "language@person", "en")
    assert run(store).labels == {"mood@1": 1}
    assert stored(store)["1", "mood@1"] == ("good-en-1", "en")
    corrected(store, "c", "1", "language@person", None)
    assert run(store).labels == {"mood@1": 1}
    assert stored(store)["1", "mood@1"] == ("good-nl-1", "nl")


def test_posts_are_read_in_chunks(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labelling, "CHUNK", 2)
    brought(store, "a", *({"post_id": str(place), "text": "nl good"} for place in range(5)))
    mood, told = Mood(), []
    run(store, Speaks(), mood, progress=lambda step, done, total: told.append((done, total)))
    assert sorted(mood.seen) == [1, 2, 2] and told[0] == (0, 5) and told[-1] == (5, 5)


def test_a_cancelled_run_leaves_nothing(store: Store) -> None:
    brought(store, "a", {"post_id": "1", "text": "nl good"})
    with pytest.raises(Cancelled):
        run(store, cancelled=lambda: True)
    assert store.snapshot(1).batch == 1 and not list(store.scratch.glob("labels-*"))


def test_a_post_that_changed_while_it_was_read_waits_for_the_next_run(store: Store) -> None:
    brought(store, "a", {"post_id": "1", "text": "nl good"}, {"post_id": "2", "text": "nl good"})

    def meanwhile(step: str, done: int, total: int | None) -> None:
        if done == 0:
            brought(store, "b", {"post_id": "2", "text": "en bad"})

    run(store, progress=meanwhile)
    assert {post for post, _ in stored(store)} == {"1"}
    run(store)
    assert stored(store)["2", "mood@1"] == ("bad-en-1", "en")


def test_labels_of_simulated_posts_alone_are_simulated(store: Store) -> None:
    brought(store, "a", {"post_id": "1", "text": "nl good"}, simulated=True)
    run(store)
    brought(store, "b", {"post_id": "2", "text": "nl good"})
    run(store)
    drafts = [row.draft for row in store.ledger.batches(store.snapshot(1)) if row.draft.kind == "labels"]
    assert [draft.simulated for draft in drafts] == [True, False]
