"""The confrontation matrix as screens read it: what is inside against what is outside, and key issues."""

from dataclasses import dataclass
from datetime import date

from ..evidence.models import ReviewMark
from ..team.models import Workspace
from .matrix_rules import SIGNS
from .queries import Board, CardLine, board
from .rules import INSIDE, OUTSIDE
from .situation import KeyIssue, MatrixScore

ROOM, CELL, ISSUE = "analyse", "matrix_cell", "key_issue"


@dataclass(frozen=True)
class Cell:
    """One card from inside against one from outside; `score` is None until somebody gives one."""

    inside: CardLine
    outside: CardLine
    score: int | None = None
    reason: str = ""
    scorer: str = ""
    scored_on: date | None = None
    version: int = 0
    review_due: bool = False

    @property
    def key(self) -> str:
        return f"{self.inside.id}-{self.outside.id}"

    @property
    def sign(self) -> str:
        return "" if self.score is None else SIGNS[self.score]

    @property
    def stands(self) -> bool:
        """Whether both cards are supported by data."""
        return self.inside.state == self.outside.state == "supported"


@dataclass(frozen=True)
class Line:
    """A row of the matrix; `total` adds the scores of the row, None without any."""

    card: CardLine
    cells: tuple[Cell, ...]

    @property
    def total(self) -> int | None:
        return added(self.cells)


@dataclass(frozen=True)
class Issue:
    """A chosen question, with the cell it comes from (None when a card left the matrix)."""

    id: int
    version: int
    sentence: str
    owner: str
    cell: Cell | None
    review_due: bool


@dataclass(frozen=True)
class Matrix:
    columns: tuple[CardLine, ...]
    lines: tuple[Line, ...]
    issues: tuple[Issue, ...]

    @property
    def cells(self) -> dict[str, Cell]:
        return {cell.key: cell for line in self.lines for cell in line.cells}

    @property
    def totals(self) -> tuple[int | None, ...]:
        """Of every column."""
        return tuple(
            added(tuple(line.cells[place] for line in self.lines)) for place in range(len(self.columns))
        )

    @property
    def scored(self) -> int:
        return sum(cell.score is not None for cell in self.cells.values())

    @property
    def candidates(self) -> list[Cell]:
        """Scored cells that matter and are no issue yet, the heaviest first."""
        taken = {issue.cell.key for issue in self.issues if issue.cell}
        open_ = [cell for cell in self.cells.values() if cell.score and cell.key not in taken]
        return sorted(open_, key=lambda cell: -abs(cell.score or 0))


def added(cells: tuple[Cell, ...]) -> int | None:
    scores = [cell.score for cell in cells if cell.score is not None]
    return sum(scores) if scores else None


def matrix(workspace: Workspace) -> Matrix:
    """Cards that count, S and W against O and T, with their scores and the chosen questions."""
    found = board(workspace)
    scores = {(row.inside_id, row.outside_id): row
              for row in MatrixScore.objects.of(workspace).select_related("scorer__user")}  # fmt: skip
    due = _due(workspace)
    columns = _cards(found, OUTSIDE)
    lines = tuple(
        Line(card, tuple(_cell(card, other, scores.get((card.id, other.id)), due) for other in columns))
        for card in _cards(found, INSIDE)
    )
    cells = {(cell.inside.id, cell.outside.id): cell for line in lines for cell in line.cells}
    issues = tuple(
        Issue(row.pk, row.version, row.sentence, str(row.owner or ""),
              cells.get((row.inside_id, row.outside_id)), (ISSUE, row.pk) in due)
        for row in KeyIssue.objects.of(workspace).select_related("owner__user")
    )  # fmt: skip
    return Matrix(columns, lines, issues)


def _cards(found: Board, quadrants: tuple[str, ...]) -> tuple[CardLine, ...]:
    return tuple(card for quadrant in quadrants for card in found.counting(quadrant))


def _cell(inside: CardLine, outside: CardLine, row: MatrixScore | None, due: set[tuple[str, int]]) -> Cell:
    if row is None:
        return Cell(inside, outside)
    return Cell(
        inside, outside, row.score, row.reason, str(row.scorer or ""), row.scored_on, row.version,
        (CELL, row.pk) in due,
    )  # fmt: skip


def _due(workspace: Workspace) -> set[tuple[str, int]]:
    """Kind and number of the cells and questions whose ground moved."""
    marks = ReviewMark.objects.filter(
        node__workspace=workspace, node__room=ROOM, node__kind__in=(CELL, ISSUE), node__retired_at=None,
        cleared_at=None,
    )  # fmt: skip
    return set(marks.values_list("node__kind", "node__object_id"))
