"""Events as a firehose gives them, made by dice: JSON lines shaped like Jetstream's, always the same."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import orjson

# Shares of what happens, in the order of what is common there: a reaction is far more common than a post.
KINDS = {"like": 55, "post": 20, "follow": 12, "repost": 10, "delete": 3}
COLLECTIONS = {
    "like": "app.bsky.feed.like", "post": "app.bsky.feed.post", "repost": "app.bsky.feed.repost",
    "follow": "app.bsky.graph.follow", "delete": "app.bsky.feed.post",
}  # fmt: skip
SYLLABLES = tuple(a + b for a in "bdfghklmnprstvw" for b in ("a", "e", "i", "o", "u", "aa", "ee", "oo"))
BEGIN = datetime(2026, 11, 1, tzinfo=UTC)


class Words:
    """A language of its own: 40,000 words, common ones far more often than rare ones."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        every = {"".join(dice.choices(SYLLABLES, k=dice.randint(1, 4))) for _ in range(60_000)}
        self.known = sorted(every)[:40_000]
        dice.shuffle(self.known)
        often = [1 / (place + 1) for place in range(len(self.known))]
        self.drawn = dice.choices(self.known, often, k=200_000)

    def text(self) -> str:
        begin = self.dice.randrange(len(self.drawn) - 40)
        return " ".join(self.drawn[begin : begin + self.dice.randint(4, 36)])

    def phrases(self, count: int) -> list[str]:
        """Of one or two words, of the rarer ones, as names of brands and products are."""
        rare = self.known[1_000:]
        return [" ".join(self.dice.sample(rare, self.dice.choice((1, 1, 2)))) for _ in range(count)]


def events(count: int, words: Words, *, only: str = "") -> Iterator[bytes]:
    dice = random.Random(count)
    kinds = [only] * count if only else dice.choices(list(KINDS), list(KINDS.values()), k=count)
    for number, kind in enumerate(kinds):
        yield orjson.dumps(_event(number, kind, dice, words))


def _event(number: int, kind: str, dice: random.Random, words: Words) -> dict[str, object]:
    at = BEGIN + timedelta(milliseconds=2 * number)
    commit: dict[str, object] = {
        "rev": _key(dice), "operation": "delete" if kind == "delete" else "create",
        "collection": COLLECTIONS[kind], "rkey": _key(dice),
    }  # fmt: skip
    if kind != "delete":
        commit |= {"record": _record(kind, at, dice, words), "cid": f"bafyrei{dice.getrandbits(256):052x}"}
    return {"did": _did(dice), "time_us": int(at.timestamp() * 1e6), "kind": "commit", "commit": commit}


def _record(kind: str, at: datetime, dice: random.Random, words: Words) -> dict[str, object]:
    head = {"$type": COLLECTIONS[kind], "createdAt": at.isoformat(timespec="milliseconds")}
    if kind == "follow":
        return {**head, "subject": _did(dice)}
    post = {"cid": f"bafyrei{dice.getrandbits(256):052x}", "uri": f"at://{_did(dice)}/app.bsky.feed.post/{_key(dice)}"}
    if kind != "post":
        return {**head, "subject": post}
    reply = {"reply": {"parent": post, "root": post}} if dice.random() < 0.4 else {}
    return {**head, "langs": ["nl"], "text": words.text(), **reply}


def _did(dice: random.Random) -> str:
    return f"did:plc:{dice.getrandbits(110):024x}"


def _key(dice: random.Random) -> str:
    return f"3l{dice.getrandbits(52):011x}"
