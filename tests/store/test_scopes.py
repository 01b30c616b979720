"""What a batch touches: the accounts that wrote, that it is about, and that it mentions."""

import pyarrow as pa

from socialplan.records import TABLES
from socialplan.store import Store


def touched(store: Store, rows: list[dict[str, object]]) -> tuple[str, ...] | None:
    with store.writer(1) as writer:
        given = [{"network": "net", **row} for row in rows]
        writer.add("posts", pa.Table.from_pylist(given, schema=TABLES["posts"].schema))
        number = writer.commit(sha256=repr(rows), kind="import", source="test")
    batches = {row.number: row.draft for row in store.ledger.batches(store.snapshot(1))}
    return batches[number].scopes["posts"].accounts


def test_a_question_to_an_account_is_often_only_a_mention(store: Store) -> None:
    rows = [
        {"post_id": "1", "about_account": "Shop", "mentions": ["~anna", "Rival"]},
        {"post_id": "2", "account_id": "Own", "mentions": None},
        {"post_id": "3", "mentions": []},
    ]
    assert touched(store, rows) == ("Own", "Rival", "Shop")


def test_a_reply_to_nobody_known_may_touch_all(store: Store) -> None:
    rows = [{"post_id": "4", "about_account": "Shop"}, {"post_id": "5", "parent_id": "1"}]
    assert touched(store, rows) is None
