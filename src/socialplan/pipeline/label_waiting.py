"""Which posts wait to be read, and by whom."""

from collections.abc import Mapping, Sequence

import ibis

from socialplan.labels.base import Labeller, labeller_id
from socialplan.store import Store
from socialplan.store.ledger import Snapshot

from .label_chunks import LANGUAGE, waits
from .reading import labels_read


def waiting(
    store: Store, snapshot: Snapshot, readers: Sequence[Labeller], versions: Mapping[str, str],
    again: int = 0,
) -> ibis.Table:  # fmt: skip
    """Posts with words that a reader has not read, or not as they are now: network, post_id, post_batch,
    text, language (as known), settled (a person said so), and per reader whether it waits for it.

    A post is read again when it changed, when its label is of batch `again` or before, and, by all but the
    language labeller, when its language did.
    """
    posts = with_words(store, snapshot)
    spoken = _spoken(store, snapshot, versions)
    had = _had(store, snapshot, readers)
    rows = posts.left_join(spoken, _same(posts, spoken)).select(posts, spoken.language, spoken.settled)
    rows = rows.left_join(had, _same(rows, had))
    flags = {waits(place): _lacks(rows, place, reader.name, again) for place, reader in enumerate(readers)}
    kept = ("network", "post_id", "post_batch", "text", "language")
    rows = rows.select(*kept, settled=rows.settled.fill_null(False), **flags)
    return rows.filter(ibis.or_(*(rows[name] for name in flags)))


def with_words(store: Store, snapshot: Snapshot) -> ibis.Table:
    """Posts that have words: network, post_id, post_batch, text. These are its text; where it
    has none, its title."""
    posts = store.current(snapshot, "posts", local=True)
    words = [posts[name].strip().nullif("") for name in ("text", "title")]
    rows = posts.select("network", "post_id", post_batch=posts.batch, text=ibis.coalesce(*words))
    return rows.filter(rows.text.notnull())


def _spoken(store: Store, snapshot: Snapshot, versions: Mapping[str, str]) -> ibis.Table:
    rows = labels_read(store, snapshot, (LANGUAGE,), adopted=versions, local=True)
    return rows.select("network", "subject_id", language=rows.label, settled=rows.by_person)


def _had(store: Store, snapshot: Snapshot, readers: Sequence[Labeller]) -> ibis.Table:
    """Per post, of each reader the batch of its label and the language it was read in."""
    rows = store.current(snapshot, "labels", local=True)
    rows = rows.filter(rows.labeller.isin([labeller_id(reader) for reader in readers]))
    found: dict[str, ibis.Value] = {}
    for place, reader in enumerate(readers):
        mine = rows.labeller == labeller_id(reader)
        found |= {f"at_{place}": rows.batch.max(where=mine), f"in_{place}": rows.language.max(where=mine)}
    return rows.group_by("network", "subject_id").agg(**found)


def _lacks(rows: ibis.Table, place: int, name: str, again: int) -> ibis.Value:
    at = rows[f"at_{place}"]
    lacking = at.isnull() | (at < rows.post_batch) | (at <= again)
    return lacking if name == LANGUAGE else lacking | ~rows[f"in_{place}"].identical_to(rows.language)


def _same(posts: ibis.Table, labels: ibis.Table) -> list[ibis.Value]:
    return [posts.network.identical_to(labels.network), posts.post_id == labels.subject_id]


def legible(store: Store, snapshot: Snapshot) -> int:
    """How many posts have words to read."""
    return store.local.arrow(with_words(store, snapshot).count().as_table()).column(0)[0].as_py() or 0


def unread_by(store: Store, snapshot: Snapshot, labeller: str) -> int:
    """How many posts with words this version (name@version) has not read, or not as they are now."""
    posts = with_words(store, snapshot)
    rows = store.current(snapshot, "labels", local=True)
    had = rows.filter(rows.labeller == labeller).select("network", "subject_id", at="batch")
    same = [*_same(posts, had), had.at >= posts.post_batch]
    return store.local.arrow(posts.anti_join(had, same).count().as_table()).column(0)[0].as_py() or 0
