"""Compiles readings to lists: split cells, everything a pattern finds, and hashtags, mentions and links."""

from dataclasses import replace

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from ...records import POSTS
from .columns import SPACE, clean, extract_all, group_of, matches, search, trim
from .grammar import Reading
from .sheets import Sheet
from .texts import condition, plain, whole_number

# Letters with the marks that belong to them (accents, vowel signs), digits and _; a sign that only turns the
# one before it into a picture (of #summer1 and a keycap, say) is no part of a word.
HASHTAG = r"#((?:\p{L}[^\P{M}\x{20d0}-\x{20ff}\x{fe00}-\x{fe0f}]*|[\p{N}_])+)"
# A handle starts after something that is no word, so that an address is no mention; a dot before it only
# shows a reply to everybody (.@shop). Names may hold dots and a server on networks that have them; on Twitter
# a dot ends the name.
MENTION = r"(?:^|[^\p{L}\p{N}_@/])@(\w+(?:[.-]\w+)*(?:@\w+(?:[.-]\w+)+)?)"
MENTION_PLAIN = r"(?:^|[^\p{L}\p{N}_@/])@(\w+)"
PLAIN_NETWORKS = ("twitter", "x")
# The last sign is none that ends a sentence or a bracket rather than an address.
LINK = r"[hH][tT][tT][pP][sS]?://[^\s<>\"\x{201c}\x{201d}]*[^\s<>\"\x{201c}\x{201d}.,:;!?)\]}'*\x{2026}]"
DOMAIN = r"(?i)^(?:[a-z][a-z0-9+.-]*://)?(?:[^/@?#]*@)?(?:www\.)?([^/:?#\s]+\.[^/:?#\s]+)"
UTM = r"[?&;#](utm_\w+=[^&#\s]*)"
NAME = r"^[0-9A-Za-z_.-]+$"
TEXTS = dt.Array(dt.string)
LINKS = ibis.Schema.from_pyarrow(POSTS.schema)["links"]


def texts(sheet: Sheet, reading: Reading) -> ir.ArrayValue:
    """A list of texts; blanks are no members, and no cell gives NULL."""
    value = plain(sheet, replace(reading, where=None, whole=False, lower=False))
    if reading.hashtags:
        found = extract_all(value, HASHTAG, 1)
    elif reading.mentions:
        found = extract_all(value, MENTION, 1)
    elif reading.links:
        found = addresses(value)
    elif reading.extract_all is not None:
        found = extract_all(value, reading.extract_all, group_of(reading.extract_all))
    else:
        found = _split(value, reading.split)
    if reading.whole:
        found = found.map(lambda item: whole_number(item))
    if reading.lower:
        found = found.map(lambda item: item.lower())
    if reading.where is not None:
        found = ibis.ifelse(condition(sheet, reading.where), found, ibis.null(TEXTS))
    return found.fill_null(ibis.literal([], type=TEXTS))


def _split(value: ir.StringValue, separator: str | None) -> ir.ArrayValue:
    if separator is None:
        pieces = ibis.array([value])
    elif separator == "json":
        pieces = _json_texts(value)
    elif separator == " ":
        pieces = value.re_split(r"[\s\x{00a0}]+")
    else:
        pieces = value.split(separator)
    return pieces.map(lambda item: trim(item, SPACE)).filter(lambda item: item.notnull() & (item != ""))


@ibis.udf.scalar.builtin(name="json_extract_string", signature=((dt.string, dt.string), TEXTS))
def _json_extract(text, path): ...  # type: ignore[no-untyped-def]


def _json_texts(value: ir.StringValue) -> ir.ArrayValue:
    """The members of a JSON list; a cell that holds no list gives none."""
    return _json_extract(ibis.ifelse(search(value, r"^\s*\["), value, "[]"), "$[*]")


def hashtags(text: ir.StringValue) -> ir.ArrayValue:
    """In lower case, each once, in the order they stand."""
    return in_order(guarded(text, "#", HASHTAG, 1, lower=True))


def guarded(
    text: ir.StringValue, sign: str, pattern: str, group: int, *, lower: bool = False
) -> ir.ArrayValue:
    """Everything a pattern finds; texts without its sign, most of them, are not searched."""
    nothing = ibis.ifelse(text.isnull(), ibis.null(TEXTS), ibis.literal([], type=TEXTS))
    searched = text.lower() if lower else text
    return ibis.ifelse(text.contains(sign), extract_all(searched, pattern, group), nothing)


def addresses(text: ir.StringValue) -> ir.ArrayValue:
    """Web addresses in a text."""
    return guarded(text, "://", LINK, 0)


def in_order(found: ir.ArrayValue) -> ir.ArrayValue:
    """Each member once, where it stands first (the engine's own distinct has no order)."""
    once = found.filter(lambda item, place: found.index(item) == place)
    return ibis.ifelse(found.length() > 1, once, found)


def tags(found: ir.ArrayValue) -> ir.ArrayValue:
    """Tags from a column: without their sign, lower case, each once. Tags written together (#one#two) are
    several; a mention among them is none."""
    apart = found.map(lambda tag: tag.re_replace(r"#+([\p{L}\p{N}_])", "\n\\1").lower().split("\n"))
    pieces = apart.flatten().map(lambda tag: trim(tag, SPACE))
    return in_order(pieces.filter(lambda tag: ~tag.re_search(r"^(?:#*$|@)")))


def mentions(text: ir.StringValue, network: ir.StringValue) -> ir.ArrayValue:
    return ibis.ifelse(
        network.isin(PLAIN_NETWORKS), guarded(text, "@", MENTION_PLAIN, 1), guarded(text, "@", MENTION, 1)
    )


def links(urls: ir.ArrayValue) -> ir.ArrayValue:
    """Addresses with their domain (without www) and campaign tags."""
    return ibis.ifelse(urls.length() > 0, urls.map(_link), ibis.literal([], type=LINKS)).cast(LINKS)


def _link(url: ir.StringValue) -> ir.StructValue:
    domain = url.re_extract(DOMAIN, 1).lower().nullif("")
    utm = extract_all(url, UTM, 1).join("&").nullif("")
    return ibis.struct({"url": url, "domain": domain, "utm": utm})


def handle(text: ir.StringValue, *, many: bool = False) -> ir.StringValue:
    """A name without the sign before it; of `many`, most have none."""
    bare = clean(text.re_replace(r"^\s*@+", ""))
    return ibis.ifelse(matches(text, NAME), text, bare) if many else bare
