"""compare: accounts side by side over a fixed panel."""

from ...figures import METRICS
from ..entry import Analysis, Option

ENTRY = Analysis(
    name="compare",
    version=2,
    module="socialplan.analysis.compare",
    tables=("posts", "metrics"),
    title="Accounts side by side",
    question=(
        "How do we stand beside our competitors: how often, in which forms, about what, with what response?"
    ),
    about=(
        "The accounts of a panel in the same window: ours and those marked as competitors, all accounts "
        "where none is marked, or those that are named. The share is that of all posts by or about these "
        "accounts. Beside it stand the usual week, the usual response or another figure, the form used "
        "most, words this account says more than the others, and the post that drew most. A panel is "
        "fixed: with a change, each part has its own line. An account whose data begin later or end "
        "earlier is marked as uneven."
    ),
    method=(
        "The range of a share is Wilson's (1927), that of a median comes from the order statistics (exact "
        "binomial; Conover, Practical Nonparametric Statistics, 3.2). A rate divides the sum of one "
        "figure by that of another over posts that have both; its range allows for posts that differ "
        "(Korn and Graubard 1998). A window is uneven when an account's own pace makes the silence at its "
        "edge less likely than 1 in 100. A word is an account's own when Wilson's intervals of its share "
        "here and elsewhere do not meet."
    ),
    unit="share of posts of the panel",
    measures=("share", "per_week", "median", "rate"),
    by=("day", "week"),
    options=(
        Option(
            "panel", str, "", "Accounts with commas; a change after a semicolon: a, b; 2026-05-01: a, b, c."
        ),
        Option("posts", str, "all", "Posts by these accounts, about them, or both.", ("all", "own", "about")),
        Option("figure", str, "response", "What is compared per post.", ("response", *METRICS)),
        Option("per", str, "none", "Divide by this figure: a rate.", ("none", "response", *METRICS)),
        Option("words", str, "yes", "Also the words each account says more than the others.", ("yes", "no")),
    ),
    accounts=False,
)  # fmt: skip
