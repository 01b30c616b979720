"""What people and the clock do with evidence; the only writes."""

from .adopting import adopt_row, adopt_suggestion, decline_suggestion, question_of, tie_row
from .asking import answer_question, ask, keep_question, put_question
from .claims import BadClaim, adopt_claim, reword_claim, tie_claim, withdraw_claim, wording
from .first_answers import answer_first, answer_soon
from .listening import BadListening, listen, stop_listening
from .looking import look, look_soon, run_look
from .nodes import (
    Circle,
    changed_decision,
    no_longer_rests_on,
    record_change,
    register_node,
    rest_on,
    retire_node,
)
from .recheck import RecheckSummary, recheck, recheck_question
from .review import BadReview, review
from .saving import drop_saved, name_saved, save_question

__all__ = [
    "BadClaim", "BadListening", "BadReview", "Circle", "RecheckSummary", "adopt_claim", "adopt_row",
    "adopt_suggestion", "answer_first", "answer_question", "answer_soon", "ask", "changed_decision",
    "decline_suggestion", "drop_saved", "keep_question", "listen", "look", "look_soon", "name_saved",
    "no_longer_rests_on", "put_question", "question_of",
    "recheck", "recheck_question", "record_change", "register_node", "rest_on", "retire_node", "review",
    "reword_claim", "run_look", "save_question", "stop_listening", "tie_claim", "tie_row", "withdraw_claim",
    "wording",
]  # fmt: skip
