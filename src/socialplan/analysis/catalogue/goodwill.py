"""goodwill: signs that people wish us well."""

from ..entry import Analysis

ENTRY = Analysis(
    name="goodwill",
    version=1,
    module="socialplan.analysis.goodwill",
    tables=("posts",),
    labellers=("intent", "sentiment", "question"),
    title="Goodwill",
    question="Do people wish us well: do they praise and recommend us unasked, and help each other?",
    about=(
        "Four signs, among posts that no account wrote. Praise: posts that are no reply and whose intent is "
        "praise. Recommending: posts that say so in words, and are not negative. Helping: questions that "
        "another person replied to. Returning helpers: people who did so for more than one question. "
        "Helping cannot be known where the data hold no people or no reply links."
    ),
    method=(
        "Intent, sentiment and questions by the labels that models gave or people corrected; recommending by "
        "whole phrases in Dutch and English, denials left out. Shares with Wilson's interval (1927): what "
        "chance does to a sample, not what a model does wrong."
    ),
    unit="share of unprompted posts that praise",
    measures=("count", "share", "people"),
    by=("account", "brand", "network", "day", "week"),
    margin_days=90,
)
