"""Which fields a mapping may fill per table, and what kind of value each one is."""

from collections.abc import Mapping

from ...records import INTERACTION_KINDS, KINDS, OWNER_KINDS, RESULTS, ROLES, SUBJECTS

TEXT, PLAIN, INTEGER, NUMBER, MONEY, TIME, LIST, LINKS, HANDLE, HANDLES, ACCOUNT = (
    "text", "plain", "integer", "number", "money", "time", "list", "links", "handle", "handles", "account",
)  # fmt: skip

# `text` is trimmed; `plain` is kept to the letter; `handle` is a person or account by name.
POSTS = {
    "post_id": TEXT, "url": TEXT, "account_id": ACCOUNT, "about_account": ACCOUNT, "person": HANDLE,
    "created_at": TIME, "text": PLAIN, "language_hint": TEXT, "role": TEXT, "kind": TEXT, "native_kind": TEXT,
    "parent_id": TEXT, "parent_of": LIST, "root_id": TEXT, "turn": INTEGER, "title": PLAIN, "hashtags": LIST,
    "mentions": HANDLES, "links": LINKS, "edited_at": TIME, "deleted_at": TIME,
}  # fmt: skip
FIELDS: Mapping[str, Mapping[str, str]] = {
    "posts": POSTS,
    "accounts": {"account_id": ACCOUNT, "handle": TEXT, "brand": TEXT, "owner_kind": TEXT, "url": TEXT},
    "people": {
        "handle": HANDLE, "network_id": TEXT, "display_name": PLAIN, "followers": INTEGER,
        "following": INTEGER, "bio": PLAIN, "as_of": TIME,
    },
    "interactions": {
        "interaction_id": TEXT, "kind": TEXT, "actor": HANDLE, "target": HANDLE, "post_id": TEXT,
        "occurred_at": TIME,
    },
    "metrics": {
        "subject": TEXT, "subject_id": TEXT, "native_name": TEXT, "aggregation": TEXT, "period_start": TIME,
        "period_end": TIME, "taken_at": TIME,
    },
    "events": {
        "event_id": TEXT, "name": PLAIN, "kind": TEXT, "account_id": ACCOUNT, "starts_at": TIME,
        "ends_at": TIME, "place": TEXT, "source": TEXT,
    },
    "labels": {
        "subject_id": TEXT, "labeller": TEXT, "language": TEXT, "label": TEXT, "score": NUMBER,
        "confidence": NUMBER, "evidence": LIST,
    },
    "visits": {
        "visit_id": TEXT, "started_at": TIME, "channel": TEXT, "source": TEXT, "medium": TEXT,
        "campaign": TEXT, "content": TEXT, "landing": TEXT, "pages": INTEGER, "seconds": NUMBER,
        "goals": INTEGER, "revenue": MONEY, "currency": TEXT,
    },
    "conversions": {
        "conversion_id": TEXT, "visit_id": TEXT, "person": HANDLE, "kind": TEXT, "occurred_at": TIME,
        "value": MONEY, "currency": TEXT,
    },
    "efforts": {
        "effort_id": TEXT, "kind": TEXT, "campaign": TEXT, "period_start": TIME, "period_end": TIME,
        "amount": MONEY, "currency": TEXT, "impressions": INTEGER, "clicks": INTEGER,
        "conversions_total": NUMBER, "conversions_approved": NUMBER, "result": TEXT,
    },
    "facts": {
        "series": TEXT, "period": TEXT, "value": NUMBER, "unit": TEXT, "publisher": TEXT,
        "published_at": TIME, "url": TEXT,
    },
}  # fmt: skip
# A mapped handle lands in the column that holds a person's key.
COLUMN_OF = {"person": "person_key", "actor": "actor_key", "target": "target_key"}
# The field that identifies a row; made from the whole row where the file has none.
ID_OF = {
    "posts": "post_id", "interactions": "interaction_id", "events": "event_id", "visits": "visit_id",
    "conversions": "conversion_id", "efforts": "effort_id",
}  # fmt: skip
REQUIRED = {
    "accounts": ("account_id",), "interactions": ("kind",), "labels": ("label", "labeller"),
    "facts": ("series", "period", "value"), "events": ("name",),
}  # fmt: skip
WORDS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("posts", "role"): ROLES, ("posts", "kind"): KINDS, ("interactions", "kind"): INTERACTION_KINDS,
    ("metrics", "subject"): SUBJECTS, ("metrics", "aggregation"): ("total", "delta"),
    ("accounts", "owner_kind"): OWNER_KINDS,
    ("events", "kind"): ("campaign", "offline", "holiday", "incident"),
    ("efforts", "kind"): ("hours", "money", "ad"), ("efforts", "result"): RESULTS,
}  # fmt: skip
# Readings that are done by themselves and can be switched off with `false`.
AUTOMATIC = frozenset({"hashtags", "mentions", "links", "extra"})
