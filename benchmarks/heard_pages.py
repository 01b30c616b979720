"""Prints what storing one page heard live costs, in a process that goes on listening.

Usage: python benchmarks/heard_pages.py [--pages 6] [--items 20]. The pages hold posts of a made Mastodon
account, each page new ones; they go through the same import as files, into one workspace.
"""

import argparse
import json
import tempfile
import time
from pathlib import Path
from typing import Any

from machine import machine


def status(number: int) -> dict[str, Any]:
    writer = number % 7
    account = {"id": str(writer), "acct": f"user{writer}", "username": f"user{writer}",
               "url": f"https://example.org/@user{writer}", "display_name": f"User {writer}",
               "followers_count": 10 + number, "following_count": 3, "note": "", "bot": False}  # fmt: skip
    return {"id": str(1000 + number), "created_at": f"2024-05-01T10:{number % 60:02d}:00.000Z",
            "uri": f"https://example.org/{number}", "url": f"https://example.org/@user{writer}/{number}",
            "content": f"<p>Hello @user{(number + 1) % 7} #tag{number % 5}</p>", "account": account,
            "visibility": "public", "language": "en", "in_reply_to_id": None, "reblog": None,
            "replies_count": 0, "reblogs_count": 1, "favourites_count": number % 9, "mentions": [],
            "tags": [], "media_attachments": [], "edited_at": None}  # fmt: skip


def page(path: Path, number: int, items: int) -> None:
    head = {"collected": "mastodon", "stream": "home", "seen_at": f"2024-05-01T{10 + number}:00:00+00:00"}
    said = [status(number * items + place) for place in range(items)]
    lines = [{**head, "item": {"kind": "post", "post": one, "own": False, "parent": None, "about": None}}
             for one in said]  # fmt: skip
    path.write_text("".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=6)
    options.add_argument("--items", type=int, default=20)
    given = options.parse_args()
    from dataclasses import replace

    from socialplan.networks import connector
    from socialplan.pipeline.collect.importing import import_files
    from socialplan.pipeline.collect.landing import Arrival
    from socialplan.pipeline.collect.parse_mapping import parse_mapping
    from socialplan.store import Store
    from socialplan.store.sqlite_ledger import SqliteLedger

    print(machine(), flush=True)
    form = connector("mastodon").format
    mapping = parse_mapping(form.mapping)
    mapping = replace(mapping, read=replace(mapping.read, format=form.name))
    with tempfile.TemporaryDirectory(prefix="socialplan-heard-") as name:
        store = Store(Path(name), SqliteLedger(Path(name) / "ledger.sqlite3"), memory_limit="160MB")
        spent = []
        for number in range(given.pages):
            path = Path(name) / f"page{number}.jsonl"
            page(path, number, given.items)
            used = time.process_time()
            import_files(store, workspace=1, paths=[path], mapping=mapping,
                         arrival=Arrival(kind="collection", source="made", heard=[]))  # fmt: skip
            spent.append(time.process_time() - used)
    shown = ", ".join(f"{seconds:.2f}" for seconds in spent)
    print(f"CPU seconds per page of {given.items}: {shown}; the least {min(spent):.2f}")


if __name__ == "__main__":
    main()
