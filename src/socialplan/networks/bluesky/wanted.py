"""Which records of the firehose are wanted: posts with certain words, and what is about certain accounts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .content import mentioned, quoted
from .frames import Change

POST, LIKE, REPOST, FOLLOW = (
    "app.bsky.feed.post", "app.bsky.feed.like", "app.bsky.feed.repost", "app.bsky.graph.follow"
)  # fmt: skip
COLLECTIONS = frozenset((POST, LIKE, REPOST, FOLLOW))


@dataclass(frozen=True)
class Wanted:
    """`words` is a pattern; `people` are ids of accounts. With neither, everything is wanted."""

    words: re.Pattern[str] | None = None
    people: frozenset[str] = frozenset()

    def has(self, change: Change) -> bool:
        """A post that is taken away is always told: what it said is no longer known."""
        if change.action == "delete":
            return change.collection == POST
        if self.words is None and not self.people:
            return True
        if change.collection == POST:
            return self._of_post(change)
        subject = change.record.get("subject")
        uri = subject.get("uri") if isinstance(subject, dict) else subject
        return owner(uri) in self.people

    def _of_post(self, change: Change) -> bool:
        record = change.record
        if self.words is not None and self.words.search(str(record.get("text") or "")):
            return True
        return not self.people.isdisjoint((change.did, *_about(record)))


def _about(record: Mapping[str, Any]) -> list[str]:
    reply = record.get("reply") or {}
    above = [owner((reply.get(name) or {}).get("uri")) for name in ("parent", "root")]
    return [*above, owner(quoted(record)), *(did for did, _ in mentioned(record))]


def owner(uri: Any) -> str:
    """The account of a record's address, or of an account's own id."""
    return str(uri or "").removeprefix("at://").partition("/")[0]


def parts_of(asked: str) -> tuple[list[str], list[str]]:
    """(phrases, handles) of what is asked: parted by commas or lines, a handle begins with @."""
    parts = [one.strip() for one in re.split(r"[,\n]", asked)]
    handles = [one[1:].lower() for one in parts if one.startswith("@") and len(one) > 1]
    return [one.strip('"') for one in parts if one.strip('"') and not one.startswith("@")], handles


def pattern_of(phrases: list[str]) -> re.Pattern[str] | None:
    """Whole words, in any case, whatever space stands between them."""
    if not phrases:
        return None
    each = (r"\s+".join(re.escape(word) for word in phrase.split()) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)", re.IGNORECASE)
