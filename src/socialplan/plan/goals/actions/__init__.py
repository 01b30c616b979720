"""What people do with goals, criteria and KPIs, and what a recheck finds about their control lines."""

from .approval import NeedsReason, NotReady, approve_goal, reopen_goal
from .goals import add_criterion, add_goal, change_criterion, change_goal, lay_on, make_main, set_round
from .history import leave_history, measure_history, measure_kpi
from .kpis import KpiWish, add_kpi, change_kpi, keep_target, place_kpi, remeasure_kpi, take_baseline
from .lines import check_lines
from .rows import remove_row, undo_row

__all__ = [
    "KpiWish", "NeedsReason", "NotReady", "add_criterion", "add_goal", "add_kpi", "approve_goal",
    "change_criterion", "change_goal", "change_kpi", "check_lines", "keep_target", "lay_on", "leave_history",
    "make_main", "measure_history", "measure_kpi", "place_kpi", "remeasure_kpi", "remove_row",
    "reopen_goal", "set_round", "take_baseline", "undo_row",
]  # fmt: skip
