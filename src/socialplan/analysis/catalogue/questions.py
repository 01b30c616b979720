"""questions: what people ask."""

from ..entry import LABELS, Analysis, Option

ENTRY = Analysis(
    name="questions",
    version=1,
    module="socialplan.analysis.questions",
    tables=("posts",),
    labellers=("question",),
    title="Questions",
    question="What do people ask us, which part of it do we answer, and what do they ask about most?",
    about=(
        "Of the posts that no account wrote and that are no repost, those that ask something and expect an "
        "answer, by the label that a model gave or a person corrected. A question belongs to the account "
        "that answered it, else to whom it addresses. No answer seen does not mean no answer given. Subjects "
        "are the words, hashtags, domains and two-word terms in most questions, of at least 3 questions by 2 "
        "people."
    ),
    method=(
        "Shares with Wilson's interval (1927): what chance does to a sample, not what the model does wrong. "
        "Answers are found by reply links, and in conversations without them by the order of turns; around a "
        "window up to 90 days. Terms are counted, not tested."
    ),
    unit="questions",
    measures=("asked", "asked_share", "answered", "unanswered", "answered_share"),
    by=("account", "brand", "network", "role", "hour", "weekday", "day", "week"),
    margin_days=90,
    options=(
        Option("view", str, "answers", "How many, or what about.", ("answers", "topics")),
        LABELS,
    ),
)  # fmt: skip
