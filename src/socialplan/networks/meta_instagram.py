"""Meta Business Suite, content of Instagram accounts: one row per post, as CSV."""

from .base import FileFormat

MAPPING = r"""
network = "instagram"

[read]
thousands = ","

[[table.posts]]
where = { column = "Post ID", not_in = ["Total", "Totaal"] }
post_id = { first = [ { column = "Post ID", extract = "^[0-9_]+$" }, { column = "Permalink" } ] }
url = "Permalink"
account_id = { first = [ { column = "Account username" }, { column = "Account name" } ] }
text = "Description"
native_kind = "Post type"

[table.posts.created_at]
column = "Publish time"
format = ["%m/%d/%Y %H:%M", "%d-%m-%Y %H:%M", "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M:%S", "iso"]

[table.posts.kind]
column = "Post type"
ignore_case = true
default = "other"

[table.posts.kind.map]
"ig image" = "photo"
"ig afbeelding" = "photo"
"ig photo" = "photo"
"ig foto" = "photo"
"ig carousel" = "carousel"
"ig carrousel" = "carousel"
"ig reel" = "video"
"ig video" = "video"
"ig story" = "story"
"ig verhaal" = "story"

[[table.metrics]]
where = { column = "Post ID", not_in = ["Total", "Totaal"] }

[table.metrics.values]
reactions = "Likes"
comments = "Comments"
shares = "Shares"
saves = "Saves"
reach = "Reach"
impressions = { first = [ { column = "Views" }, { column = "Impressions" } ] }
follows = "Follows"
profile_visits = "Profile visits"

[[table.accounts]]
account_id = { first = [ { column = "Account username" }, { column = "Account name" } ] }
brand = "Account name"
"""

FORMAT = FileFormat(
    name="meta_instagram",
    label="Meta Business Suite (Instagram)",
    evidence="documentation",
    known_at="2026-11",
    mapping=MAPPING,
    needed=("Post ID", "Account username", "Publish time"),
    own=True,
    lifetime=True,
    columns={
        "Post ID": ("Bericht-ID", "ID van bericht"),
        "Account ID": ("Account-ID",),
        "Account username": ("Gebruikersnaam van account", "Accountgebruikersnaam"),
        "Account name": ("Accountnaam", "Naam van account"),
        "Description": ("Beschrijving", "Omschrijving"),
        "Duration (sec)": ("Duur (sec)", "Duur (sec.)"),
        "Publish time": ("Publicatietijd", "Publicatietijdstip", "Tijdstip van publicatie"),
        "Permalink": ("Permanente link",),
        "Post type": ("Berichttype", "Type bericht"),
        "Data comment": ("Opmerking over gegevens", "Opmerking bij gegevens"),
        "Date": ("Datum",),
        "Views": ("Weergaven",),
        "Impressions": ("Vertoningen",),
        "Reach": ("Bereik",),
        "Likes": ("Vind-ik-leuks",),
        "Shares": ("Deelacties", "Keer gedeeld"),
        "Follows": ("Volgers", "Nieuwe volgers"),
        "Comments": ("Opmerkingen", "Reacties"),
        "Saves": ("Opgeslagen", "Keer opgeslagen"),
        "Profile visits": ("Profielbezoeken",),
    },
    how_to={
        "en": (
            "Open Meta Business Suite, go to Insights and then Content.",
            "Choose Instagram and the period.",
            "Choose to export, then CSV, and bring the file here.",
        ),
        "nl": (
            "Open Meta Business Suite, ga naar Statistieken en dan naar Content.",
            "Kies Instagram en de periode.",
            "Kies exporteren, dan CSV, en breng het bestand hierheen.",
        ),
    },
)
