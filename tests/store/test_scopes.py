"""What a batch touches: everything it can change, and as little more as can be helped."""

from datetime import datetime

import pyarrow as pa

from socialplan.store import Scope, Store
from tests.store.rows import commit, posts

FIRST = datetime(2020, 1, 1, 12)


def scope(store: Store, table: str) -> Scope:
    return store.ledger.batches(store.snapshot(1))[-1].draft.scopes[table]


def reactions(*ids: str, subject: str = "post") -> pa.Table:
    size = len(ids)
    return pa.table({
        "network": ["x"] * size, "subject": [subject] * size, "subject_id": list(ids),
        "name": ["reactions"] * size, "value": [1.0] * size,
    })  # fmt: skip


def likes(post: str | None, actor: str, target: str | None) -> pa.Table:
    row = {"network": "x", "interaction_id": "1", "kind": "like", "post_id": post, "actor_key": actor,
           "target_key": target, "occurred_at": datetime(2020, 2, 1)}  # fmt: skip
    return pa.Table.from_pylist([row])


def test_posts_touch_who_wrote_them_and_whom_they_are_about(store: Store) -> None:
    commit(store, "1", {"posts": posts("a", account_id="acme", about_account="rival")})
    assert scope(store, "posts") == Scope(("acme", "rival"), ("x",), FIRST, FIRST)


def test_figures_touch_the_accounts_and_days_of_their_posts(store: Store) -> None:
    commit(store, "1", {"posts": posts("a", account_id="acme"), "metrics": reactions("a")})
    assert scope(store, "metrics") == Scope(("acme",), ("x",), FIRST, FIRST)
    commit(store, "2", {"posts": posts("b", account_id="rival", day=9)})
    commit(store, "3", {"metrics": reactions("b")})
    late = datetime(2020, 1, 9, 12)
    assert scope(store, "metrics") == Scope(("rival",), ("x",), late, late)


def test_figures_of_an_account_touch_it_at_any_time(store: Store) -> None:
    commit(store, "1", {"metrics": reactions("acme", subject="account")})
    assert scope(store, "metrics") == Scope(("acme",), ("x",), None, None, undated=True)


def test_figures_of_something_else_touch_every_account(store: Store) -> None:
    commit(store, "1", {"posts": posts("a", account_id="acme"), "metrics": reactions("b", subject="site")})
    assert scope(store, "metrics").accounts is None


def test_a_post_that_changed_touches_where_it_was_too(store: Store) -> None:
    commit(store, "1", {"posts": posts("a", account_id="acme", day=1)})
    commit(store, "2", {"posts": posts("a", account_id="rival", day=20)})
    assert scope(store, "posts") == Scope(("acme", "rival"), ("x",), FIRST, datetime(2020, 1, 20, 12))


def test_interactions_touch_their_post_and_the_accounts_they_name(store: Store) -> None:
    commit(store, "1", {"posts": posts("a", account_id="acme")})
    commit(store, "2", {"interactions": likes("a", "~somebody", "rival")})
    assert scope(store, "interactions") == Scope(("acme", "rival"), ("x",), FIRST, datetime(2020, 2, 1))


def test_what_has_no_account_touches_all(store: Store) -> None:
    people = pa.table({"network": ["x"], "person_key": ["~a"], "handle": ["robin"]})
    commit(store, "1", {"people": people})
    assert scope(store, "people") == Scope(None, ("x",), None, None)


def test_many_accounts_are_not_listed(store: Store) -> None:
    rows = posts(*map(str, range(300))).append_column("account_id", pa.array(map(str, range(300))))
    commit(store, "1", {"posts": rows})
    assert scope(store, "posts").accounts is None


def test_posts_without_a_time_say_so(store: Store) -> None:
    rows = posts("a").set_column(3, "created_at", pa.array([None], pa.timestamp("us")))
    commit(store, "1", {"posts": rows})
    assert scope(store, "posts") == Scope((), ("x",), None, None, undated=True)
