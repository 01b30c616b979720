"""What a plan on paper consists of: plain blocks, the same for web page, PDF and Markdown."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Shown:
    """A figure in words: value, range, n, date and the finding it comes from."""

    value: str
    unit: str = ""
    range: str = ""
    n: str = ""
    as_of: str = ""
    finding: str = ""  # the id, shortened for paper
    link: str = ""  # the permanent address, on screens


@dataclass(frozen=True)
class Statement:
    """A sentence of the plan with its state and, where it has one, its figure."""

    text: str
    state: str = ""  # code: supported, contested, stale, insufficient, unsupported, irreproducible
    state_word: str = ""
    figure: Shown | None = None
    note: str = ""
    other: Shown | None = None  # what the figure is compared with
    other_name: str = ""
    kind: str = "statement"


@dataclass(frozen=True)
class Paragraph:
    text: str
    quiet: bool = False
    kind: str = "paragraph"


@dataclass(frozen=True)
class Missing:
    """What is not there yet, and who can add it."""

    text: str
    owner: str = ""
    kind: str = "missing"


Cell = str | Shown


@dataclass(frozen=True)
class Grid:
    """A table; the first column heads the row, a cell is words or a figure."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    widths: tuple[float, ...] = ()  # of the columns on paper, beside each other
    kind: str = "grid"


@dataclass(frozen=True)
class Bullet:
    """A goal as a bar from baseline over now to what must be reached; positions between 0 and 1."""

    title: str
    baseline: Shown
    now: Shown
    wanted: Shown
    date: str
    labels: tuple[str, str, str]
    positions: tuple[float, float, float] = (0.0, 0.0, 1.0)
    range: tuple[float, float] | None = None
    alt: str = ""
    likely: tuple[float, float] | None = None  # what the own history makes likely at the date
    chance: str = ""  # in words; or why there is none
    kind: str = "bullet"

    @property
    def places(self) -> tuple[int, ...]:
        """The three positions on a bar of a thousand wide."""
        return tuple(round(place * 1000) for place in self.positions)

    @property
    def range_box(self) -> tuple[int, int] | None:
        """Where the range begins on that bar, and its width."""
        return _box(self.range)

    @property
    def likely_box(self) -> tuple[int, int] | None:
        return _box(self.likely)


def _box(ends: tuple[float, float] | None) -> tuple[int, int] | None:
    if ends is None:
        return None
    return round(ends[0] * 1000), max(2, round((ends[1] - ends[0]) * 1000))


Block = Statement | Paragraph | Missing | Grid | Bullet


@dataclass(frozen=True)
class Section:
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Chapter:
    """One step of the loop on paper."""

    slug: str
    title: str
    question: str
    summary: str  # "3 of 8 claims need a look"
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Document:
    """The whole plan, or its one page for management."""

    title: str
    subtitle: str
    workspace: str
    language: str
    date: str
    version: str
    notice: str  # what the reader must know first; empty when all stands
    simulated: str  # the sentence that says so; empty for real data
    footer: str
    page_of: tuple[str, str]  # "Page", "of"
    lead: tuple[Block, ...]
    chapters: tuple[Chapter, ...]
    explanation: str = ""
    contents_title: str = ""
    single: bool = False  # must fit on one page of paper

    def as_data(self) -> dict[str, Any]:
        return asdict(self)
