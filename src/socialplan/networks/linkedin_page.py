"""LinkedIn page, updates: sheet "All posts" of the export of a page's statistics."""

from .base import FileFormat

# A row with a description stands above the header; the search for the header passes it over.
MAPPING = r"""
network = "linkedin"

[read]
thousands = ","

[[table.posts]]
post_id = { column = "Post link", extract = "(\\d{10,})" }
url = "Post link"
account_id = { const = "LinkedIn (own)" }
text = "Post title"
native_kind = "Content Type"

[table.posts.created_at]
column = "Created date"
format = ["%m/%d/%Y", "%d-%m-%Y", "%d/%m/%Y", "iso"]
precision = "day"

[table.posts.kind]
column = "Content Type"
ignore_case = true
default = "text"

[table.posts.kind.map]
video = "video"
image = "photo"
images = "photo"
afbeelding = "photo"
article = "link"
artikel = "link"
link = "link"
document = "carousel"
carousel = "carousel"
event = "event"
evenement = "event"
poll = "other"

[[table.metrics]]

[table.metrics.values]
reactions = "Likes"
comments = "Comments"
shares = "Reposts"
impressions = "Impressions"
clicks = "Clicks"
video_views = "Views"
follows = "Follows"
"""

FORMAT = FileFormat(
    name="linkedin_page",
    label="LinkedIn (page)",
    evidence="documentation",
    known_at="2026-11",
    mapping=MAPPING,
    needed=("Post title", "Post link", "Created date"),
    own=True,
    columns={
        "Post title": ("Update title", "Titel van bijdrage", "Titel bijdrage", "Titel van update"),
        "Post link": ("Update link", "Link naar bijdrage", "Link bijdrage", "Link naar update"),
        "Post type": ("Update type", "Type bijdrage", "Soort bijdrage"),
        "Campaign name": ("Campagnenaam",),
        "Posted by": ("Geplaatst door",),
        "Created date": ("Aanmaakdatum", "Gemaakt op", "Datum aangemaakt"),
        "Campaign start date": ("Begindatum campagne", "Startdatum campagne"),
        "Campaign end date": ("Einddatum campagne",),
        "Audience": ("Doelgroep",),
        "Impressions": ("Weergaven", "Impressies"),
        "Views": ("Videoweergaven",),
        "Offsite Views": (),
        "Clicks": ("Klikken",),
        "Click through rate (CTR)": ("Doorklikfrequentie (CTR)", "Doorklikratio (CTR)"),
        "Likes": ("Reactions", "Interessant", "Vind-ik-leuks"),
        "Comments": ("Commentaren", "Opmerkingen"),
        "Reposts": ("Shares", "Gedeeld"),
        "Follows": ("Volgers", "Nieuwe volgers"),
        "Engagement rate": ("Betrokkenheidspercentage", "Interactiepercentage"),
        "Content Type": ("Type content", "Inhoudstype", "Contenttype"),
    },
    how_to={
        "en": (
            "Open your page as an administrator, go to Analytics and then Content.",
            "Choose the period; LinkedIn gives at most a year at a time.",
            "Choose to export and bring the Excel file here, as it came.",
        ),
        "nl": (
            "Open je pagina als beheerder, ga naar Statistieken en dan naar Content.",
            "Kies de periode; LinkedIn geeft hoogstens een jaar tegelijk.",
            "Kies exporteren en breng het Excel-bestand hierheen, zoals het kwam.",
        ),
    },
)
