"""Three questions that fit the data that are there."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from socialplan.analysis import ANALYSES
from socialplan.plan.sources.queries.data import BatchLine

# What a question needs, in the order people want to know: analysis, how it is asked, tables with rows.
WANTED: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("engagement", "by=kind", ("posts", "metrics")),
    ("responses", "", ("posts", "people")),
    ("themes", "", ("posts", "metrics")),
    ("volume", "by=week", ("posts",)),
    ("sharers", "", ("interactions",)),
    ("engagement", "by=weekday", ("posts", "metrics")),
    ("volume", "by=hashtag", ("posts",)),
    ("spikes", "", ("posts",)),
    ("movements", "", ("posts",)),
)


@dataclass(frozen=True)
class Fitting:
    """A question worth asking here."""

    name: str
    query: str
    question: str


def fitting_questions(batches: Sequence[BatchLine], most: int = 3) -> list[Fitting]:
    rows: Counter[str] = Counter()
    for batch in batches:
        rows.update(batch.counts)
    found = [
        Fitting(name, query, ANALYSES[name].question)
        for name, query, tables in WANTED
        if name in ANALYSES and all(rows[table] for table in tables)
    ]
    once = {fitting.name: fitting for fitting in reversed(found)}
    return [fitting for fitting in found if once[fitting.name] is fitting][:most]
