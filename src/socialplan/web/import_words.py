"""Our fields in words, and what is wrong inside a file: the floors below name both by a code."""

from django.utils.translation import gettext_lazy as _

FIELDS = {
    "created_at": _("time"), "text": _("text"), "account_id": _("account that wrote it"),
    "about_account": _("account it is about"), "person": _("person who wrote it"),
    "post_id": _("id of the post"),
    "parent_id": _("reply to (id)"), "kind": _("kind"), "native_kind": _("kind as the network calls it"),
    "title": _("title"), "url": _("address"), "hashtags": _("hashtags"), "reactions": _("reactions"),
    "comments": _("comments"), "shares": _("shares"), "saves": _("saves"), "reach": _("reach"),
    "impressions": _("impressions"), "clicks": _("clicks"), "video_views": _("video views"),
    "follows": _("new followers"), "role": _("role"), "subject_id": _("what the figure is about"),
    "interaction_id": _("id"), "actor": _("person who did it"), "target": _("whom it is about"),
    "occurred_at": _("time"), "handle": _("name on the network"), "display_name": _("name"),
    "root_id": _("conversation"), "turn": _("turn in the conversation"), "label": _("label"),
    "labeller": _("who labelled"), "links": _("links"), "mentions": _("mentions"), "name": _("name"),
    "series": _("series"), "period": _("period"), "value": _("value"), "unit": _("unit"),
    "publisher": _("publisher"), "published_at": _("published on"), "period_start": _("first day"),
    "period_end": _("last day"), "subject": _("kind of figure"), "visits": _("visits"), "place": _("place"),
    "conversions": _("conversions"), "revenue": _("revenue"), "source": _("source"),
    "edited_at": _("changed at"), "language_hint": _("language"), "profile_visits": _("profile visits"),
    "event_id": _("id"),
    "starts_at": _("start"), "ends_at": _("end"), "likes": _("likes"), "followers": _("followers"),
}  # fmt: skip
CAUSES = {
    "it is no ordinary file": _("it is no ordinary file"), "no permission": _("no permission"),
    "Permission denied": _("no permission"),
    "its name says .xlsx, but there is no spreadsheet in it": _(
        "its name says .xlsx, but there is no spreadsheet in it"
    ),
    "it is no readable UTF-8 text": _("it is no readable UTF-8 text"),
    "it is nested too deeply": _("it is nested too deeply"),
    "there is text behind a closing quote": _("there is text behind a closing quote"),
    "a carriage return stands inside it, without quotes": _(
        "a carriage return stands inside it, without quotes"
    ),
    "it holds half a character": _("it holds half a character"),
    "a block has no length": _("a part of it has no length"),
    "a block is too long or too short": _("a part of it is too long or too short"),
    "the file ends in the middle of a block": _("the file ends too early"),
    "it has no periods": _("it has no periods"),
    "a calendar is at most 4 MB": _("a calendar is at most 4 MB"),
    "no list of posts in it": _("there is no list of posts in it"),
    "a web page (HTML)": _("a web page (HTML)"), "doubly packed gzip": _("doubly packed gzip"),
    "a PDF": _("a PDF"), "a picture": _("a picture"), "a Parquet file": _("a Parquet file"),
    "a database": _("a database"),
}  # fmt: skip


def target_words(key: str) -> str:
    """One of our fields."""
    text = str(FIELDS.get(key, key.replace("_", " ")))
    return text[:1].upper() + text[1:]


def field_words(name: str) -> str:
    """A field with its table, as a reading names it: "posts.created_at"."""
    return target_words(name.rpartition(".")[2])


def cause_words(name: str, value: str) -> str:
    """A value of a refusal: a field by its word, a known cause in the reader's language, else as it is."""
    if name == "field":
        return field_words(value).lower()
    return str(CAUSES.get(value, value)) if name in ("why", "kind") else value
