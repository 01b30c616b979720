"""Campaign tags of one web address: what they say, what is wrong with them, and the address mended.

The names are those that web analytics read (utm_source, utm_medium, utm_campaign, utm_content, utm_term and
utm_id); everything else that begins with utm is either a slip of the pen or a tag nobody reads.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from .entry import TAG_GROUPS

NAMES = (*TAG_GROUPS, "utm_id")
PIECE = re.compile(r"([?&;#])([^?&;#]*)")
BEGIN = re.compile(r"[?#]|[&;](?=utm)", re.I)
ENCODED, UNSAFE = re.compile(r"(?:%[0-9a-fA-F]{2})+"), re.compile(r"[^A-Za-z0-9._~-]")
PLACEHOLDER = re.compile(r"[{}\[\]<>]|%7b|%5b", re.I)
# The same place by its many names; sources are grouped by the first.
PLACES = (
    ("facebook", "facebook.com", "fb", "fb.com", "m.facebook.com", "l.facebook.com"),
    ("instagram", "instagram.com", "ig", "l.instagram.com"),
    ("twitter", "twitter.com", "t.co", "x", "x.com"),
    ("linkedin", "linkedin.com", "lnkd.in"), ("youtube", "youtube.com", "youtu.be", "yt"),
    ("tiktok", "tiktok.com"), ("pinterest", "pinterest.com", "pin.it"), ("bluesky", "bsky.app", "bsky"),
    ("whatsapp", "whatsapp.com", "wa.me"), ("google", "google.com"),
)  # fmt: skip
PLACE = {name: names[0] for names in PLACES for name in names}
PROBLEMS = (
    "no_source", "no_medium", "empty", "twice", "name", "unknown_name", "separator", "after_hash", "escaped",
    "placeholder", "capitals", "spaces",
)  # fmt: skip


@dataclass(frozen=True)
class Tags:
    """`written` holds the values to the letter, `values` the normalised ones, both by the tag's right name.
    `mended` is None where nothing is wrong or a person must fill something in."""

    written: Mapping[str, str]
    values: Mapping[str, str]
    problems: tuple[str, ...]
    mended: str | None


@dataclass(frozen=True)
class _Piece:
    sign: str
    name: str  # as written
    value: str  # as written, still encoded
    right: str  # the right name; "" for what is no tag


def read(url: str, *, network: str | None = None) -> Tags:
    """The tags of an address; `network` is where it stands, which fills in a source that is missing."""
    plain = re.sub("&amp;", "&", url, flags=re.I)
    found = BEGIN.search(plain)
    head, rest = (plain[: found.start()], plain[found.start() :]) if found else (plain, "")
    pieces = [_piece(sign, text) for sign, text in PIECE.findall(rest)]
    tags = [piece for piece in pieces if piece.right in NAMES]
    written: dict[str, str] = {}
    for tag in sorted(tags, key=lambda tag: tag.name != tag.right):  # what is spelled right goes first
        written.setdefault(tag.right, decoded(tag.value))
    problems = {*_of_pieces(pieces), *_of_values(tags, written)}
    if plain != url and tags:
        problems.add("escaped")
    values = {name: _normal(name, value) for name, value in written.items()}
    ordered = tuple(code for code in PROBLEMS if code in problems)
    return Tags(written, values, ordered, _mended(head, pieces, written, ordered, network))


def _piece(sign: str, text: str) -> _Piece:
    name, equals, value = text.partition("=")
    if not equals or not re.match(r"utm", name, re.I):
        return _Piece(sign, name, value if equals else "", "")
    known = re.sub(r"[^a-z]+", "_", decoded(name).lower())
    near = get_close_matches(known, TAG_GROUPS, 1, 0.85)
    return _Piece(sign, name, value, known if known in NAMES else near[0] if near else "?")


def _of_pieces(pieces: list[_Piece]) -> set[str]:
    """What is wrong with where the tags stand and how they are called."""
    found = set()
    for place, piece in enumerate(pieces):
        if piece.right == "?":
            found.add("unknown_name")
        if piece.right not in NAMES:
            continue
        if piece.name != piece.right:
            found.add("name")
        if any(before.sign == "#" for before in pieces[: place + 1]):
            found.add("after_hash")
        elif piece.sign != ("?" if place == 0 else "&"):
            found.add("separator")
    return found


def _of_values(tags: list[_Piece], written: Mapping[str, str]) -> set[str]:
    """What is wrong with what the tags say."""
    found = set()
    if tags and not written.get("utm_source"):
        found.add("no_source")
    if tags and not written.get("utm_medium"):
        found.add("no_medium")
    if any(not tag.value for tag in tags):
        found.add("empty")
    if any(decoded(tag.value) != written[tag.right] for tag in tags):
        found.add("twice")
    if any(PLACEHOLDER.search(tag.value) for tag in tags):
        found.add("placeholder")
    spelled = [written[name] for name in ("utm_source", "utm_medium", "utm_campaign") if name in written]
    if any(value != value.lower() for value in spelled):
        found.add("capitals")
    if any(re.search(r"\s", value) for value in written.values()):
        found.add("spaces")
    return found


def spellings(name: str, value: str) -> tuple[str, ...]:
    """How a normalised value may be written: a source by every name of its place."""
    if name != "utm_source":
        return (value,)
    return next((names for names in PLACES if names[0] == value), (value,))


def decoded(text: str) -> str:
    """A value without its percent signs and plus signs for spaces."""
    plain = text.replace("+", " ")
    return ENCODED.sub(lambda found: bytes.fromhex(found[0].replace("%", "")).decode(errors="replace"), plain)


def encoded(text: str) -> str:
    """A value as it may stand in an address."""
    return UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), text)


def _plain(value: str) -> str:
    return re.sub(r"\s+", "-", value.strip().lower())


def _normal(name: str, value: str) -> str:
    plain = _plain(value)
    return PLACE.get(plain, plain) if name == "utm_source" else plain


def _mended(
    head: str, pieces: list[_Piece], written: Mapping[str, str], problems: tuple[str, ...],
    network: str | None,
) -> str | None:  # fmt: skip
    """The address with its tags in order before the hash; other pieces stay as they stand."""
    if not problems or "placeholder" in problems or not written:
        return None
    filled = {name: _plain(written[name]) for name in NAMES if written.get(name)}
    if "utm_source" not in filled and network is None:
        return None
    filled.setdefault("utm_source", PLACE.get(str(network).lower(), str(network).lower()))
    filled.setdefault("utm_medium", "social")
    query = [f"{p.name}={p.value}" if p.value else p.name for p in _others(pieces, "?&;") if p.name]
    query += [f"{name}={encoded(filled[name])}" for name in NAMES if name in filled]
    anchor = "".join("#" + (f"{p.name}={p.value}" if p.value else p.name) for p in _others(pieces, "#"))
    return f"{head}?{'&'.join(query)}{anchor}"


def _others(pieces: list[_Piece], signs: str) -> list[_Piece]:
    return [piece for piece in pieces if piece.right not in NAMES and piece.sign in signs]
