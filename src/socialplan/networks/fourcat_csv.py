"""4CAT: a dataset of posts from any network, as CSV."""

from .base import FileFormat

# Columns differ per network; these are the ones 4CAT gives for most. Times are in UTC.
MAPPING = r"""
zone = "UTC"

[network]
first = [
    { column = "tiktok_url", pattern = "tiktok", then = "tiktok" },
    { column = "url", extract = "(twitter|instagram|tiktok|linkedin|threads|facebook|youtube|reddit)\\." },
    { column = "url", pattern = "//x\\.com/", then = "twitter" },
    { column = "url", pattern = "bsky\\.app", then = "bluesky" },
    { column = "post_url", extract = "(twitter|instagram|tiktok|linkedin|threads|facebook)\\." },
    { const = "other" },
]

[[table.posts]]
post_id = "id"
url = { first = [ { column = "url" }, { column = "tiktok_url" }, { column = "post_url" } ] }
person = "author"
created_at = { column = "timestamp", format = ["%Y-%m-%d %H:%M:%S", "epoch", "iso"] }
text = "body"
title = "subject"
root_id = "thread_id"
language_hint = "language_guess"
extra = false

[[table.metrics]]

[table.metrics.values]
reactions = "likes"
comments = "comments"
shares = "shares"
video_views = "plays"
impressions = "views"
saves = "saves"

[[table.people]]
handle = "author"
display_name = "author_full"
followers = "author_followers"
"""

FORMAT = FileFormat(
    name="fourcat_csv",
    label="4CAT (CSV)",
    evidence="documentation",
    known_at="2026-11",
    mapping=MAPPING,
    needed=("id", "thread_id", "author", "body", "timestamp"),
    columns={
        "id": (), "thread_id": (), "author": (), "body": (), "timestamp": (), "subject": (),
        "url": ("link",), "tiktok_url": (), "post_url": (), "language_guess": ("lang",),
        "author_full": ("author_fullname", "author_name"), "author_followers": (),
        "likes": ("num_likes", "like_count", "reactions", "favorite_count"),
        "comments": ("num_comments", "reply_count", "replies"),
        "shares": ("reposts", "retweet_count", "num_shares", "repost_count"),
        "plays": ("num_plays", "play_count"), "views": ("num_views", "impression_count", "view_count"),
        "saves": ("collects", "bookmark_count"),
    },
    how_to={
        "en": (
            "Open your dataset in 4CAT.",
            "Choose to download it as CSV and bring the file here.",
        ),
        "nl": (
            "Open je dataset in 4CAT.",
            "Kies downloaden als CSV en breng het bestand hierheen.",
        ),
    },
)  # fmt: skip
