"""Small models of a workspace on top of the shipped ones: from what people said of posts."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol, cast

import ibis

from socialplan.labels import LABELLERS
from socialplan.labels.base import Labeller
from socialplan.labels.learning import Judged, Learned
from socialplan.store import Store
from socialplan.store.ledger import Snapshot

from .accuracy.learning_curve import curve
from .reading import labels_read

SIZES = (30, 60, 120, 250, 500)  # judged posts at which the curve is measured
LEFT = 4  # a quarter as many are left to measure on, and at least LEAST_LEFT
LEAST_LEFT = 10


class TooLittle(Exception):
    """There is too little to learn from; the text says what is missing."""


class Teachable(Protocol):
    """A labeller that can learn from what people say of posts."""

    version: str
    learned: Learned | None

    def taught(self, judged: Sequence[Judged]) -> "Teachable": ...

    def remembering(self, learned: Learned) -> Labeller: ...


@dataclass(frozen=True)
class Taught:
    """What was learned: the version, the model as text, from how many posts, and the learning curve."""

    version: str
    learned: str
    judged: int
    curve: tuple[dict[str, Any], ...]  # learning_curve.Step as plain values


def remembering(base: Labeller, learned: str) -> Labeller:
    """The labeller with what was learned before, as `Learned.as_json` wrote it."""
    return cast(Teachable, base).remembering(Learned.of_json(learned))


def judged_by_people(store: Store, snapshot: Snapshot, reads: str) -> list[Judged]:
    """The posts people corrected or confirmed, with their label and language."""
    posts = store.current(snapshot, "posts")
    words = [posts[name].strip().nullif("") for name in ("text", "title")]
    posts = posts.select("network", "post_id", text=ibis.coalesce(*words))
    labels = labels_read(store, snapshot, (reads, "language"))
    given, spoken = labels.filter(labels.reads == reads), labels.filter(labels.reads == "language")
    given = given.filter(given.by_person).select("network", "subject_id", "label")
    spoken = spoken.select(spoken_network="network", spoken_id="subject_id", spoken="label")
    rows = posts.inner_join(given, [posts.network == given.network, posts.post_id == given.subject_id])
    rows = rows.select(posts.network, "post_id", "text", "label")
    rows = rows.left_join(
        spoken, [rows.network == spoken.spoken_network, rows.post_id == spoken.spoken_id]
    ).select("text", "label", "spoken")
    wanted = LABELLERS[reads].labels
    return [
        Judged(row["text"], row["spoken"] or "", row["label"])
        for row in store.execute(rows.filter(rows.text.notnull())).to_pylist()
        if row["label"] in wanted
    ]


def learn_from(
    base: Labeller, judged: Sequence[Judged], *, progress: Callable[[int, int], None] = lambda done, of: None
) -> Taught:
    """The base with what people said on top, and how its scores rise with their number: by repeated splits of
    these same posts. Raises TooLittle."""
    teacher = cast(Teachable, base)
    try:
        taught = teacher.taught(judged)
    except ValueError as why:
        raise TooLittle(str(why)) from why
    assert taught.learned is not None
    sizes = [size for size in SIZES if size + _left(size) <= len(judged)]
    steps: list[dict[str, Any]] = []
    for place, size in enumerate(sizes):
        progress(place, len(sizes))
        steps += [asdict(step) for step in curve(cast(Any, base), judged, sizes=(size,), left=_left(size))]
    return Taught(taught.version, taught.learned.as_json(), taught.learned.judged, tuple(steps))


def _left(size: int) -> int:
    return max(LEAST_LEFT, size // LEFT)
