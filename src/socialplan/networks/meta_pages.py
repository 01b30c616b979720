"""Meta Business Suite, content of Facebook pages: one row per post, as CSV."""

from .base import FileFormat

# "Date" says "Lifetime": the figures are totals. UTF-16 with `sep=,` above the header is found out by itself.
MAPPING = r"""
network = "facebook"

[read]
thousands = ","

[[table.posts]]
where = { column = "Post ID", not_in = ["Total", "Totaal"] }
post_id = { first = [ { column = "Post ID", extract = "^[0-9_]+$" }, { column = "Permalink" } ] }
url = "Permalink"
account_id = "Page name"
title = "Title"
text = { first = [ { column = "Description" }, { column = "Title" } ] }
native_kind = "Post type"

[table.posts.created_at]
column = "Publish time"
format = ["%m/%d/%Y %H:%M", "%d-%m-%Y %H:%M", "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M:%S", "iso"]

[table.posts.kind]
column = "Post type"
ignore_case = true
default = "other"

[table.posts.kind.map]
photos = "photo"
photo = "photo"
"foto's" = "photo"
foto = "photo"
videos = "video"
video = "video"
"video's" = "video"
reels = "video"
reel = "video"
links = "link"
link = "link"
koppelingen = "link"
text = "text"
tekst = "text"
status = "text"
event = "event"
evenement = "event"
story = "story"
verhaal = "story"
live = "video"

[[table.metrics]]
where = { column = "Post ID", not_in = ["Total", "Totaal"] }

[table.metrics.values]
reactions = "Reactions"
comments = "Comments"
shares = "Shares"
reach = "Reach"
impressions = { first = [ { column = "Views" }, { column = "Impressions" } ] }
clicks = "Total clicks"
"""

FORMAT = FileFormat(
    name="meta_pages",
    label="Meta Business Suite (Facebook)",
    evidence="documentation",
    known_at="2026-11",
    mapping=MAPPING,
    needed=("Post ID", "Page name", "Publish time"),
    own=True,
    lifetime=True,
    columns={
        "Post ID": ("Bericht-ID", "ID van bericht"),
        "Page ID": ("Pagina-ID", "ID van pagina"),
        "Page name": ("Paginanaam", "Naam van pagina"),
        "Title": ("Titel",),
        "Description": ("Beschrijving", "Omschrijving"),
        "Duration (sec)": ("Duur (sec)", "Duur (sec.)"),
        "Publish time": ("Publicatietijd", "Publicatietijdstip", "Tijdstip van publicatie"),
        "Caption type": ("Type bijschrift", "Soort bijschrift"),
        "Permalink": ("Permanente link",),
        "Is crosspost": (),
        "Is share": (),
        "Post type": ("Berichttype", "Type bericht"),
        "Languages": ("Talen",),
        "Custom labels": ("Aangepaste labels",),
        "Funded content status": (),
        "Data comment": ("Opmerking over gegevens", "Opmerking bij gegevens"),
        "Date": ("Datum",),
        "Views": ("Weergaven",),
        "Impressions": ("Vertoningen",),
        "Reach": ("Bereik",),
        "Reactions, Comments and Shares": ("Reacties, opmerkingen en deelacties",),
        "Reactions": ("Reacties",),
        "Comments": ("Opmerkingen",),
        "Shares": ("Deelacties", "Keer gedeeld"),
        "Total clicks": ("Totaal aantal klikken", "Totaal klikken"),
        "Link Clicks": ("Linkklikken", "Klikken op link"),
        "Other Clicks": ("Andere klikken", "Overige klikken"),
    },
    how_to={
        "en": (
            "Open Meta Business Suite, go to Insights and then Content.",
            "Choose the period and, where it is asked, lifetime figures.",
            "Choose to export, then CSV, and bring the file here.",
        ),
        "nl": (
            "Open Meta Business Suite, ga naar Statistieken en dan naar Content.",
            "Kies de periode en, als ernaar gevraagd wordt, cijfers over de hele looptijd.",
            "Kies exporteren, dan CSV, en breng het bestand hierheen.",
        ),
    },
)
