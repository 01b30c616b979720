"""What screens and reports read of the goals."""

from .checking import checks_of, gate_of, situation
from .histories import MEASURING, MISSING, Step
from .lookup import KINDS, criterion_of, goal_of, kpi_of, main_goal_of_now, row_of
from .page import CriterionLine, GoalLine, GoalsPage, KpiLine, goals_page, main_goal, rounds
from .readings import baseline_moved, figure_of, is_share, reading, window_days

__all__ = [
    "KINDS", "MEASURING", "MISSING", "CriterionLine", "GoalLine", "GoalsPage", "KpiLine", "Step",
    "baseline_moved", "checks_of", "criterion_of", "figure_of", "gate_of", "goal_of", "goals_page",
    "is_share", "kpi_of", "main_goal", "main_goal_of_now", "reading", "rounds", "row_of", "situation",
    "window_days",
]  # fmt: skip
