"""Which records of the firehose are wanted: posts with certain words, and what is about certain accounts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from socialplan.tracked import Matcher, parse_query

from .content import answered, mentioned, quoted
from .frames import Change

POST, LIKE, REPOST, FOLLOW = (
    "app.bsky.feed.post", "app.bsky.feed.like", "app.bsky.feed.repost", "app.bsky.graph.follow"
)  # fmt: skip
ACCOUNT = re.compile(r"(?:^|(?<=[,\n]))\s*@([\w.:-]+)\s*(?=$|[,\n])")
POSTS = f"{POST}/"
COLLECTIONS = frozenset((POST, LIKE, REPOST, FOLLOW))


@dataclass(frozen=True)
class Wanted:
    """`words` are queries; `people` are ids of accounts. With neither, everything is wanted."""

    words: Matcher | None = None
    people: frozenset[str] = frozenset()

    def has(self, change: Change) -> bool:
        """A post that is taken away is always told: what it said is no longer known."""
        is_post = change.path.startswith(POSTS)
        if change.action == "delete":
            return is_post
        if self.words is None and not self.people:
            return True
        if is_post:
            return self._of_post(change)
        return bool(self.people) and target(change.record) in self.people

    def _of_post(self, change: Change) -> bool:
        record = change.record
        if self.words is not None and self.words.answers(str(record.get("text") or "")):
            return True
        return change.did in self.people or (bool(self.people) and not self.people.isdisjoint(_about(record)))


def _about(record: Mapping[str, Any]) -> list[str]:
    """Whom it answers, quotes and names."""
    found = [owner(answered(record, name)) for name in ("parent", "root")] if "reply" in record else []
    if "embed" in record:
        found.append(owner(quoted(record)))
    return [*found, *(did for did, _ in mentioned(record))] if "facets" in record else found


def target(record: Mapping[str, Any]) -> str:
    """The account that a reaction or a follow is about."""
    subject = record.get("subject")
    return owner(subject.get("uri") if isinstance(subject, dict) else subject)


def owner(uri: Any) -> str:
    """The account of a record's address, or of an account's own id."""
    text = uri if isinstance(uri, str) else ""
    return text[5:].split("/", 1)[0] if text.startswith("at://") else text


def handles_of(asked: str) -> list[str]:
    """The accounts among what is asked: each stands alone between commas or lines, after an @."""
    return [one.lower() for one in ACCOUNT.findall(asked)]


def matcher_of(asked: str) -> Matcher | None:
    """Of the rest of what is asked, None where that is nothing. Raises BadQuery."""
    rest = ACCOUNT.sub(",", asked)
    return Matcher({rest: parse_query(rest)}) if rest.strip(" ,\n") else None
