"""What finds erased people in words that are kept outside the store: asked before they are erased."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from socialplan.store import Store
from socialplan.store.erasure import traces
from socialplan.store.masking import FIXED, MASK

# Values under these names are codes of the product, never a person's words.
CODES = (FIXED - {"name", "native_name", "label"}) | {
    "analysis", "version", "measure", "op", "side", "role", "code", "account", "snapshot", "trigger", "zone",
    "verdict", "by", "finding_id", "page", "room", "outcome", "weekday", "day", "week", "hour", "raw",
    "sha256",
}  # fmt: skip
POSTS = frozenset({"post_id", "largest_message_post"})


@dataclass(frozen=True)
class Traces:
    """People as a pattern (None without a name), and the ids of the posts they wrote."""

    pattern: re.Pattern[str] | None
    posts: frozenset[str]

    def __bool__(self) -> bool:
        return self.pattern is not None or bool(self.posts)

    def masked(self, value: Any, name: str = "") -> Any:
        """The value with these people taken out: texts, and what is nested in lists and mappings."""
        if isinstance(value, str):
            return self._text(value, name)
        if isinstance(value, Mapping):
            return {key: self.masked(one, str(key)) for key, one in value.items()}
        if isinstance(value, list | tuple):
            return [self.masked(one, name) for one in value]
        return value

    def _text(self, text: str, name: str) -> str | None:
        if name in POSTS:
            return None if text in self.posts else text
        if name in CODES or self.pattern is None:
            return text
        return self.pattern.sub(MASK, text)

    def within(self, values: Iterable[Any]) -> bool:
        """Whether one of the values holds a trace."""
        return any(self.masked(value) != value for value in values)


def traces_of(store: Store, workspace: int, person_keys: Sequence[str]) -> Traces:
    found, posts = traces(store, store.snapshot(workspace), person_keys)
    return Traces(re.compile(found) if found else None, posts)
