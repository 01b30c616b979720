"""Signs that a post asks something: places of classes of words, found for a whole column at once."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from .base import Truths
from .question_words import CLASSES
from .words import LINK, Words

Masks = npt.NDArray[np.int64]
OF_WORDS = tuple(CLASSES["en"])
OF_SIGNS = (
    "mark",
    "shout",
    "stop",
    "comma",
    "link",
    "name",
    "tagged",
    "doubled",
    "quote",
    "passed_on",
    "like_verb",
)
BITS = {name: 1 << place for place, name in enumerate(OF_WORDS + OF_SIGNS)}
GREETING_WORDS = 4  # how many words may come before a sentence begins in earnest

SIGNS = (
    "ends with ?", "? before more text", "? and !, or ??", "asking word first", "asking word and verb first",
    "asking word and subject first", "exclamation", "verb and subject first", "verb and you first",
    "any or some with a wish", "asking word in a clause", "verb and subject in a clause", "asks to be told",
    "tag at the end", "short form", "you first", "condition", "link", "passed on", "tells with a question",
    "short", "long", "word and you first", "! without ?", "any first", "wish first", "you at the end",
    "asking word and verb anywhere", "verb and you anywhere", "word and I first", "scorn", "scorn and ?",
)  # fmt: skip


@lru_cache(maxsize=8)
def _table(language: str) -> dict[str, int]:
    """Of each word the bits of its classes."""
    table: dict[str, int] = {}
    for name, members in CLASSES[language].items():
        for word in members:
            table[word] = table.get(word, 0) | BITS[name]
    return table


def _of_signs(token: str) -> int:
    """The bits of a token that follow from its signs."""
    if token == LINK:
        return BITS["link"]
    if token[0] == "@" or token.startswith("__"):
        return BITS["name"]
    if token[0] == "#":
        return BITS["tagged"]
    if token[0].isalnum():
        return BITS["passed_on"] if token == "RT" else 0
    mark, shout = "?" in token, "!" in token
    found = BITS["mark"] * mark | BITS["shout"] * shout
    found |= BITS["doubled"] * (mark and (shout or token.count("?") > 1))
    found |= BITS["stop"] * (mark or shout or "." in token or "…" in token)
    return found | BITS["comma"] * any(sign in token for sign in ",:;-(") | BITS["quote"] * ('"' in token)


def _like_a_verb(word: str) -> bool:
    return len(word) > 4 and word[0].isalpha() and word.endswith(("en", "t"))


def masks_of(words: Words, language: str) -> Masks:
    """Of each token of the column the bits of what it is."""
    of_words = words.numbered(_table(language), missing=0).astype(np.int64)
    if language == "nl":  # kopen jullie, levert u: any verb may come first
        endings = np.fromiter((_like_a_verb(word) for word in words.lower), np.bool_, len(words.lower))
        of_words |= BITS["like_verb"] * endings
    of_signs = np.fromiter(map(_of_signs, words.surface), np.int64, len(words.surface))
    return (of_words | of_signs)[words.ids]


class Places:
    """The tokens of a column with what stands before and after each within its post."""

    def __init__(self, words: Words, masks: Masks) -> None:
        self.words, self.masks = words, masks
        size = len(masks)
        self.first = np.zeros(size + 1, bool)
        self.first[words.starts[:-1]] = True
        self.first = self.first[:size]
        self.last = np.append(self.first[1:], True)[:size]
        self.begins = self._begins()

    def has(self, *names: str) -> Truths:
        bits = sum(BITS[name] for name in names)
        return (self.masks & bits) != 0

    def then(self, found: Truths) -> Truths:
        """Whether the next token of the same post is of it."""
        return np.append(found[1:], False)[: len(found)] & ~self.last

    def after(self, found: Truths) -> Truths:
        """Whether the token before it in the same post is of it."""
        return np.insert(found[:-1], 0, False)[: len(found)] & ~self.first

    def _begins(self) -> Truths:
        """Where a sentence begins, also after greetings, names and marks that come first."""
        found = self.first | self.after(self.has("stop"))
        light = self.has("filler", "name", "comma", "tagged", "quote", "stop")
        for _time in range(GREETING_WORDS):
            found = found | self.after(found & light)
        place = np.arange(len(found)) - self.words.starts[self.words.posts]
        found = found | self.after(self.has("comma") & (place <= GREETING_WORDS))
        return found

    def posts(self, found: Truths) -> Truths:
        """Posts that hold such a token."""
        return np.bincount(self.words.posts[found], minlength=self.words.size) > 0


def signs_of(words: Words, language: str) -> npt.NDArray[np.float64]:
    """A row per post, a column (0 or 1) per sign of SIGNS."""
    at = Places(words, masks_of(words, language))
    columns = {**_marks(at), **_beginnings(at), **_elsewhere(at)}
    return np.column_stack([columns[name] for name in SIGNS]).astype(np.float64)


def _marks(at: Places) -> dict[str, Truths]:
    spoken = ~at.has("mark", "shout", "stop", "comma", "link", "name", "tagged", "quote")
    counts = at.words.summed(spoken.astype(np.float64))
    place = np.arange(len(spoken))
    final = np.zeros(at.words.size, np.int64)
    np.maximum.at(final, at.words.posts[spoken], place[spoken])
    late = place >= final[at.words.posts]
    marked = at.posts(at.has("mark"))
    ends = at.posts(at.has("mark") & late)
    return {
        "ends with ?": ends,
        "? before more text": marked & ~ends,
        "? and !, or ??": at.posts(at.has("doubled")),
        "link": at.posts(at.has("link")),
        "passed on": at.posts(at.has("passed_on") & at.first),
        "short": counts <= 3,
        "long": counts >= 7,
        "you at the end": at.posts(at.has("alone") & late & spoken) & (counts >= 2),
        "! without ?": at.posts(at.has("shout")) & ~marked,
        "tag at the end": at.posts(at.has("tag") & late & spoken) & (counts >= 3),
    }


def _beginnings(at: Places) -> dict[str, Truths]:
    asks, verb, subject, you = at.has("asks"), at.has("verb"), at.has("subject"), at.has("you")
    first = at.begins & asks & ~(at.has("than") & at.then(subject))  # "when we came" tells
    exclaims = first & at.then(at.has("exclaims"))
    clear = at.has("strong") & ~at.last & ~at.then(at.has("negates", "stop"))
    other = at.has("like_verb") & ~at.has("than") & at.then(you)
    turned = at.begins & ((verb & at.then(subject | at.has("name"))) | clear | other)
    return {
        "asking word first": at.posts(first & ~exclaims),
        "asking word and verb first": at.posts(first & (at.then(verb) | at.has("asks_is"))),
        "asking word and subject first": at.posts(first & at.then(subject) & ~exclaims),
        "exclamation": at.posts(exclaims),
        "verb and subject first": at.posts(turned),
        "verb and you first": at.posts(turned & at.then(you)),
        "you first": at.posts(at.begins & you),
        "word and you first": at.posts(at.begins & ~at.has("than", "asks", "verb") & at.then(you)),
        "word and I first": at.posts(
            at.begins & ~at.has("than", "asks", "verb", "filler") & at.then(at.has("self"))
        ),
        "wish first": at.posts(at.begins & at.has("wish")),
        "any first": at.posts(at.begins & at.has("any")),
        "tells with a question": at.posts(at.begins & at.has("told") & at.then(you)),
        "condition": at.posts(at.begins & at.has("than")),
    }


def _elsewhere(at: Places) -> dict[str, Truths]:
    clause = at.after(at.has("comma", "joins")) | at.begins
    asks, verb, subject = at.has("asks"), at.has("verb"), at.has("subject")
    near: Callable[[Truths], Truths] = lambda found: at.then(found | at.then(found | at.then(found)))  # noqa: E731
    scorn, marked = at.posts(at.has("scorn")), at.posts(at.has("mark"))
    wish = at.has("any", "some") & (near(at.has("wants", "asked")) | at.after(at.has("wants", "verb")))
    return {
        "any or some with a wish": at.posts(wish),
        "asking word in a clause": at.posts(clause & ~at.begins & asks),
        "verb and subject in a clause": at.posts(clause & ~at.begins & verb & at.then(subject)),
        "asking word and verb anywhere": at.posts(asks & at.then(verb)),
        "verb and you anywhere": at.posts(verb & at.then(at.has("you"))),
        "scorn": scorn & ~marked,
        "scorn and ?": scorn & marked,
        "asks to be told": at.posts(at.has("asked") | (at.has("begs") & (near(asks) | at.after(verb)))),
        "short form": at.posts(
            at.has("short") | (asks & at.then(at.has("ends_in") & (at.last | at.then(at.has("stop")))))
        ),
    }
