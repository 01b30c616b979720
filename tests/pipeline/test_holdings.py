"""What a workspace holds: accounts with their counts, stated coverage, one person's traces."""

from datetime import datetime

import pyarrow as pa

from socialplan.pipeline import holdings
from socialplan.records import ACCOUNTS, COVERAGE, INTERACTIONS, PEOPLE, POSTS, Table
from socialplan.store import Store

ANNE, BOB = "~aaaaaaaaaaaaaaaaaaaa", "~bbbbbbbbbbbbbbbbbbbb"


def rows(table: Table, *given: dict[str, object]) -> pa.Table:
    shape = pa.schema([field for field in table.schema if field.name not in ("workspace", "batch")])
    return pa.Table.from_pylist([{"network": "n", **row} for row in given], shape)


def post(id: str, **values: object) -> dict[str, object]:
    return {"post_id": id, "role": "post", "kind": "text", "precision": "second", **values}


def fill(store: Store) -> None:
    with store.writer(1) as writer:
        writer.add("posts", rows(
            POSTS,
            post("1", account_id="Us", created_at=datetime(2026, 1, 2)),
            post("2", account_id="Us", created_at=datetime(2026, 1, 9), mentions=[ANNE, "Them"]),
            post("3", about_account="Us", person_key=ANNE),
            post("4", account_id="Them", created_at=datetime(2026, 2, 1)),
            post("5", person_key=BOB, created_at=datetime(2026, 2, 1)),
        ))  # fmt: skip
        writer.add("accounts", rows(
            ACCOUNTS,
            {"account_id": "Us", "owner_kind": "own"},
            {"account_id": "Silent", "owner_kind": "competitor"},
        ))  # fmt: skip
        writer.add("interactions", rows(
            INTERACTIONS, {"interaction_id": "i", "kind": "repost", "actor_key": ANNE, "target_key": "Us"}
        ))  # fmt: skip
        writer.add("people", rows(
            PEOPLE,
            {"person_key": ANNE, "handle": "Anne_V", "display_name": "Anne"},
            {"person_key": BOB, "handle": "bob"},
        ))  # fmt: skip
        writer.add("coverage", rows(
            COVERAGE,
            {"account_id": "Us", "source": "a.csv", "stream": "posts", "state": "complete",
             "from_at": datetime(2026, 1, 1), "to_at": datetime(2026, 2, 1)},
        ))  # fmt: skip
        writer.commit(sha256="x", kind="import", source="a.csv")


def test_accounts_come_with_what_there_is_of_them(store: Store) -> None:
    fill(store)
    found = holdings.accounts(store, store.snapshot(1))
    assert [(row.account_id, row.owner_kind, row.posts) for row in found] == [
        ("Us", "own", 3), ("Them", "other", 1), ("Silent", "competitor", 0),
    ]  # fmt: skip
    assert (found[0].first, found[0].last) == (datetime(2026, 1, 2), datetime(2026, 1, 9))
    assert (found[2].first, found[2].last) == (None, None)


def test_coverage_is_given_as_it_was_stated(store: Store) -> None:
    fill(store)
    (span,) = holdings.coverage(store, store.snapshot(1))
    assert (span.account_id, span.since, span.until, span.state, span.why) == (
        "Us", datetime(2026, 1, 1), datetime(2026, 2, 1), "complete", "",
    )  # fmt: skip


def test_a_person_is_found_by_handle_whatever_the_case(store: Store) -> None:
    fill(store)
    (anne,) = holdings.find_people(store, store.snapshot(1), " @anne_v")
    assert (anne.person_key, anne.posts, anne.mentions, anne.interactions) == (ANNE, 1, 1, 1)
    assert holdings.find_people(store, store.snapshot(1), "ann") == []
    assert holdings.find_people(store, store.snapshot(1), " ") == []


def test_an_empty_workspace_holds_nothing(store: Store) -> None:
    snapshot = store.snapshot(2)
    assert holdings.accounts(store, snapshot) == []
    assert holdings.coverage(store, snapshot) == []
    assert holdings.find_people(store, snapshot, "x") == []
