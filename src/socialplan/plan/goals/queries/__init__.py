"""What screens and reports read of the goals."""

from .checking import checks_of, gate_of, situation
from .lookup import criterion_of, goal_of, kpi_of, row_of
from .page import CriterionLine, GoalLine, GoalsPage, KpiLine, goals_page, main_goal, rounds
from .readings import figure_of, reading, window_days

__all__ = [
    "CriterionLine", "GoalLine", "GoalsPage", "KpiLine", "checks_of", "criterion_of", "figure_of", "gate_of",
    "goal_of", "goals_page", "kpi_of", "main_goal", "reading", "rounds", "row_of", "situation", "window_days",
]  # fmt: skip
