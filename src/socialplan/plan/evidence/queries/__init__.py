"""What screens read of the evidence."""

from .again import Recomputed, recompute
from .changes import Changes, ChangeView, changes_since, figure_before, history_of
from .claims import (
    ClaimView,
    claim_figure,
    claim_state,
    claim_view,
    claim_views,
    claims_by_analysis,
    claims_in,
    states,
    without_evidence,
)
from .comparing import comparison, comparison_json
from .drawer import Drawer, Moment, drawer, expectation_in_words, find_finding
from .due import Due, due_ids, due_questions, reads_labels
from .figures import Figure, figure, headline_figure, interval_of
from .first_answers import WAITING, FirstAnswer, Unanswered, first_answers, unanswered
from .ground import Rests, rests_on_batches
from .listening import ListeningView, listening, listening_of, short
from .looks import known_answer, look_job
from .lookup import claim_of, mark_of, question_by_id, things_like, titles_of
from .people import by_key, handles_of, named
from .reviews import Grounded, MarkView, NodeView, grounded, mark_view, resting, review_queue, reviews_due
from .saved import SavedQuestion, saved_questions
from .suggestions import Suggestion, suggestion_key, suggestions
from .supposing import Supposed, claims_reading, would_turn
from .windows import newest_day, window_dates

__all__ = [
    "WAITING",
    "ChangeView",
    "Changes",
    "ClaimView",
    "Drawer",
    "Due",
    "Figure",
    "FirstAnswer",
    "Grounded",
    "ListeningView",
    "MarkView",
    "Moment",
    "NodeView",
    "Recomputed",
    "Rests",
    "SavedQuestion",
    "Suggestion",
    "Supposed",
    "Unanswered",
    "by_key",
    "changes_since",
    "claim_figure",
    "claim_of",
    "claim_state",
    "claim_view",
    "claim_views",
    "claims_by_analysis",
    "claims_in",
    "claims_reading",
    "comparison",
    "comparison_json",
    "drawer",
    "due_ids",
    "due_questions",
    "expectation_in_words",
    "figure",
    "figure_before",
    "find_finding",
    "first_answers",
    "grounded",
    "handles_of",
    "headline_figure",
    "history_of",
    "interval_of",
    "known_answer",
    "listening",
    "listening_of",
    "look_job",
    "mark_of",
    "mark_view",
    "named",
    "newest_day",
    "question_by_id",
    "reads_labels",
    "recompute",
    "resting",
    "rests_on_batches",
    "review_queue",
    "reviews_due",
    "saved_questions",
    "short",
    "states",
    "suggestion_key",
    "suggestions",
    "things_like",
    "titles_of",
    "unanswered",
    "window_dates",
    "without_evidence",
    "would_turn",
]  # fmt: skip
