"""A small table of a finding: chosen columns of its first rows, each figure opening its evidence."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from socialplan.plan.evidence import queries as evidence_queries

from .answer import Cell
from .situation import Told
from .words import column_word, group_word


@dataclass(frozen=True)
class GridLine:
    """One row: its place in the finding, what it is about, and its cells in the order of the heads."""

    place: int
    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Grid:
    """`numeric` says of each head whether figures stand under it; `measure` is what a claim is about."""

    head: str
    heads: tuple[tuple[str, bool], ...]
    lines: tuple[GridLine, ...]
    measure: str
    more: int  # rows that are not shown


def grid_of(
    told: Told, named: str, measures: Sequence[str], texts: Sequence[str] = (), *, most: int = 8,
    about: str = "", places: Sequence[int] | None = None, labelled: bool = False,
) -> Grid:  # fmt: skip
    """`named` is the column a row is called by, `about` the measure a claim of it is made of (the first),
    `places` the rows to choose from, in their order (all). `labelled`: a row goes by all its groups."""
    language = (get_language() or "en")[:2]
    names = {line.index: line.title for line in told.shown.lines}

    def line(place: int) -> GridLine:
        row = told.rows[place]
        title = group_word(named, row.get(named), language)
        if named == "person":  # by handle, without the account they write about
            title = names.get(place, "").split(" · ")[-1]
        if labelled:
            title = names.get(place, title)
        figures = [_figure(told, place, name) for name in measures]
        words = [
            Cell(column_word(name), "–" if row.get(name) is None else group_word(name, row[name], language))
            for name in texts
        ]  # fmt: skip
        return GridLine(place, title, (*figures, *words))

    chosen = range(len(told.rows)) if places is None else places
    heads = [(column_word(name), True) for name in measures] + [(column_word(name), False) for name in texts]
    return Grid(
        column_word(named), tuple(heads), tuple(line(place) for place in chosen[:most]),
        about or measures[0], max(0, len(chosen) - most),
    )  # fmt: skip


def _figure(told: Told, place: int, name: str) -> Cell:
    found = evidence_queries.figure(told.finding, place, name)
    return Cell(column_word(name), figure=found) if found.value is not None else Cell(column_word(name), "–")
