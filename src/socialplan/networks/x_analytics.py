"""X (Twitter) analytics: one row per post, as CSV."""

from .base import FileFormat

# Ids that went through a spreadsheet are rounded; the link keeps them whole. The export gives days; the id
# holds the moment (https://docs.x.com/fundamentals/x-ids).
MAPPING = r"""
network = "twitter"

[read]
thousands = ","

[[table.posts]]
url = "Post Link"
account_id = { column = "Post Link", extract = "(?:x|twitter)\\.com/(\\w+)/status/" }
text = "Post text"
role = { column = "Post text", pattern = "^@\\w", then = "reply", else = "post" }

[table.posts.post_id]
first = [
    { column = "Post Link", extract = "/status/(\\d+)" }, { column = "Post id", extract = "^\\d+$" },
]

[table.posts.created_at]
first = [ { column = "Post Link", extract = "/status/(\\d{15,})" }, { column = "Date" } ]
format = ["x_id", "%a, %b %d, %Y", "%Y-%m-%d %H:%M %z", "%b %d, %Y", "iso"]

[[table.metrics]]

[table.metrics.values]
reactions = "Likes"
comments = "Replies"
shares = "Reposts"
saves = "Bookmarks"
impressions = "Impressions"
clicks = "URL Clicks"
profile_visits = "Profile visits"
follows = "New follows"
"""

FORMAT = FileFormat(
    name="x_analytics",
    label="X analytics",
    evidence="documentation",
    known_at="2026-11",
    mapping=MAPPING,
    needed=("Post id", "Post text", "Date", "Impressions"),
    own=True,
    columns={
        "Post id": ("Tweet id", "Bericht-id", "Post-id"),
        "Date": ("time", "Datum", "Tijd"),
        "Post text": ("Tweet text", "Berichttekst", "Tekst van post"),
        "Post Link": ("Tweet permalink", "Link naar post", "Berichtlink"),
        "Impressions": ("Weergaven",),
        "Likes": ("Vind-ik-leuks",),
        "Engagements": ("Interacties",),
        "Bookmarks": ("Bladwijzers",),
        "Shares": ("Keer gedeeld",),
        "New follows": ("follows", "Nieuwe volgers"),
        "Replies": ("Antwoorden", "Reacties"),
        "Reposts": ("Retweets",),
        "Profile visits": ("user profile clicks", "Profielbezoeken"),
        "Detail Expands": ("Details uitgevouwen",),
        "URL Clicks": ("URL-klikken", "Klikken op links"),
        "Hashtag Clicks": ("Klikken op hashtags",),
        "Permalink Clicks": (),
    },
    how_to={
        "en": (
            "Open analytics.x.com, or Premium and then Analytics, and go to Content.",
            "Choose the period; X gives at most about three months at a time.",
            "Choose to export and bring the CSV file here.",
        ),
        "nl": (
            "Open analytics.x.com, of Premium en daarna Analytics, en ga naar Content.",
            "Kies de periode; X geeft hoogstens ongeveer drie maanden tegelijk.",
            "Kies exporteren en breng het CSV-bestand hierheen.",
        ),
    },
)
