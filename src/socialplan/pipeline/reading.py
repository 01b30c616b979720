"""Labels as answers read them: one per post and labeller, that of a person before that of a model."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import ibis

from socialplan.store import Store
from socialplan.store.ledger import Snapshot

from .accuracy.shown import Accuracy, accuracy_of

PERSON = "person"  # what stands in the place of a version where a person corrected
COLUMNS = (
    "network", "subject_id", "reads", "label", "score", "confidence", "language", "evidence", "by_person",
    "batch",
)  # fmt: skip


@dataclass(frozen=True)
class Model:
    """The adopted version of a labeller, and how often it was right on posts that people had labelled."""

    labeller: str
    version: str
    accuracy: tuple[Accuracy, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "labeller": self.labeller, "version": self.version,
            "accuracy": [asdict(one) for one in self.accuracy],
        }  # fmt: skip


def labels_read(store: Store, snapshot: Snapshot, labellers: Sequence[str]) -> ibis.Table:
    """One row per (network, subject_id, reads): COLUMNS.

    `reads` is the name of the labeller. Where a person corrected the label it is theirs: `by_person` is true,
    score and confidence are NULL, the evidence is empty. Else it is that of the version adopted at the
    snapshot. What that version has not read yet has no row.
    """
    rows = store.current(snapshot, "labels")
    adopted = store.ledger.adopted(snapshot)
    models = [f"{name}@{adopted[name]}" for name in labellers if name in adopted]
    people = [f"{name}@{PERSON}" for name in labellers]
    rows = rows.filter(rows.labeller.isin([*models, *people]))
    rows = rows.mutate(reads=rows.labeller.split("@")[0], by_person=rows.labeller.endswith(f"@{PERSON}"))
    rows = rows.select(*COLUMNS)
    read, corrected = rows.filter(~rows.by_person), rows.filter(rows.by_person & rows.label.notnull()).view()
    same = [read[name].identical_to(corrected[name]) for name in ("network", "subject_id", "reads")]
    return read.anti_join(corrected, same).union(corrected)


def models_of(store: Store, snapshot: Snapshot, labellers: Sequence[str]) -> tuple[Model, ...]:
    """The versions an answer that reads these labellers rests on; what was never adopted is left out."""
    adopted = store.ledger.adopted(snapshot) if labellers else {}
    names = [name for name in labellers if name in adopted]
    return tuple(Model(name, adopted[name], accuracy_of(name, adopted[name])) for name in names)


def scopes_read(adopted: Mapping[str, str], labellers: Sequence[str]) -> tuple[str, ...]:
    """What batches list as touched an answer that reads these labellers rests on."""
    models = [f"labels:{name}@{adopted[name]}" for name in labellers if name in adopted]
    people = [f"labels:{name}@{PERSON}" for name in labellers]
    return ("labels", *models, *people) if labellers else ()
