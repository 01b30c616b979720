"""Posts that a tracked query asks for, as a column expression: the same posts its Matcher gives.

A post is read as one text: its words, its title, its hashtags as #tag, whom it mentions as @name (accounts;
people stand as keys, and their names in the words). Only the columns of text are read, and the expression
stands beside the window of a question, so files outside the window are never opened.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import ibis
import ibis.expr.types as ir

from ..records import PERSON_MARK
from ..tracked import Fact, Not, Phrase, Query, parse_query
from ..tracked.query import FROM, LANGUAGE, OWN, All
from ..tracked.texts import APART, EDGE, SPACE
from .reads import READS

Tables = Mapping[str, ir.Table]

def asked_for(posts: ir.Table, asked: str, tables: Tables) -> ir.BooleanValue:
    """Whether each post answers to the query `asked`; a post of which something is unknown does not answer
    to what asks for it. `tables` may hold `accounts` and `people`, by which `from:` is found, and `labels`
    (see `pipeline.reading.labels_read`) by which the language of a post is found whose network said none.
    Raises BadQuery."""
    return expression(posts, parse_query(asked), tables)


def expression(posts: ir.Table, query: Query, tables: Tables) -> ir.BooleanValue:
    """One boolean per post, never null."""
    said = _said(posts)
    return _holds(query, posts, said, tables)


def _holds(query: Query, posts: ir.Table, said: ir.StringValue, tables: Tables) -> ir.BooleanValue:
    if isinstance(query, Phrase):
        return _phrases(said, [query.text])
    if isinstance(query, Fact):
        return _fact(posts, query, tables).fill_null(False)
    inner: Callable[[Query], ir.BooleanValue] = partial(_holds, posts=posts, said=said, tables=tables)
    if isinstance(query, Not):
        return ~inner(query.part)
    if isinstance(query, All):
        return ibis.and_(*map(inner, query.parts))
    said_so = [one.text for one in query.parts if isinstance(one, Phrase)]
    rest = [inner(one) for one in query.parts if not isinstance(one, Phrase)]
    return ibis.or_(*([_phrases(said, said_so)] if said_so else []), *rest)


def _said(posts: ir.Table) -> ir.StringValue:
    """What `tracked.spoken` and `folded` make of a post, kinds of space left as they are."""
    parts = [posts["text"].fill_null("")]
    if "title" in posts.columns:
        parts.append(posts["title"].fill_null(""))
    if "hashtags" in posts.columns:
        parts.append(_marked(posts["hashtags"], "#"))
    if "mentions" in posts.columns:
        parts.append(_marked(posts["mentions"].filter(lambda name: ~name.startswith(PERSON_MARK)), "@"))
    whole = parts[0]
    for part in parts[1:]:
        whole = whole + ibis.literal(APART) + part
    return whole.replace("İ", "i").lower().replace("ς", "σ")


def _marked(names: ir.ArrayValue, mark: str) -> ir.StringValue:
    """The names with their sign before them; most posts have none."""
    joined = ibis.literal(mark) + names.join(f" {mark}")
    return ibis.ifelse(names.length() > 0, joined, ibis.literal("")).fill_null("")


def _phrases(said: ir.StringValue, phrases: Sequence[str]) -> ir.BooleanValue:
    """Whether one of them stands there, as whole words: one pattern, however many there are. A single one is
    first looked for by its longest word, which costs little and settles most posts."""
    each = [phrase.split(" ") for phrase in phrases]
    patterns = "|".join(f"{SPACE}+".join(map(re.escape, words)) for words in each)
    found = said.re_search(rf"(?:^|{EDGE})(?:{patterns})(?:$|{EDGE})")
    return said.contains(max(each[0], key=len)) & found if len(each) == 1 else found


def _fact(posts: ir.Table, fact: Fact, tables: Tables) -> ir.BooleanValue:
    if fact.name == LANGUAGE:
        return _language(posts, fact.value, tables)
    if fact.name == FROM:
        return _own(posts, tables) if fact.value == OWN else _by(posts, fact.value.lstrip("@"), tables)
    return _under(posts, fact.value)


def _language(posts: ir.Table, code: str, tables: Tables) -> ir.BooleanValue:
    """As the network or file says; nl-BE is nl. Where it says nothing, as the labeller read it."""
    if "language_hint" not in posts.columns:
        return ibis.literal(False)
    hint = posts["language_hint"].lower().nullif("")
    told = (hint == code) | hint.startswith(f"{code}-") | hint.startswith(f"{code}_")
    if "labels" not in tables:
        return told
    read = tables["labels"]
    read = read.filter((read["reads"] == READS) & (read["label"] == code))
    found = _key(posts, "post_id").isin(read.select(key=_key(read, "subject_id"))["key"])
    return ibis.ifelse(hint.isnull(), found, told)


def _own(posts: ir.Table, tables: Tables) -> ir.BooleanValue:
    if "accounts" not in tables or "account_id" not in posts.columns:
        return ibis.literal(False)
    accounts = tables["accounts"]
    ours = accounts.filter(accounts["owner_kind"] == "own")
    return _key(posts, "account_id").isin(ours.select(key=_key(ours, "account_id"))["key"])


def _by(posts: ir.Table, name: str, tables: Tables) -> ir.BooleanValue:
    """An account by its handle or id, a person by their handle."""
    found = []
    if "accounts" in tables and "account_id" in posts.columns:
        accounts = tables["accounts"]
        same = accounts.filter(
            (accounts["handle"].lower() == name) | (accounts["account_id"].lower() == name)
        )
        found.append(_key(posts, "account_id").isin(same.select(key=_key(same, "account_id"))["key"]))
        found.append(posts["account_id"].lower() == name)
    if "people" in tables and "person_key" in posts.columns:
        people = tables["people"]
        found.append(posts["person_key"].isin(people.filter(people["handle"].lower() == name)["person_key"]))
    return ibis.or_(*(one.fill_null(False) for one in found)) if found else ibis.literal(False)


def _key(rows: ir.Table, id: str) -> ir.StringValue:
    return rows["network"] + ibis.literal("\n") + rows[id]


def _under(posts: ir.Table, address: str) -> ir.BooleanValue:
    """An answer to this post, or further down in its conversation. The address is that of the post or its
    id; posts are known by one or the other."""
    if "parent_id" not in posts.columns:
        return ibis.literal(False)
    return (posts["parent_id"] == address) | (posts["root_id"] == address)
