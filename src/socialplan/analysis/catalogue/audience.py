"""audience: who writes here, and how often they come back."""

from ..entry import GROUPS, Analysis

ENTRY = Analysis(
    name="audience",
    version=1,
    module="socialplan.analysis.audience",
    tables=("posts",),
    title="People who write",
    question="Who writes to us or about us, how often, and where?",
    about=(
        "People (not accounts) who wrote a post, a reply or a review in these data. Without a division they "
        "are told apart by the number of days on which they wrote: one day, 2 to 4 days, 5 days or more. "
        "With one: how many people wrote there and which part of them came back on another day. Somebody "
        "with two names, or on two networks, counts twice. Who only reads is not seen."
    ),
    method=(
        "People are counted, by their name on the network. The range of a share is Wilson's (1927): these "
        "people as a sample of the people who might write. A person may stand in several rows of a "
        "division, so shares may add up to more than the whole."
    ),
    unit="people",
    measures=("people", "share", "returning"),
    by=GROUPS,
    chart="table",
)  # fmt: skip
