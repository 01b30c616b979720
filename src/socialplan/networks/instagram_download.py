"""Instagram download: posts, reels and stories of the download of one's own data, as JSON."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .base import Cells, FileFormat, Source, json_items

# Texts are UTF-8 written down as if it were Latin-1. There are no ids: the file of the picture is one.
MAPPING = r"""
network = "instagram"

[[table.posts]]
post_id = "file"
account_id = { const = "Instagram (own)" }
created_at = { column = "created", format = "epoch" }
text = "text"
kind = "kind"
"""
COLUMNS: Mapping[str, tuple[str, ...]] = dict.fromkeys(("file", "created", "text", "kind"), ())
LISTS = ("ig_reels_media", "ig_stories", "ig_igtv_media", "ig_profile_picture")
VIDEOS = (".mp4", ".mov", ".webm")


def rows(source: Source) -> Iterator[tuple[int, Cells]]:
    """One row per post; the number is its place in the list."""
    with source.open() as file:
        top = file.read(4096).decode("utf-8", "replace")
    name = next((name for name in LISTS if f'"{name}"' in top), None)
    with source.open() as file:
        for number, record in json_items(file, f"{name}.item" if name else "item"):
            yield number, _row(record, story=name == "ig_stories")


def _row(record: Mapping[str, Any], *, story: bool) -> dict[str, Any]:
    media = record.get("media", [record])
    first = media[0] if media else {}
    created = record.get("creation_timestamp") or first["creation_timestamp"]
    return {
        "file": first.get("uri") or f"without a file, {created}",
        "created": created,
        "text": as_meant(str(record.get("title") or first.get("title") or "")),
        "kind": _kind(media, story=story),
    }


def _kind(media: Sequence[Mapping[str, Any]], *, story: bool) -> str:
    if story:
        return "story"
    if len(media) > 1:
        return "carousel"
    if not media:
        return "text"
    return "video" if str(media[0].get("uri", "")).lower().endswith(VIDEOS) else "photo"


def as_meant(text: str) -> str:
    """The text with its signs put right, where every sign is the half of another one."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


FORMAT = FileFormat(
    name="instagram_download",
    label="Instagram (download of your data)",
    evidence="documentation",
    known_at="2026-11",
    mapping=MAPPING,
    columns=COLUMNS,
    own=True,
    begins=r'\s*(\[\s*\{|\{\s*"ig_\w+"\s*:\s*\[).{0,20000}?"creation_timestamp"\s*:\s*\d{9}',
    members=r"(.*/)?(posts_\d+|reels|stories|igtv_videos)\.json$",
    rows=rows,
    how_to={
        "en": (
            "Open the account centre of Meta, go to Your information and permissions, then Export.",
            "Choose your Instagram account, posts and stories, and JSON instead of HTML.",
            "Bring the zip file here, or only posts_1.json, reels.json and stories.json from it.",
        ),
        "nl": (
            "Open het accountcentrum van Meta, ga naar Je informatie en toestemmingen, dan Exporteren.",
            "Kies je Instagram-account, berichten en verhalen, en JSON in plaats van HTML.",
            "Breng het zip-bestand hierheen, of alleen posts_1.json, reels.json en stories.json.",
        ),
    },
)
