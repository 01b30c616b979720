"""utm: campaign tags on the links in posts."""

from ..entry import TAG_GROUPS, Analysis, Option

ENTRY = Analysis(
    name="utm",
    version=1,
    module="socialplan.analysis.utm",
    tables=("posts",),
    title="Campaign tags",
    question="Do our links carry campaign tags, and which of them are broken?",
    about=(
        "Links in posts with campaign tags (utm_source and the like). Values are compared in lower case, "
        "with a hyphen for a space, and names of one network count as one source (facebook.com is "
        "facebook); how they were written stands beside it. Broken is what web analytics misread or "
        "split: no source or no medium, an empty value, the same tag twice with different values, a "
        "misspelled or unknown name, a wrong sign before it, tags after the hash, a place to fill in that "
        "was left, capitals and spaces."
    ),
    method=(
        "Each post counts once per link. A link is mended by writing the tags once, in lower case, under "
        "their right names and before the hash; a source that is missing is the network the post stands "
        "on. The range of a share is Wilson's (1927)."
    ),
    unit="share of posts with a link",
    measures=("tagged_share", "broken"),
    by=(*TAG_GROUPS, "account", "brand", "network", "kind", "weekday", "day", "week"),
    default_by=("utm_source",),
    options=(
        Option("broken", bool, False, "List the broken links, each with the link mended."),
        Option("as_written", bool, False, "Count the values as they were written."),
    ),
    chart="table",
)
