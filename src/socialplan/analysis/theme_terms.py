"""Terms in posts: words, hashtags, link domains and two-word terms, as column expressions."""

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from .stopwords import AUTOMATIC_TITLE, STOP_WORDS

SAME_TITLE = 5  # a title that stands with this many posts is a template, not something that was said
WORD, HASHTAG, DOMAIN, PAIR = "word", "hashtag", "domain", "two words"
# One pass over a text. Addresses, mentions, hashtags and the marks that end a clause are tokens too: they
# are no words, so no pair crosses them. An apostrophe only separates.
TOKEN = r"(?:https?://|www\.)\S+|[@#][\p{L}\p{N}_]+|[\p{L}\p{N}]+|[.!?:;,()\[\]\"“”\n\r|–—…]+"


@ibis.udf.scalar.builtin
def regexp_extract_all(text: str, pattern: str, group: int) -> dt.Array(dt.string):  # type: ignore[valid-type]
    """DuckDB's and Spark's own function: every match of the pattern, in order."""


def terms(posts: ir.Table, keep: tuple[str, ...]) -> ir.Table:
    """One row per post and place of a term: the columns `keep`, `type` and `theme`.

    Read are the text and the title; automatic titles are not. Left out: addresses, mentions, numbers, stop
    words. A post that says a word twice has two rows.
    """
    tagged = posts.select(*keep, tag=posts["hashtags"].unnest())
    linked = posts.select(*keep, link=posts["links"].map(lambda link: link.domain).unnest())
    tokens = _tokens(posts, keep)
    first = tokens.filter(_is_word(tokens["one"]))
    pairs = first.filter(_is_word(first["next"]))
    return ibis.union(
        first.select(*keep, type=ibis.literal(WORD), theme=first["one"]),
        pairs.select(*keep, type=ibis.literal(PAIR), theme=pairs["one"] + ibis.literal(" ") + pairs["next"]),
        _named(tagged, keep, HASHTAG, tagged["tag"].lower()),
        _named(linked, keep, DOMAIN, linked["link"].lower().re_replace(r"^www\.", "")),
    )


def _named(rows: ir.Table, keep: tuple[str, ...], kind: str, theme: ir.StringColumn) -> ir.Table:
    return rows.filter(theme.length() > 1).select(*keep, type=ibis.literal(kind), theme=theme)


def _tokens(posts: ir.Table, keep: tuple[str, ...]) -> ir.Table:
    """Every token with the one after it."""
    title = posts["title"]
    same = posts.count().over(ibis.window(group_by="title"))
    unsaid = title.isnull() | (same >= SAME_TITLE) | title.lower().re_search(AUTOMATIC_TITLE)
    said = ibis.cases((unsaid, ibis.literal("")), else_=ibis.literal(" | ") + title)
    text = posts["text"].fill_null("") + said + ibis.literal(" |")  # a last token, so that each has a next
    split = posts.select(*keep, tokens=regexp_extract_all(text.lower(), ibis.literal(TOKEN), ibis.literal(0)))
    placed = split.select(*keep, "tokens", at=ibis.range(0, split["tokens"].length() - 1).unnest())
    return placed.select(*keep, one=placed["tokens"][placed["at"]], next=placed["tokens"][placed["at"] + 1])


def _is_word(token: ir.StringColumn) -> ir.BooleanValue:
    """Letters, or letters and digits, and no stop word."""
    letters = (token > "9") & token.re_search(r"^[\p{L}\p{N}]+$") & token.re_search(r"\p{L}")
    return (token.length() > 1) & ~token.isin(sorted(STOP_WORDS)) & letters
