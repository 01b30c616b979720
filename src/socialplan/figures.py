"""Names of figures and of what tells efforts apart: plain lists, so that a catalogue needs no engine."""

# `reactions` already includes likes; a network that gives only likes gives them as `reactions`.
METRICS = (
    "reactions", "likes", "dislikes", "loves", "wows", "hahas", "sads", "angers",
    "comments", "shares", "saves",
    "reach", "impressions", "impressions_home", "impressions_hashtags", "impressions_explore",
    "impressions_other", "engaged_people", "clicks", "video_views", "profile_visits", "follows",
    "followers", "following", "posts", "visits", "conversions", "revenue",
)  # fmt: skip
ENGAGEMENT = ("reactions", "comments", "shares", "saves")
# What an effort may be told apart by, beside its campaign and network.
DIMS = (
    "age", "gender", "interest", "placement", "device", "country", "language", "audience", "ad_group", "ad",
    "creative", "channel",
)  # fmt: skip
RESULTS = ("conversions_approved", "conversions_total", "clicks", "impressions")
