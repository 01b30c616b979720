"""What columns of exports are called, in Dutch and English, and which of our fields that is."""

import re
import unicodedata

# Field -> names as exports write them, folded: lower case, without signs. The first match wins.
POST_WORDS: dict[str, tuple[str, ...]] = {
    "post_id": (
        "post id", "postid", "status id", "tweet id", "message id", "bericht id", "berichtid", "media id",
        "video id", "publicatie id", "id", "permalink id", "urn",
    ),
    "created_at": (
        "created at", "created time", "created", "date time", "datetime", "publish time", "published at",
        "published", "publicatietijd", "publicatiedatum", "tijdstip van publicatie", "tijd", "tijdstip",
        "datum en tijd", "datum", "date", "time", "timestamp", "posted at", "posted", "post date",
        "status published", "tweet created", "ts", "geplaatst op", "gemaakt op", "aangemaakt op",
        "aangemaakt", "datum plaatsing", "datum van plaatsing", "plaatsingsdatum", "plaatsdatum", "geplaatst",
        "datum publicatie", "datum van publicatie", "gepubliceerd op", "gepubliceerd", "postdatum",
        "datum post", "datum bericht", "verzonden op", "dag", "day",
    ),
    "text": (
        "text", "tekst", "message", "bericht", "berichttekst", "caption", "bijschrift", "content",
        "inhoud", "tweet text", "tweet", "status message", "post", "description", "beschrijving", "body",
        "omschrijving", "review text", "posttekst", "post tekst", "tekst van bericht", "tekst bericht",
        "berichtinhoud", "onderschrift", "copy", "post text", "post message", "post copy",
    ),
    "title": (
        "title", "titel", "link name", "headline", "naam van bericht", "post title", "berichttitel",
    ),
    "account_id": (
        "account", "account name", "accountnaam", "page", "page name", "pagina", "paginanaam",
        "account username", "gebruikersnaam van account", "profile", "profiel", "bedrijf", "organisatie",
        "organisation", "organization", "kanaal", "partij", "party",
    ),
    "about_account": ("brand", "merk", "about", "company", "airline"),
    "person": (
        "author handle", "author username", "author", "username", "user name", "screen name", "handle",
        "auteur", "afzender", "from", "van", "gebruiker", "gebruikersnaam", "author id",
    ),
    "url": (
        "permalink", "post url", "url", "post link", "link naar bericht", "permanente link", "berichtlink",
        "link naar post", "link naar het bericht", "bericht url", "url van bericht", "link bericht",
        "link post", "video link", "videolink", "video url",
    ),
    "links": ("link", "status link", "shared link"),
    "kind": (
        "type", "post type", "berichttype", "media type", "soort", "type bericht", "content type",
        "status type", "soort bericht", "soort post", "soort content", "contenttype", "type content",
        "type post", "posttype", "berichtsoort", "mediatype", "contentvorm", "vorm", "formaat", "format",
    ),
    "parent_id": (
        "in response to tweet id", "in reply to", "in reply to id", "reply to", "parent id", "reactie op",
    ),
    "hashtags": ("hashtags", "hashtag", "tags"),
    "language_hint": ("lang", "language", "taal"),
}  # fmt: skip
METRIC_WORDS: dict[str, tuple[str, ...]] = {
    "reactions": (
        "reactions", "num reactions", "total reactions", "likes and reactions",
        "vind ik leuks en reacties", "waarderingen", "reaction count",
    ),
    "likes": (
        "likes", "like", "like count", "num likes", "vind ik leuks", "vind ik leuk", "favorites",
        "favourites", "leuk", "duimpjes", "hartjes", "interessant",
    ),
    "comments": (
        "comments", "comment", "comment count", "num comments", "replies", "reply count", "opmerkingen",
        "antwoorden", "reacties", "reactie", "commentaren",
    ),
    "shares": (
        "shares", "share", "share count", "num shares", "retweets", "retweet count", "reposts", "gedeeld",
        "keer gedeeld", "deelacties", "keren gedeeld", "gedeelde berichten", "delen",
    ),
    "saves": ("saves", "save", "saved", "opgeslagen", "keer opgeslagen", "keren opgeslagen", "bewaard"),
    "reach": ("reach", "bereik", "post reach", "bereik van bericht", "t reach"),
    "impressions": (
        "impressions", "weergaven", "vertoningen", "impressies", "views", "t impression", "keer bekeken",
    ),
    "clicks": (
        "clicks", "klikken", "link clicks", "linkklikken", "total clicks", "kliks", "klikken op link",
        "klikken op links", "link kliks", "linkkliks", "doorkliks", "doorklikken",
    ),
    "video_views": ("video views", "videoweergaven", "plays", "view count"),
    "profile_visits": ("profile visits", "profielbezoeken"),
    "follows": ("follows", "nieuwe volgers", "volgt"),
}  # fmt: skip
NETWORKS = (
    "facebook", "instagram", "linkedin", "twitter", "tiktok", "youtube", "mastodon", "bluesky", "threads",
    "pinterest", "reddit",
)  # fmt: skip
NETWORK_WORDS = {
    "x": "twitter", "x twitter": "twitter", "twitter x": "twitter", "linked in": "linkedin",
    "fb": "facebook", "ig": "instagram", "insta": "instagram", "yt": "youtube", "you tube": "youtube",
    "tik tok": "tiktok", "facebook pagina": "facebook", "meta": "facebook",
}  # fmt: skip
# Columns that name the network, and columns with a time of day beside one with the day.
NETWORK_COLUMNS = (
    "platform", "netwerk", "network", "medium", "kanaal", "channel", "social media", "social media kanaal",
    "socialmediakanaal", "sociaal netwerk", "social network", "bron", "source",
)  # fmt: skip
TIME_WORDS = (
    "tijd", "time", "tijdstip", "uur", "hour", "tijd plaatsing", "tijd van plaatsing", "plaatsingstijd",
    "tijdstip plaatsing", "tijdstip van plaatsing", "publicatietijd", "post time", "publish time", "om",
)  # fmt: skip
TOTALS = (
    "total", "totals", "totaal", "totalen", "grand total", "eindtotaal", "subtotaal", "subtotal", "som",
    "gemiddeld", "gemiddelde", "average", "mediaan", "median",
)  # fmt: skip
KIND_WORDS = {
    "link": "link", "koppeling": "link", "photo": "photo", "foto": "photo", "image": "photo",
    "afbeelding": "photo", "ig afbeelding": "photo", "ig image": "photo", "picture": "photo",
    "video": "video", "reel": "video", "reels": "video", "ig reel": "video", "carousel": "carousel",
    "carrousel": "carousel", "ig carousel": "carousel", "ig carrousel": "carousel", "album": "carousel",
    "story": "story", "verhaal": "story", "event": "event", "evenement": "event", "status": "text",
    "text": "text", "tekst": "text", "live": "video", "fotos": "photo", "foto s": "photo",
    "photos": "photo", "videos": "video", "video s": "video", "links": "link", "artikel": "link",
    "filmpje": "video", "stories": "story", "short": "video", "shorts": "video",
}  # fmt: skip


def folded(name: str) -> str:
    """Lower case, without accents and signs, so that `Aantal_Likes` and `aantal likes` are one."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain)
    plain = re.sub(r"[^a-z0-9]+", " ", plain.lower()).strip()
    return re.sub(r"^((aantal|totaal|total|number of|num) )+", "", plain) or plain


def is_total(cell: str) -> bool:
    """Whether a cell says that its row holds sums or means of the others."""
    return cell.strip().rstrip(":").lower() in TOTALS


def network_named(cell: str) -> str | None:
    """The network a cell names in any of its ways."""
    name = folded(cell)
    return name if name in NETWORKS else NETWORK_WORDS.get(name)
