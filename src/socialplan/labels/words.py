"""Words of a column of posts, found for the whole column at once.

A token is a word (letters, digits, inner hyphens and apostrophes: e-mail, don't, foto's), a name with its
mark (@shop, #sale), a run of other signs (?!, :-), an emoji), or LINK for an address. HTML entities of the
networks are undone. Kept as numbers into a list of different tokens: a word is looked up once per column.
"""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import csr_array

from .base import as_strings

LINK = "\ue001"  # stands for an address, from the private use area
INSIDE = (("'", "\ue002"), ("-", "\ue003"))  # signs that join letters, and what stands for them meanwhile
ENTITIES = (("&amp;", "&"), ("&gt;", ">"), ("&lt;", "<"), ("&quot;", '"'), ("&#39;", "'"), ("’", "'"))
ADDRESS = r"(?:https?://|www\.)[^\s]+"
CLIPPED = r"(^|[\s\pZ])'([tnskmr](?:[\s\pZ]|$))"  # Dutch 't, 'n, 's
SIGNS = "([^\\pL\\pM\\pN\\s\\pZ@#_\ue001\ue002\ue003]+)"

Ids = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Words:
    """Tokens of `size` posts: token t is surface[ids[t]] and stands in post posts[t].

    Those of post p are starts[p] to starts[p + 1].
    """

    size: int
    surface: list[str]  # the different tokens as written
    ids: Ids
    starts: npt.NDArray[np.int64]

    @cached_property
    def lower(self) -> list[str]:
        """The different tokens in small letters."""
        return [word.lower() for word in self.surface]

    @cached_property
    def posts(self) -> npt.NDArray[np.int64]:
        """Of each token the post it stands in."""
        return np.repeat(np.arange(self.size), np.diff(self.starts))

    def numbered(self, table: Mapping[str, int], missing: int = -1) -> Ids:
        """Of each different token (in small letters) its number in a table."""
        return np.fromiter((table.get(word, missing) for word in self.lower), np.int32, len(self.lower))

    def judged(self, judge: Callable[[str], float]) -> npt.NDArray[np.float64]:
        """Of each different token (as written) what a function says of it."""
        return np.fromiter(map(judge, self.surface), np.float64, len(self.surface))

    def summed(self, per_token: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Of each post the sum over its tokens."""
        return np.bincount(self.posts, weights=per_token, minlength=self.size).astype(np.float64)

    def totals(self, rows: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
        """Of each post the sum of the rows of its tokens; a row per different token."""
        ones = np.ones(len(self.ids), np.float64)
        counted = csr_array((ones, self.ids, self.starts), shape=(self.size, len(self.surface)))
        return np.asarray(counted @ rows.astype(np.float64))

    def telling(self, weights: npt.NDArray[np.floating], most: int = 3) -> pa.Array:
        """Of each post the tokens with the largest weights (above 0, one per token), in small letters."""
        kept = np.flatnonzero(weights > 0)
        kept = kept[np.lexsort((-weights[kept], self.posts[kept]))]
        posts = self.posts[kept]
        first = np.searchsorted(posts, posts)
        kept = kept[np.arange(len(kept)) - first < most]
        ends = np.concatenate(([0], np.cumsum(np.bincount(self.posts[kept], minlength=self.size))))
        forms = pc.utf8_slice_codeunits(pa.array(self.lower, pa.string()), 0, SHOWN)
        words = forms.take(pa.array(self.ids[kept]))
        return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), words)


SHOWN = 60  # letters of a word in the evidence
KEPT = 6  # columns whose words are kept: several labellers read the same posts one after the other
LARGEST_KEPT = 20_000  # posts
_kept: deque[tuple[pa.Array, Words]] = deque(maxlen=KEPT)


def words_of(texts: pa.Array) -> Words:
    """The tokens of every text; null is a text without words. Nobody may change what comes back."""
    texts = as_strings(texts)
    for known, words in tuple(_kept):
        if len(known) == len(texts) and known.equals(texts):
            return words
    words = _words_of(texts)
    if len(texts) <= LARGEST_KEPT:
        _kept.append((texts, words))
    return words


def _words_of(texts: pa.Array) -> Words:
    lists = pc.utf8_split_whitespace(parted(texts))
    flat = pc.list_flatten(lists)
    full = pc.not_equal(flat, "")
    owner = pc.list_parent_indices(lists).filter(full)
    coded = flat.filter(full).dictionary_encode()
    counts = np.bincount(owner.to_numpy(), minlength=len(lists)) if len(owner) else np.zeros(len(lists), int)
    starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    return Words(len(lists), coded.dictionary.to_pylist(), coded.indices.to_numpy(), starts)


def parted(texts: pa.Array) -> pa.Array:
    """The texts with white space between all tokens."""
    found = pc.fill_null(texts, "")
    found = pc.replace_substring_regex(found, ADDRESS, f" {LINK} ")
    for entity, sign in ENTITIES:
        found = pc.replace_substring(found, entity, sign)
    for sign, stand_in in INSIDE:
        found = pc.replace_substring_regex(found, rf"(\pL){sign}(\pL)", rf"\1{stand_in}\2")
    found = pc.replace_substring_regex(found, CLIPPED, rf"\1{INSIDE[0][1]}\2")
    found = pc.replace_substring_regex(found, SIGNS, r" \1 ")
    for sign, stand_in in INSIDE:
        found = pc.replace_substring(found, stand_in, sign)
    return found
