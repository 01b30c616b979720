"""How long the pages of Listen take on a simulated workspace: stream and filters, a thread, who, what.

Run: python benchmarks/stream_speed.py [--scale 70]. Scale 70 gives more than 300,000 posts, scale 215 a
million. Likes and labels are dealt by a seed: the simulated files have no names of who liked.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime
from datetime import time as clock
from pathlib import Path

import ibis
import numpy as np
import pyarrow as pa

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(CHECKOUT / "src"), str(CHECKOUT / "benchmarks")]

from machine import machine, verdict  # noqa: E402

from socialplan.analysis import ANALYSES  # noqa: E402
from socialplan.analysis.base import Params  # noqa: E402
from socialplan.analysis.parameters import parse  # noqa: E402
from socialplan.networks.simulated import World  # noqa: E402
from socialplan.pipeline.example import FIRST, add_example  # noqa: E402
from socialplan.pipeline.measure import measure  # noqa: E402
from socialplan.pipeline.stream import OTHERS, Wanted, stream  # noqa: E402
from socialplan.pipeline.thread import thread  # noqa: E402
from socialplan.records import TABLES  # noqa: E402
from socialplan.store import Store  # noqa: E402
from socialplan.store.sqlite_ledger import SqliteLedger  # noqa: E402

LAST, ZONE, VERSION = date(2026, 3, 29), "Europe/Amsterdam", "1"
MOST_SECONDS = 2.0
NOON = clock(12)
LABELS = {"sentiment": ("negative", "neutral", "positive"), "question": ("question", "statement")}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--scale", type=float, default=70)
    scale = asked.parse_args().scale
    print(machine())
    with tempfile.TemporaryDirectory(prefix="stream-speed-") as folder:
        store = Store(Path(folder), SqliteLedger(Path(folder) / "ledger.db"))
        made = add_example(store, workspace=1, world=World(last=LAST, people=20_000, scale=scale), part=FIRST)
        posts = store.execute(store.current(store.snapshot(1), "posts").select("network", "post_id"))
        deal(store, posts)
        print(f"{made.rows['posts']:,} posts")
        for name, ask in asked_of(store).items():
            show(name, ask)


def deal(store: Store, posts: pa.Table) -> None:
    """A like by somebody for each tenth post, and two labels for every post."""
    dice, ids = np.random.default_rng(1), posts["post_id"].to_numpy(zero_copy_only=False)
    networks = posts["network"].to_numpy(zero_copy_only=False)
    with store.writer(1) as writer:
        for name, labels in LABELS.items():
            writer.add("labels", filled("labels", {
                "network": networks, "subject_id": ids, "label": dice.choice(labels, len(ids)),
                "labeller": [f"{name}@{VERSION}"] * len(ids), "confidence": dice.random(len(ids)),
            }))  # fmt: skip
        liked = dice.choice(len(ids), len(ids) // 10)
        writer.add("interactions", filled("interactions", {
            "network": networks[liked], "post_id": ids[liked], "kind": ["like"] * len(liked),
            "interaction_id": [f"l{place}" for place in range(len(liked))],
            "actor_key": [f"~{number:020}" for number in dice.zipf(1.6, len(liked)) % 5000],
            "occurred_at": [datetime.combine(LAST, NOON)] * len(liked), "precision": ["second"] * len(liked),
        }))  # fmt: skip
        writer.commit(sha256="dealt", kind="import", source="dealt", simulated=True)
    store.ledger.adopt(1, {name: VERSION for name in LABELS})


def filled(name: str, columns: dict[str, object]) -> pa.Table:
    schema = TABLES[name].schema
    given = {column: pa.array(values, schema.field(column).type) for column, values in columns.items()}
    return pa.table(given)


def asked_of(store: Store) -> dict[str, Callable[[], object]]:
    def page(offset: int = 0, query: str | None = None, **wanted: object) -> Callable[[], object]:
        scope = Params(zone=ZONE, query=query, since=wanted.pop("since", None))  # type: ignore[arg-type]
        return lambda: stream(store, 1, Wanted(scope, **wanted), limit=25, offset=offset)  # type: ignore[arg-type]

    def answer(analysis: str, **given: object) -> Callable[[], object]:
        params = parse(ANALYSES[analysis], given, zone=ZONE)
        return lambda: measure(store, 1, analysis, params)

    answered = thread_with_answers(store)
    return {
        "stream, newest page": page(), "stream, page 4,000": page(offset=99_975),
        "stream, this year": page(since=date(2026, 1, 1)),
        "stream, replies of others": page(said=OTHERS, role="reply"),
        "stream, words": page(query="muntthee OR cadeau NOT rooibos"),
        "stream, negative": page(labels={"sentiment": "negative"}),
        "stream, negative questions": page(labels={"sentiment": "negative", "question": "question"}),
        "thread with answers": lambda: thread(store, 1, *answered, zone=ZONE),
        "who likes": answer("responders", kind="like"), "who shares": answer("responders", kind="repost"),
        "who answers us": answer("responders", kind="reply", account="vlierzicht"),
        "themes of ours": answer("themes", account="vlierzicht", examples=True),
        "themes of all": answer("themes", examples=True),
        "shared, features": answer("shared", view="features"),
    }  # fmt: skip


def thread_with_answers(store: Store) -> tuple[str, str]:
    """The post with the most answers."""
    posts = store.current(store.snapshot(1), "posts")
    replies = posts.filter(posts["role"] == "reply", posts["parent_id"].notnull())
    counted = replies.group_by("network", "parent_id").agg(n=replies.count())
    row = store.execute(counted.order_by(ibis.desc("n"), "parent_id").limit(1)).to_pylist()[0]
    return row["network"], row["parent_id"]


def show(name: str, ask: Callable[[], object]) -> None:
    """The middle of three, after one that does not count: on the clock, and of the processor."""
    ask()
    taken = []
    for _round in range(3):
        begin, used = time.perf_counter(), time.process_time()
        ask()
        taken.append((time.perf_counter() - begin, time.process_time() - used))
    middle, processor = (statistics.median(values) for values in zip(*taken, strict=True))
    bound = f" {verdict(middle, MOST_SECONDS, 's')}" if name.startswith(("stream", "thread")) else ""
    print(f"{name}: {middle:.2f} s{bound}, {processor:.2f} CPU s", flush=True)


if __name__ == "__main__":
    main()
