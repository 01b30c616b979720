"""YouTube Studio, advanced statistics: "Table data.csv" of the zip archive, one row per video."""

from .base import FileFormat

MAPPING = r"""
network = "youtube"

[read]
thousands = ","

[[table.posts]]
where = { column = "Content", not_in = ["Total", "Totaal"] }
post_id = "Content"
url = { column = "Content", extract = "\\S+", prefix = "https://www.youtube.com/watch?v=" }
account_id = { const = "YouTube (own)" }
title = "Video title"
text = "Video title"
kind = { const = "video" }

[table.posts.created_at]
column = "Video publish time"
format = ["%b %d, %Y", "%d %b %Y", "%Y-%m-%d", "%b %d %Y", "%Y-%m-%d %H:%M:%S", "iso"]

[[table.metrics]]
where = { column = "Content", not_in = ["Total", "Totaal"] }

[table.metrics.values]
reactions = "Likes"
comments = "Comments added"
shares = "Shares"
video_views = "Views"
impressions = "Impressions"
follows = "Subscribers"
"""

FORMAT = FileFormat(
    name="youtube_studio",
    label="YouTube Studio",
    evidence="documentation",
    known_at="2026-11",
    mapping=MAPPING,
    needed=("Content", "Video title", "Video publish time"),
    own=True,
    members=r"(?i)(.*/)?(table data|tabelgegevens|gegevens in tabel)\.csv$",
    columns={
        "Content": ("Video", "Inhoud"),
        "Video title": ("Videotitel", "Titel van video"),
        "Video publish time": (
            "Publicatietijd van video",
            "Publicatietijd video",
            "Tijdstip van publicatie van video",
        ),
        "Duration": ("Duur",),
        "Views": ("Weergaven",),
        "Watch time (hours)": ("Kijktijd (uren)",),
        "Subscribers": ("Abonnees",),
        "Impressions": ("Thumbnail impressions", "Vertoningen", "Thumbnailvertoningen"),
        "Impressions click-through rate (%)": (
            "Thumbnail click-through rate (%)",
            "Klikfrequentie van vertoningen (%)",
            "CTR van vertoningen (%)",
        ),
        "Likes": ("Likes (YouTube)", "Vind-ik-leuks"),
        "Dislikes": (),
        "Comments added": ("Toegevoegde reacties", "Reacties toegevoegd"),
        "Shares": ("Keer gedeeld", "Gedeeld"),
        "Average view duration": ("Gemiddelde weergaveduur",),
        "Average percentage viewed (%)": ("Gemiddeld bekeken percentage (%)",),
    },
    how_to={
        "en": (
            "Open YouTube Studio, go to Analytics and choose Advanced mode.",
            "Choose the period and the figures, such as likes, comments added and shares.",
            "Choose to export the current view as CSV and bring the zip file here, as it came.",
        ),
        "nl": (
            "Open YouTube Studio, ga naar Analytics en kies de geavanceerde modus.",
            "Kies de periode en de cijfers, zoals likes, toegevoegde reacties en keer gedeeld.",
            "Kies de huidige weergave exporteren als CSV en breng het zip-bestand hierheen, zoals het kwam.",
        ),
    },
)
