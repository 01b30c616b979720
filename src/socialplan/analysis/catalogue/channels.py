"""channels: which accounts are in use, how active and in which forms."""

from ..entry import Analysis

ENTRY = Analysis(
    name="channels",
    version=1,
    module="socialplan.analysis.channels",
    tables=("posts",),
    title="Accounts in use",
    question="Which accounts are in use, ours and others', how often do they post and in which forms?",
    about=(
        "Every account that wrote a post in these data, ours first, then competitors. The last day with a "
        "post, how many days it has been silent since (counted to the newest post on its network here), "
        "the usual number of posts in a week, and the forms it uses. An account that posts nothing here "
        "may post elsewhere."
    ),
    method=(
        "The usual week is the median of whole weeks from Monday, empty ones included, with its "
        "order-statistic interval (exact binomial; Conover, Practical Nonparametric Statistics, 3.2). An "
        "account is silent when its own pace (the share of days on which it posts) makes such a silence "
        "less likely than 1 in 100. The range of a share is Wilson's (1927)."
    ),
    unit="posts per week",
    measures=("per_week", "days_silent", "form_share"),
    by=(),
)
