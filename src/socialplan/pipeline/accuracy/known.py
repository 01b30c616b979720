"""What is known of the labellers' accuracy, for faces and pages: figures of the last time it was measured."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from socialplan.labels import LABELLERS, Entry
from socialplan.labels.measured import FILE, Measured, as_json, measured

from .base import data_folder

NAMES = (
    "labeller", "language", "set", "n", "metric", "score", "low", "high", "baseline", "baseline_score", "aim",
    "unsure", "version", "date",
)  # fmt: skip


def rows(also: Sequence[Measured] = ()) -> list[dict[str, Any]]:
    """A row per labeller, language and set, of what is shipped and `also`; the strongest baseline beside
    each."""
    return [_row(one) for one in (*measured(), *also)]


def _row(one: Measured) -> dict[str, Any]:
    name, value = strongest(one)
    return {
        **{key: getattr(one, key) for key in NAMES if not key.startswith("baseline")},
        "language": one.language or "several", "baseline": name, "baseline_score": value,
    }  # fmt: skip


def strongest(one: Measured) -> tuple[str | None, float | None]:
    """The baseline that is hardest to beat."""
    found = sorted(one.baselines.items(), key=lambda pair: -pair[1])
    return found[0] if found else (None, None)


def everything(also: Sequence[Measured] = ()) -> list[dict[str, Any]]:
    """All that is kept of each figure, of what is shipped and `also`, for programs."""
    every = (*measured(), *also)
    return [{**vars(one), "calibration": [list(part) for part in one.calibration]} for one in every]


def by_labeller() -> Iterator[tuple[Entry, list[Measured]]]:
    for entry in LABELLERS.values():
        yield entry, [one for one in measured() if one.labeller == entry.name]


def measure_again(*, today: date, labellers: tuple[str, ...] = ()) -> int:
    """Measures on the sets and keeps the figures; those of other labellers stay. Gives how many.

    Raises FileNotFoundError where the sets are not here.
    """
    from .measure import measured_on

    folder = data_folder()
    if folder is None:
        raise FileNotFoundError("The labelled sets are not here; SOCIALPLAN_TEST_DATA names their folder.")
    fresh = list(measured_on(folder, today=today, labellers=labellers))
    kept = [one for one in measured() if labellers and one.labeller not in labellers]
    order = list(LABELLERS)
    whole = sorted([*kept, *fresh], key=lambda one: order.index(one.labeller))
    FILE.write_text(as_json(tuple(whole)), encoding="utf-8")
    measured.cache_clear()
    return len(fresh)
