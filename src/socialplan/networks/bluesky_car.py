"""Bluesky repository: all records of one account as a CAR file (content addressed blocks)."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from .base import Cells, FileFormat, Source

# A tree of blocks says under which key a record stands; that key is part of the address of a post. Blocks
# come in any order, so the keys are collected first (https://atproto.com/specs/repository).
MAPPING = r"""
network = "bluesky"

[[table.posts]]
where = { column = "kind", equals = "app.bsky.feed.post" }
post_id = "id"
url = "url"
account_id = "author"
created_at = { column = "created_at", format = "iso" }
text = "text"
language_hint = "language"
parent_id = "reply_to"
root_id = "root"
hashtags = { column = "hashtags", split = "json" }
kind = "form"
extra = false

[table.posts.role]
column = "reply_to"
pattern = "."
then = "reply"
else = { column = "quoted", pattern = ".", then = "quote", else = "post" }
"""
NAMES = (
    "id", "url", "author", "kind", "created_at", "text", "language", "reply_to", "root", "quoted", "hashtags",
    "form",
)  # fmt: skip
COLUMNS: Mapping[str, tuple[str, ...]] = dict.fromkeys(NAMES, ())
POST = "app.bsky.feed.post"
FORMS = {"app.bsky.embed.images": "photo", "app.bsky.embed.video": "video", "app.bsky.embed.external": "link"}
LARGEST = 2**21  # a block is at most a megabyte; twice that is a damaged file
CID = 36  # version, codec, and 32 bytes of sha256 with their kind and length


def rows(source: Source) -> Iterator[tuple[int, Cells]]:
    """One row per post; the number is its place in the file."""
    keys: dict[bytes, str] = {}
    author = ""
    for _number, _cid, block in _blocks(source):
        if "did" in block and "rev" in block:
            author = str(block["did"])
        elif isinstance(block.get("e"), list):
            keys.update(_keys(block["e"]))
    for number, cid, block in _blocks(source):
        if block.get("$type") == POST and cid in keys:
            yield number, _row(block, key=keys[cid], author=author)


def _keys(entries: list[Any]) -> Iterator[tuple[bytes, str]]:
    """Where each record of a node stands; keys leave out what they share with the one before."""
    before = b""
    for entry in entries:
        before = before[: entry["p"]] + bytes(entry["k"])
        yield bytes(entry["v"]), before.decode()


def _row(post: Mapping[str, Any], *, key: str, author: str) -> dict[str, Any]:
    reply, embed = post.get("reply") or {}, post.get("embed") or {}
    facets = [one for facet in post.get("facets") or () for one in facet["features"]]
    quoted = embed.get("record") or {}
    media = str((embed.get("media") or embed).get("$type", ""))
    return {
        "id": f"at://{author}/{key}", "author": author, "kind": POST,
        "url": f"https://bsky.app/profile/{author}/post/{key.split('/')[-1]}",
        "created_at": post["createdAt"], "text": post.get("text", ""),
        "language": next(iter(post.get("langs") or ()), None),
        "reply_to": (reply.get("parent") or {}).get("uri"), "root": (reply.get("root") or {}).get("uri"),
        "quoted": (quoted.get("record") or quoted).get("uri"),
        "hashtags": json.dumps([one["tag"] for one in facets if "tag" in one]),
        "form": FORMS.get(media, "text"),
    }  # fmt: skip


def _blocks(source: Source) -> Iterator[tuple[int, bytes, Mapping[str, Any]]]:
    """(number, address, content) of every block that is an object; the header is passed over."""
    from libipld import decode_dag_cbor  # needed for this format only

    with source.open() as file:
        _exactly(file, _length(file) or 0)
        number = 0
        while (length := _length(file)) is not None:
            number += 1
            cid, content = _exactly(file, CID), _exactly(file, length - CID)
            block = decode_dag_cbor(content)
            if isinstance(block, dict):
                yield number, cid, block


def _length(file: BinaryIO) -> int | None:
    """A number in groups of seven bits, the last one without the high bit; None at the end."""
    number = shift = 0
    while sign := file.read(1):
        number |= (sign[0] & 0x7F) << shift
        shift += 7
        if sign[0] < 0x80:
            return number
        if shift > 28:
            break
    if shift:
        raise ValueError("a block has no length")
    return None


def _exactly(file: BinaryIO, length: int) -> bytes:
    if not 0 <= length <= LARGEST:
        raise ValueError("a block is too long or too short")
    found = file.read(length)
    if len(found) < length:
        raise ValueError("the file ends in the middle of a block")
    return found


FORMAT = FileFormat(
    name="bluesky_car",
    label="Bluesky repository (CAR)",
    evidence="documentation",
    known_at="2026-11",
    mapping=MAPPING,
    columns=COLUMNS,
    own=True,
    begins=r"[\x20-\x7f]\xa2eroots\x81\xd8\x2a",
    rows=rows,
    how_to={
        "en": (
            "Open Bluesky, go to Settings, Account, Export my data.",
            "Choose to download the CAR file and bring it here.",
        ),
        "nl": (
            "Open Bluesky, ga naar Instellingen, Account, Mijn gegevens exporteren.",
            "Kies het CAR-bestand downloaden en breng het hierheen.",
        ),
    },
)
