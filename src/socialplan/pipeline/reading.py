"""Labels as answers read them: one per post and labeller, that of a person before that of a model."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import ibis

from socialplan.store import Store
from socialplan.store.ledger import Snapshot

from . import folder_models
from .accuracy.shown import Accuracy, accuracy_of

PERSON = "person"  # what stands in the place of a version where a person corrected
FILE = "file:"  # stands before the name where a file brought the label
COLUMNS = (
    "network", "subject_id", "reads", "label", "score", "confidence", "language", "evidence", "by_person",
    "model_label", "file_label", "read", "batch",
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


def labels_read(
    store: Store, snapshot: Snapshot, labellers: Sequence[str], *, adopted: Mapping[str, str] | None = None,
    local: bool = False,
) -> ibis.Table:  # fmt: skip
    """One row per (network, subject_id, reads): COLUMNS.

    `reads` is the name of the labeller. `label` is that of a person who corrected it (`by_person`; score and
    confidence are NULL then, the evidence empty), else that of the version adopted at the snapshot, which
    stands in `model_label` too. `read`: whether that version has read the post. `file_label` is what a file
    brought along for it (a labeller `file:NAME` in the mapping); it takes the place of neither. `adopted`
    reads other versions than those of the snapshot; `local`: see `Store.current`.
    """
    rows = store.current(snapshot, "labels", local=local)
    adopted = store.ledger.adopted(snapshot) if adopted is None else adopted
    models = [f"{name}@{adopted[name]}" for name in labellers if name in adopted]
    people, files = [f"{name}@{PERSON}" for name in labellers], [f"{FILE}{name}" for name in labellers]
    rows = rows.filter(rows.labeller.isin([*models, *people, *files]))
    from_file = rows.labeller.startswith(FILE)
    name = ibis.ifelse(from_file, rows.labeller.substr(len(FILE)), rows.labeller.split("@")[0])
    rows = rows.mutate(reads=name, from_file=from_file, corrected=rows.labeller.endswith(f"@{PERSON}"))
    return _one_each(rows).select(*COLUMNS)


def _one_each(rows: ibis.Table) -> ibis.Table:
    modelled = ~rows.from_file & ~rows.corrected
    one = rows.group_by("network", "subject_id", "reads").agg(
        person_label=rows.label.max(where=rows.corrected), model_label=rows.label.max(where=modelled),
        file_label=rows.label.max(where=rows.from_file), read=modelled.any(),
        score=rows.score.max(where=modelled), confidence=rows.confidence.max(where=modelled),
        language=rows.language.max(where=modelled), evidence=rows.evidence.first(where=modelled),
        batch=rows.batch.max(),
    )  # fmt: skip
    by_person = one.person_label.notnull()
    nothing = ibis.null("float64")
    return one.mutate(
        by_person=by_person, label=ibis.coalesce(one.person_label, one.model_label),
        score=ibis.ifelse(by_person, nothing, one.score),
        confidence=ibis.ifelse(by_person, nothing, one.confidence),
        evidence=ibis.ifelse(by_person, ibis.null("array<string>"), one.evidence),
    )  # fmt: skip


def models_of(store: Store, snapshot: Snapshot, labellers: Sequence[str]) -> tuple[Model, ...]:
    """The versions an answer that reads these labellers rests on; what was never adopted is left out."""
    adopted = store.ledger.adopted(snapshot) if labellers else {}
    names = [name for name in labellers if name in adopted]
    figures = folder_models.figures(store.home) if names else ()
    return tuple(Model(name, adopted[name], accuracy_of(name, adopted[name], figures)) for name in names)


def scopes_read(adopted: Mapping[str, str], labellers: Sequence[str]) -> tuple[str, ...]:
    """What batches list as touched an answer that reads these labellers rests on."""
    models = [f"labels:{name}@{adopted[name]}" for name in labellers if name in adopted]
    others = [f"labels:{one}" for name in labellers for one in (f"{name}@{PERSON}", f"{FILE}{name}")]
    return ("labels", *models, *others) if labellers else ()
