"""responses: how fast questions are answered, and which got no answer."""

from ..entry import Analysis, Option

ENTRY = Analysis(
    name="responses",
    version=1,
    module="socialplan.analysis.responses",
    tables=("posts",),
    title="Answers",
    question="How fast do we answer what people ask us, and what did nobody answer?",
    about=(
        "A pair is an incoming post and the earliest reply by the account to it. Incoming is every post "
        "that no account wrote and that is not a repost. It belongs to the account that answered; without "
        "an answer to the author of the post it replies to, else to whom the data say it is about, else to "
        "the first known account it mentions, else it is unknown. No answer seen does not mean no answer "
        "given: it may have come by phone, in private or outside these data. A follow-up is a post after an"
        " answer, or after an earlier post of the same person in the same thread; follow-ups without an "
        "answer are counted apart. Conversations without reply links pair the first answer after the first "
        "question."
    ),
    method=(
        "Minutes on the clock, nights and weekends included. The median with its order-statistic interval "
        "(exact binomial; Conover, Practical Nonparametric Statistics, 3.2), the 90th percentile linear "
        "between ranks (Hyndman and Fan 1996, type 7), the share answered with Wilson's interval. Answers "
        "that are older than their question and times known to the day only count as answers, not in the "
        "minutes. Around a window, answers and questions are looked for up to 90 days."
    ),
    unit="minutes",
    measures=("median_minutes", "p90_minutes", "answered", "unanswered", "answered_share"),
    by=("account", "brand", "network", "role", "hour", "weekday", "day", "week"),
    default_by=("account",),
    margin_days=90,
    options=(Option("unanswered", bool, False, "List the posts to which no answer was seen."),),
)
