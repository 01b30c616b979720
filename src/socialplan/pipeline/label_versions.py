"""Which versions of labellers there are, and what the labels of one show: for the page on models."""

from collections.abc import Iterable
from dataclasses import dataclass

from socialplan.labels import LABELLERS
from socialplan.labels.measured import Measured
from socialplan.store import Store
from socialplan.store.ledger import Snapshot

from .accuracy.shown import Accuracy, accuracy_of
from .label import per_post
from .reading import FILE, PERSON

TEACHABLE = ("sentiment",)  # labellers that can learn from corrections
ENOUGH_TO_LEARN = 30  # corrections; `labels.learning.FEWEST`, which is not loaded for it


@dataclass(frozen=True)
class Shipped:
    """A labeller as it comes with the product. Words are English."""

    name: str
    version: str
    title: str
    about: str
    method: str


@dataclass(frozen=True)
class Share:
    """Labels of one version, or of people: posts with a label, and how many of them it was unsure of."""

    read: int
    unsure: int

    @property
    def unsure_share(self) -> float | None:
        return self.unsure / self.read if self.read else None


def shipped_versions() -> tuple[Shipped, ...]:
    """Every labeller that reads each post for itself, in the order of the catalogue."""
    return tuple(
        Shipped(name, one.version, one.title, one.about, one.method) for name, one in per_post().items()
    )


def accuracy(name: str, version: str, also: Iterable[Measured] = ()) -> tuple[Accuracy, ...]:
    return accuracy_of(name, version, also)


def shares(store: Store, snapshot: Snapshot) -> dict[str, Share]:
    """Per labeller as it stands in the table `labels` (name@version, name@person) how much it read."""
    if not store.ledger.files(snapshot, "labels"):
        return {}
    rows = store.current(snapshot, "labels")
    unsure = sorted({one.unsure for one in LABELLERS.values()})
    counted = (
        rows.filter(rows.label.notnull())
        .group_by("labeller")
        .agg(read=lambda row: row.count(), unsure=lambda row: row.label.isin(unsure).sum())
    )
    return {
        row["labeller"]: Share(int(row["read"]), int(row["unsure"] or 0))
        for row in store.execute(counted).to_pylist()
    }


def judged_by_people(found: dict[str, Share], name: str) -> int:
    """On how many posts people corrected or confirmed this label."""
    share = found.get(f"{name}@{PERSON}")
    return share.read if share else 0


@dataclass(frozen=True)
class Judged:
    """What people said of the labels of one version: it was right, wrong, or had dared not decide."""

    right: int = 0
    wrong: int = 0
    unsure: int = 0

    @property
    def all(self) -> int:
        return self.right + self.wrong + self.unsure


def judged(store: Store, snapshot: Snapshot) -> dict[str, Judged]:
    """Per version (name@version) that read posts which people judged. People rather correct a mistake than
    confirm what is right, so the share that is right is no accuracy."""
    if not store.ledger.files(snapshot, "labels"):
        return {}
    rows = store.current(snapshot, "labels")
    rows = rows.filter(rows.label.notnull(), ~rows.labeller.startswith(FILE))
    rows = rows.mutate(reads=rows.labeller.split("@")[0], by_person=rows.labeller.endswith(f"@{PERSON}"))
    people = rows.filter(rows.by_person).select("network", "subject_id", "reads", said="label")
    found = rows.filter(~rows.by_person).inner_join(people, ["network", "subject_id", "reads"])
    unsure = found.label.isin(sorted({one.unsure for one in LABELLERS.values()} - {""}))
    right = found.label == found.said
    counted = found.group_by("labeller").agg(
        right=right.sum(), wrong=(~right & ~unsure).sum(), unsure=(~right & unsure).sum()
    )
    return {row.pop("labeller"): Judged(**row) for row in store.execute(counted).to_pylist()}
