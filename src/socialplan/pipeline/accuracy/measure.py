"""Measuring the labellers on every set that is here."""

import warnings
from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import numpy as np
import pyarrow as pa

from socialplan.labels import LABELLERS, load
from socialplan.labels.base import Labeller
from socialplan.labels.measured import Measured

from . import sets
from .base import Examples, Guess, LabelledSet
from .scores import Score, bins, score
from .sets import planted_stories


def every_set() -> tuple[LabelledSet, ...]:
    """Those of the modules in `sets`, labellers in the order of the catalogue."""
    found = [one for module in iter_modules(sets.__path__) for one in _sets_in(module.name)]
    order = list(LABELLERS)
    return tuple(sorted(found, key=lambda one: (order.index(one.labeller), one.language, one.name)))


def _sets_in(name: str) -> tuple[LabelledSet, ...]:
    found: tuple[LabelledSet, ...] = import_module(f"{sets.__name__}.{name}").SETS
    return found


def measured_on(folder: Path, *, today: date, labellers: tuple[str, ...] = ()) -> Iterator[Measured]:
    """A row per set. Sets that are not here are left out, with a warning."""
    wanted = [one for one in every_set() if not labellers or one.labeller in labellers]
    for one in wanted:
        try:
            examples = one.read(folder)
        except FileNotFoundError as error:
            warnings.warn(f"{one.name} is not here: {error}", stacklevel=2)
        else:
            yield measure(one, examples, today=today)
    if not labellers or "story" in labellers:
        yield from planted_stories.measured(folder, today)


def measure(
    one: LabelledSet, examples: Examples, *, today: date, labeller: Labeller | None = None
) -> Measured:
    """What the labeller (by default the shipped one) says of these posts, against what people said."""
    labeller = labeller or load(one.labeller, one.labeller_languages or None)
    found = labeller.label(pa.array(examples.texts, pa.string()), one.told(len(examples.texts)))
    entry = LABELLERS[one.labeller]
    said = found["label"].to_pylist()
    given = [one.unsure_as if label in (None, entry.unsure) else label for label in said]
    value = _scored(one, examples, given)
    rivals = {name: _scored(one, examples, guess(examples.texts)) for name, guess in one.baselines.items()}
    rivals["majority"] = _scored(one, examples, _majority(examples)(examples.texts))
    decided = np.array([label not in (None, entry.unsure) for label in said])
    confidence = np.array(found["confidence"].fill_null(np.nan).to_pylist(), np.float64)
    right = np.array([a == b for a, b in zip(said, examples.truth, strict=True)], np.float64)
    known = decided & ~np.isnan(confidence)
    return Measured(
        labeller=one.labeller, version=labeller.version, language=one.language, set=one.name,
        about=one.about, n=len(said), metric=one.metric, score=round(value.value, 1),
        low=round(value.low, 1), high=round(value.high, 1), aim=one.aim,
        unsure=round(float(np.mean([label == entry.unsure for label in said])), 4),
        unread=round(float(np.mean([label is None for label in said])), 4),
        unsure_as=one.unsure_as, baselines={name: round(rival.value, 1) for name, rival in rivals.items()},
        calibration=[
            (part.n, round(part.confidence, 3), round(part.right, 3))
            for part in (bins(confidence[known], right[known]) if known.any() else ())
        ],
        date=today.isoformat(),
    )  # fmt: skip


def _scored(one: LabelledSet, examples: Examples, given: list[str]) -> Score:
    return score(examples.truth, given, metric=one.metric, first=one.positive, groups=examples.groups)


def _majority(examples: Examples) -> Guess:
    """Always the most frequent label of the set."""
    most = Counter(examples.truth).most_common(1)[0][0]
    return lambda texts: [most] * len(texts)
