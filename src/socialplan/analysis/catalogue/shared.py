"""shared: how often posts are passed on, and what they have in common."""

from ..entry import Analysis, Option

ENTRY = Analysis(
    name="shared",
    version=1,
    module="socialplan.analysis.shared",
    tables=("posts", "metrics"),
    title="Sharing",
    question="How often are posts shared, and what do shared posts have in common?",
    about=(
        "Of the posts of which the number of shares is known: the part that was shared at least once, the "
        "times a post is shared, per person reached where the reach is known, per day, and the part of "
        "the days of which a post was shared. Reposts are no posts of their own here. The other view sets "
        "features of shared posts (form, tags, links, length, a question, language) against posts that "
        "were not shared, or against those shared no more than the account's usual post."
    ),
    method=(
        "The range of a part is Wilson's (1927); for reach it is Wilson's for as many single cases as "
        "such different posts are worth (Korn and Graubard 1998). The range of an average is a seeded "
        "bootstrap of 2,000 draws. A difference has the interval recovered from those of its two parts "
        "(MOVER; Zou and Donner 2008); q is the smallest false discovery rate at which it is a find "
        "(Benjamini and Hochberg, 1995; chi-square test). Features have at least 20 posts."
    ),
    unit="share of posts",
    measures=("shared_share", "per_post", "per_reach", "per_day", "shared_days", "difference"),
    options=(
        Option("view", str, "rate", "How often, or what shared posts have in common.", ("rate", "features")),
        Option("than", str, "unshared", "Shared at all, or more than usual for the account.",
               ("unshared", "usual")),
    ),
)  # fmt: skip
