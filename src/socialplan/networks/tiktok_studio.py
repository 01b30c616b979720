"""TikTok Studio, content: one row per video, as CSV."""

from .base import FileFormat

# Times may lack the year ("20 November") and follow the language; the id of a video holds the moment. A video
# may stand there once per day, with its totals until that day: the row with the most views is the newest.
MAPPING = r"""
network = "tiktok"

[read]
thousands = ","

[[table.posts]]
on_conflict = { most = "Total views" }
post_id = { column = "Video link", extract = "/(?:video|photo)/(\\d+)" }
url = "Video link"
account_id = { column = "Video link", extract = "/@([^/]+)/" }
text = "Video title"
kind = { column = "Video link", pattern = "/photo/", then = "carousel", else = "video" }

[table.posts.created_at]
first = [ { column = "Video link", extract = "/(?:video|photo)/(\\d{15,})" }, { column = "Post time" } ]
format = ["tiktok_id", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d", "iso"]

[[table.metrics]]

[table.metrics.values]
reactions = "Total likes"
comments = "Total comments"
shares = "Total shares"
video_views = "Total views"
saves = "Add to favorites"
reach = "Reached audience"
follows = "New followers"
"""

FORMAT = FileFormat(
    name="tiktok_studio",
    label="TikTok Studio",
    evidence="documentation",
    known_at="2026-11",
    mapping=MAPPING,
    needed=("Video link", "Post time"),
    own=True,
    columns={
        "Video title": ("Videotitel", "Titel van video", "Title", "Titel"),
        "Video link": ("Link naar video", "Videolink"),
        "Post time": (
            "Time",
            "Tijdstip van plaatsing",
            "Plaatsingstijd",
            "Tijd van plaatsing",
            "Publicatietijd",
        ),
        "Total likes": ("Likes", "Totaal aantal likes", "Totaal likes", "Vind-ik-leuks"),
        "Total comments": ("Comments", "Totaal aantal opmerkingen", "Totaal opmerkingen", "Opmerkingen"),
        "Total shares": ("Shares", "Totaal aantal keren gedeeld", "Keer gedeeld"),
        "Total views": ("Video views", "Totaal aantal weergaven", "Totaal weergaven", "Videoweergaven"),
        "Add to favorites": ("Favorites", "Total bookmarks", "Toegevoegd aan favorieten"),
        "Reached audience": ("Bereikt publiek",),
        "New followers": ("Nieuwe volgers",),
        "Total play time": ("Totale afspeeltijd",),
        "Average watch time": ("Gemiddelde kijktijd",),
        "Watched full video": ("Volledige video bekeken",),
    },
    how_to={
        "en": (
            "Open TikTok Studio in a browser and go to Analytics, then Content.",
            "Choose the period.",
            "Choose to download the data as CSV and bring the file here.",
        ),
        "nl": (
            "Open TikTok Studio in een browser en ga naar Analytics, dan naar Content.",
            "Kies de periode.",
            "Kies de gegevens downloaden als CSV en breng het bestand hierheen.",
        ),
    },
)
