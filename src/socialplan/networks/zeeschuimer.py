"""Zeeschuimer, and 4CAT's NDJSON of what it captured: posts as the network's own pages hold them."""

from .base import FileFormat

# One object per line: {item_id, source_platform, timestamp_collected, data: {...}}. 4CAT keeps `data` and
# puts the rest under `__import_meta`. LinkedIn gives no times; its ids hold the moment.
MAPPING = r"""
zone = "UTC"

[network]
column = "source_platform"
ignore_case = true
default = "other"

[network.map]
"tiktok.com" = "tiktok"
tiktok-comments = "tiktok"
"instagram.com" = "instagram"
"twitter.com" = "twitter"
"x.com" = "twitter"
"linkedin.com" = "linkedin"
"threads.net" = "threads"
"threads.com" = "threads"

[[table.posts]]
on_conflict = "last"
extra = false

[table.posts.post_id]
first = [
    { column = "item_id" }, { column = "data.cid" }, { column = "data.rest_id" },
    { column = "data.id" }, { column = "data.code" },
]

[table.posts.person]
first = [
    { column = "data.author.uniqueId" }, { column = "data.author" }, { column = "data.user.username" },
    { column = "data.user.unique_id" }, { column = "data.core.user_results.result.core.screen_name" },
    { column = "data.core.user_results.result.legacy.screen_name" },
    { column = "data.actor.navigationContext.actionTarget", extract = "(?:in|company)/([^/?]+)" },
]

[table.posts.created_at]
first = [
    { column = "data.createTime" }, { column = "data.create_time" }, { column = "data.taken_at" },
    { column = "data.legacy.created_at" },
    { column = "data.updateMetadata.urn", extract = "activity:(\\d+)" },
    { column = "data.preDashEntityUrn", extract = "activity:(\\d+)" },
]
format = ["epoch", "%a %b %d %H:%M:%S %z %Y", "linkedin_id", "iso"]

[table.posts.text]
first = [
    { column = "data.desc" }, { column = "data.caption.text" }, { column = "data.legacy.full_text" },
    { column = "data.commentary.text.text" }, { column = "data.text" },
]

[table.posts.parent_id]
first = [ { column = "data.legacy.in_reply_to_status_id_str" }, { column = "data.aweme_id" } ]

[[table.metrics]]
on_conflict = "last"

[table.metrics.values]
video_views = { first = [ { column = "data.stats.playCount" }, { column = "data.play_count" } ] }
impressions = "data.views.count"

[table.metrics.values.reactions]
first = [
    { column = "data.stats.diggCount" }, { column = "data.like_count" },
    { column = "data.legacy.favorite_count" }, { column = "data.digg_count" },
    { column = "data.*socialDetail.*totalSocialActivityCounts.numLikes" },
]

[table.metrics.values.comments]
first = [
    { column = "data.stats.commentCount" }, { column = "data.comment_count" },
    { column = "data.legacy.reply_count" }, { column = "data.text_post_app_info.direct_reply_count" },
    { column = "data.reply_comment_total" },
    { column = "data.*socialDetail.*totalSocialActivityCounts.numComments" },
]

[table.metrics.values.shares]
first = [
    { column = "data.stats.shareCount" }, { column = "data.legacy.retweet_count" },
    { column = "data.text_post_app_info.repost_count" },
    { column = "data.*socialDetail.*totalSocialActivityCounts.numShares" },
]

[table.metrics.values.saves]
first = [ { column = "data.stats.collectCount" }, { column = "data.legacy.bookmark_count" } ]
"""
ENVELOPE = ("item_id", "source_platform", "timestamp_collected", "source_platform_url", "source_url")
PATHS = (
    "cid", "rest_id", "id", "code", "author.uniqueId", "author", "user.username", "user.unique_id",
    "core.user_results.result.core.screen_name", "core.user_results.result.legacy.screen_name",
    "actor.navigationContext.actionTarget", "createTime", "create_time", "taken_at", "legacy.created_at",
    "updateMetadata.urn", "preDashEntityUrn", "desc", "caption.text", "legacy.full_text",
    "commentary.text.text", "text", "legacy.in_reply_to_status_id_str", "aweme_id", "stats.diggCount",
    "like_count", "legacy.favorite_count", "digg_count", "stats.commentCount", "comment_count",
    "legacy.reply_count", "text_post_app_info.direct_reply_count", "reply_comment_total", "stats.shareCount",
    "legacy.retweet_count", "text_post_app_info.repost_count", "stats.collectCount",
    "legacy.bookmark_count", "stats.playCount", "play_count", "views.count",
    "*socialDetail.*totalSocialActivityCounts.numLikes",
    "*socialDetail.*totalSocialActivityCounts.numComments",
    "*socialDetail.*totalSocialActivityCounts.numShares",
)  # fmt: skip

FORMAT = FileFormat(
    name="zeeschuimer",
    label="Zeeschuimer, 4CAT (NDJSON)",
    evidence="documentation",
    known_at="2026-11",
    mapping=MAPPING,
    needed=("source_platform", "timestamp_collected"),
    columns={
        **{name: (f"__import_meta.{name}",) for name in ENVELOPE},
        **{f"data.{path}": (path,) for path in PATHS},
    },
    how_to={
        "en": (
            "Open Zeeschuimer in Firefox and look at the posts you want to keep.",
            "Choose to export as .ndjson for one network and bring the file here.",
            "From 4CAT: open the dataset and choose to download it as NDJSON.",
        ),
        "nl": (
            "Open Zeeschuimer in Firefox en bekijk de berichten die je wilt bewaren.",
            "Kies voor een netwerk exporteren als .ndjson en breng het bestand hierheen.",
            "Uit 4CAT: open de dataset en kies downloaden als NDJSON.",
        ),
    },
)
