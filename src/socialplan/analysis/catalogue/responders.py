"""responders: the people who like, pass on, quote or answer."""

from ..entry import Analysis, Option

ENTRY = Analysis(
    name="responders",
    version=1,
    module="socialplan.analysis.responders",
    tables=("interactions", "posts", "metrics"),
    title="Who responds",
    question="Who likes, shares, quotes or answers, how often, and with how many different posts?",
    about=(
        "Every time the data name somebody who responded to a message, in one of four ways that are kept "
        "apart: a like, a share without words (repost), a share with words of their own (quote), an answer "
        "(reply). What is told twice, as an interaction and as a post, counts once. Responses to oneself "
        "and those by accounts of ours do not count. Of networks that give counts and no names nobody is "
        "listed; which those are is said."
    ),
    method=(
        "Exact counts; the range of how often is the exact Poisson interval (Garwood, 1936). Different posts "
        "are counted where the data say which post it was, days by the clock of the time zone asked for."
    ),
    unit="times",
    measures=("responses", "distinct_posts", "days_active"),
    by=("account", "brand", "network"),
    default_by=("network",),
    options=(
        Option("kind", str, "like", "What they did: like, repost (share), quote or reply.",
               ("like", "repost", "quote", "reply")),
        Option("limit", int, 200, "How many people to list, most often first"),
    ),
)  # fmt: skip
