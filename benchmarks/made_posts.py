"""Files of any size for measuring: statuses as JSON lines and posts as CSV, the same for the same number."""

import csv
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

JSON_MAPPING = """
network = "test"
[[table.posts]]
post_id = "id"
person = "account.username"
created_at = { column = "created_at", format = "iso" }
text = "content"
parent_id = "in_reply_to_id"
language_hint = "language"
[[table.people]]
handle = "account.username"
network_id = "account.id"
followers = "account.followers_count"
[[table.metrics]]
values = { reactions = "favourites_count", shares = "reblogs_count", comments = "replies_count" }
"""
CSV_MAPPING = """
network = "test"
zone = "Europe/Amsterdam"
[[table.posts]]
post_id = "id"
person = "author"
about_account = "brand"
created_at = { column = "created_at", format = "%Y-%m-%d %H:%M:%S" }
text = "text"
role = { column = "text", pattern = "^RT @", then = "repost", else = "post" }
[[table.interactions]]
where = { column = "text", pattern = "^RT @" }
kind = { const = "repost" }
target = { column = "text", extract = "^RT @(\\\\w+)" }
[[table.metrics]]
values = { reactions = "likes", shares = "shares" }
"""
WORDS = [f"word{place}" for place in range(5000)]
CSV_COLUMNS = ["id", "author", "brand", "created_at", "text", "likes", "shares"]
WRITERS = 40_000


def json_lines(path: Path, size: int) -> None:
    """Statuses until the file is so many bytes large."""
    dice, written = random.Random(1), 0
    with path.open("w", encoding="utf-8") as file:
        for record in _statuses(dice):
            written += file.write(json.dumps(record) + "\n")
            if written >= size:
                return


def csv_file(path: Path, size: int) -> None:
    """Posts until the file is so many bytes large; ids, people and texts keep being new."""
    dice = random.Random(2)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(CSV_COLUMNS)
        for number in range(10**9):
            writer.writerow(_post(number, dice))
            if number % 1000 == 0 and file.tell() >= size:
                return


def _post(number: int, dice: random.Random) -> list[object]:
    """Half a kilobyte; writers keep being new, every fifth passes somebody on, texts hold new lines."""
    start = f"RT @user{dice.randrange(WRITERS)}: " if number % 5 == 0 else ""
    text = f"{start}{_words(dice)} #tag{number % 300}" + ("\nand more" if number % 7 == 0 else "")
    day = f"2024-{number % 12 + 1:02d}-{number % 28 + 1:02d} {number % 24:02d}:{number % 60:02d}:07"
    return [number, f"user{number // 3}", f"brand{number % 9}", day, text, number % 900, number % 40]


def _words(dice: random.Random) -> str:
    return " ".join(dice.choices(WORDS, k=40))


def _statuses(dice: random.Random) -> Iterator[dict[str, Any]]:
    number = 0
    while True:
        yield _status(number, dice)
        number += 1


def _status(number: int, dice: random.Random) -> dict[str, Any]:
    """About 2 kB, as servers of open networks give a status."""
    tail = f" #tag{number % 100} @user{number % 4999}" if number % 4 == 0 else ""
    place = f"https://example.org/@user{number % WRITERS}/{number}"
    return {
        "id": str(number), "created_at": f"2024-03-{number % 28 + 1:02d}T10:{number % 60:02d}:00Z",
        "in_reply_to_id": str(number - 1) if number % 3 == 0 else None, "sensitive": False,
        "spoiler_text": "", "visibility": "public", "language": "nl", "uri": place, "url": place,
        "replies_count": number % 5, "reblogs_count": number % 7, "favourites_count": number % 50,
        "edited_at": None, "content": _words(dice) + tail, "account": _account(number % WRITERS),
        "media_attachments": [], "mentions": [], "tags": [], "emojis": [], "card": None, "poll": None,
        "application": {"name": "Web", "website": None},
    }  # fmt: skip


def _account(writer: int) -> dict[str, Any]:
    return {
        "id": str(writer), "username": f"user{writer}", "acct": f"user{writer}", "locked": False,
        "bot": False, "display_name": f"User {writer}", "followers_count": writer % 999,
        "following_count": writer % 333, "statuses_count": writer, "note": "A few words about me. " * 12,
        "avatar": f"https://example.org/avatars/{writer}/original.png",
        "header": f"https://example.org/headers/{writer}/original.png", "emojis": [], "fields": [],
    }  # fmt: skip
