"""themes: which subjects draw more response than usual."""

from ..entry import Analysis, Option

ENTRY = Analysis(
    name="themes",
    version=1,
    module="socialplan.analysis.themes",
    tables=("posts", "metrics"),
    title="Themes that stand out",
    question="Which subjects draw more or less response than usual?",
    about=(
        "Words, hashtags, link domains and two-word terms in the text and title of posts. Response with a "
        "theme is set against the other posts of the same account and kind. A theme has at least 20 posts, "
        "and at least two authors where people write. Reposts, automatic titles (the same title with five "
        "posts or more) and small words of Dutch and English are left out."
    ),
    method=(
        "Lift is the median of response over the median of the other posts of the same account, network "
        "and kind, with a seeded bootstrap of 2,000 draws. A theme stands out when a stratified rank test "
        "(van Elteren, 1960) finds it at a false discovery rate of 10 % (Benjamini & Hochberg, 1995) and "
        "the range of its lift leaves out 1."
    ),
    unit="× usual",
    measures=("lift",),
    by=("account", "brand", "network", "kind", "native_kind"),
    options=(
        Option("all", bool, False, "Also the themes that were tested and do not stand out."),
        Option("examples", bool, False, "Also by how many people, since when, and the post that drew most."),
    ),
    chart="dots",
)
