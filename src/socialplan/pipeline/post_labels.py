"""The labels of single posts, to be shown beside their text."""

from collections.abc import Sequence
from dataclasses import dataclass

from socialplan.labels import LABELLERS
from socialplan.store import Store
from socialplan.store.ledger import Snapshot

from .reading import labels_read

Key = tuple[str, str]  # network, post id


@dataclass(frozen=True)
class PostLabel:
    """One label of one post. `reads` is the labeller; `confidence` is None where a person said it."""

    reads: str
    label: str | None
    model_label: str | None  # what the adopted version says
    version: str  # that version
    confidence: float | None
    evidence: tuple[str, ...]
    language: str | None
    by_person: bool

    @property
    def confirmed(self) -> bool:
        """Whether a person said that the model is right."""
        return self.by_person and self.label == self.model_label


def labels_of(
    store: Store, snapshot: Snapshot, posts: Sequence[Key], *, labellers: Sequence[str] | None = None
) -> dict[Key, tuple[PostLabel, ...]]:
    """The labels of these posts, in the order of the catalogue; posts nobody read are left out."""
    names = tuple(LABELLERS) if labellers is None else tuple(labellers)
    if not posts or not names:
        return {}
    rows = labels_read(store, snapshot, names)
    rows = rows.filter(rows.subject_id.isin([post for _network, post in posts]))
    versions = store.ledger.adopted(snapshot)
    found: dict[Key, list[PostLabel]] = {}
    for row in store.execute(rows).to_pylist():
        label = PostLabel(
            reads=row["reads"], label=row["label"], model_label=row["model_label"],
            version=versions.get(row["reads"], ""), confidence=row["confidence"],
            evidence=tuple(row["evidence"] or ()), language=row["language"], by_person=row["by_person"],
        )  # fmt: skip
        if label.label is not None:
            found.setdefault((row["network"], row["subject_id"]), []).append(label)
    order = {name: place for place, name in enumerate(names)}
    wanted = set(posts)
    return {
        key: tuple(sorted(labels, key=lambda one: order[one.reads]))
        for key, labels in found.items()
        if key in wanted
    }
