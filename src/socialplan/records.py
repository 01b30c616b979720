"""The vocabulary: every table of observations, its columns, natural key and time column.

Times are naive timestamps in UTC. `precision` says how much of a time is known: "second", "minute" or
"day". A day stays that day in every zone: it is stored as midnight and never shifted.
People stand as `person_key` (it starts with PERSON_MARK); accounts as `account_id`. A column that may hold
either (actor_key, target_key, mentions) is told apart by that mark.
"""

from dataclasses import dataclass

import pyarrow as pa

from .figures import DIMS as DIMS
from .figures import ENGAGEMENT as ENGAGEMENT
from .figures import METRICS as METRICS
from .figures import RESULTS as RESULTS

PERSON_MARK = "~"

ROLES = ("post", "reply", "quote", "repost", "review", "message")
KINDS = ("text", "link", "photo", "video", "carousel", "story", "event", "other")
INTERACTION_KINDS = ("like", "repost", "quote", "reply", "mention", "follow", "click")
OWNER_KINDS = ("own", "competitor", "other")
SUBJECTS = ("post", "account", "ad", "campaign", "business", "site")
PRECISIONS = ("second", "minute", "day")
COVERAGE_STATES = ("complete", "gap", "not offered")

text = pa.string()
integer = pa.int64()
number = pa.float64()
time = pa.timestamp("us")
texts = pa.list_(pa.string())


@dataclass(frozen=True)
class Table:
    """One table: its own columns (the common ones come first), natural key, time column, person columns."""

    name: str
    key: tuple[str, ...]
    columns: dict[str, pa.DataType]
    time: str | None = None
    people: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()  # free text in which an erased person's handle is masked

    @property
    def schema(self) -> pa.Schema:
        return pa.schema([*COMMON.items(), *self.columns.items()])


# `batch` is the number of the batch that brought the row, `line` its line in the file it came from.
COMMON: dict[str, pa.DataType] = {"workspace": integer, "network": text, "batch": integer, "line": integer}

POSTS = Table(
    "posts",
    ("network", "post_id"),
    {
        "post_id": text, "url": text,
        "account_id": text,  # who wrote it, when an account
        "about_account": text,  # whom it is about or addressed to
        "person_key": text,  # who wrote it, when a person
        "created_at": time, "precision": text, "text": text, "language_hint": text,
        "role": text, "kind": text, "native_kind": text, "parent_id": text, "root_id": text,
        "turn": integer,  # place within a conversation (root_id) where the data give no reply links
        "title": text, "hashtags": texts, "mentions": texts,
        "links": pa.list_(pa.struct({"url": text, "domain": text, "utm": text})),
        "media": pa.list_(pa.struct({"kind": text, "alt": text})),
        "edited_at": time, "deleted_at": time,
        "extra": text,  # a JSON object of the columns nobody mapped
    },
    time="created_at", people=("person_key", "mentions"), texts=("text", "title", "extra", "url"),
)  # fmt: skip
ACCOUNTS = Table(
    "accounts",
    ("network", "account_id"),
    {"account_id": text, "handle": text, "brand": text, "owner_kind": text, "url": text},
)
INTERACTIONS = Table(
    "interactions",
    ("network", "interaction_id"),
    {
        "interaction_id": text, "kind": text, "actor_key": text, "target_key": text, "post_id": text,
        "occurred_at": time, "precision": text,
    },
    time="occurred_at", people=("actor_key", "target_key"),
)  # fmt: skip
METRIC_ROWS = Table(
    "metrics",
    ("network", "subject", "subject_id", "name", "native_name", "period_start", "period_end", "taken_at"),
    {
        "subject": text, "subject_id": text, "name": text, "native_name": text, "value": number,
        "aggregation": text,  # total or delta
        "period_start": time, "period_end": time, "taken_at": time,
    },
)  # fmt: skip
PEOPLE = Table(
    "people",
    ("person_key",),
    {
        "person_key": text, "network_id": text, "handle": text, "display_name": text, "followers": integer,
        "following": integer, "bio": text, "as_of": time,
    },
    people=("person_key",),
)  # fmt: skip
VISITS = Table(
    "visits",
    ("network", "visit_id"),
    {
        "visit_id": text, "started_at": time, "precision": text, "channel": text, "source": text,
        "medium": text, "campaign": text, "content": text, "landing": text, "pages": integer,
        "seconds": number, "goals": integer, "revenue": pa.decimal128(18, 4), "currency": text,
    },
    time="started_at",
)  # fmt: skip
CONVERSIONS = Table(
    "conversions",
    ("network", "conversion_id"),
    {
        "conversion_id": text, "visit_id": text, "person_key": text, "kind": text, "occurred_at": time,
        "precision": text, "value": pa.decimal128(18, 4), "currency": text,
    },
    time="occurred_at", people=("person_key",),
)  # fmt: skip
EFFORTS = Table(
    "efforts",
    ("network", "effort_id"),
    {
        "effort_id": text, "kind": text, "campaign": text, "period_start": time, "period_end": time,
        "precision": text, "amount": pa.decimal128(18, 4), "currency": text, "impressions": integer,
        "clicks": integer, "conversions_total": number, "conversions_approved": number,
        "result": text,  # which of these figures is the result, one of RESULTS
        "dims": pa.list_(pa.struct({"name": text, "value": text})),  # names are DIMS
    },
    time="period_start",
)  # fmt: skip
EVENTS = Table(
    "events",
    ("network", "event_id"),
    {
        "event_id": text, "name": text, "kind": text, "account_id": text, "starts_at": time,
        "ends_at": time, "precision": text, "place": text, "source": text,
    },
    time="starts_at", texts=("name",),
)  # fmt: skip
FACTS = Table(
    "facts",
    ("series", "period"),
    {
        "series": text, "period": text, "value": number, "unit": text, "publisher": text,
        "published_at": time, "url": text,
    },
)  # fmt: skip
LABELS = Table(
    "labels",
    ("network", "subject_id", "labeller"),
    {
        "subject_id": text,  # the post
        "labeller": text,  # name@version of a model, name@person for a correction by a person
        "language": text, "label": text, "score": number, "confidence": number,
        "evidence": texts,  # words of the post
    },
)  # fmt: skip
COVERAGE = Table(
    "coverage",
    ("network", "source", "stream", "account_id", "from_at"),
    {
        "source": text, "stream": text, "account_id": text, "from_at": time, "to_at": time, "state": text,
        "why": text,
    },
    time="from_at",
)  # fmt: skip

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        ACCOUNTS,
        POSTS,
        INTERACTIONS,
        METRIC_ROWS,
        PEOPLE,
        VISITS,
        CONVERSIONS,
        EFFORTS,
        EVENTS,
        FACTS,
        LABELS,
        COVERAGE,
    )
}
