"""How many posts the labellers read per CPU second, and with how much memory.

The real sets are read where they are (SOCIALPLAN_TEST_DATA, else ../shared/data): 50,000 posts in Dutch and
English, each once before any comes again. Else posts are made of the most frequent words of both languages.
"""

import csv
import gzip
import io
import os
import random
import resource
import sys
import time
from pathlib import Path

import pyarrow as pa

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT / "src"))

from machine import machine, verdict  # noqa: E402

from socialplan.labels import LABELLERS, load  # noqa: E402

DATA = Path(os.environ.get("SOCIALPLAN_TEST_DATA", CHECKOUT / "../shared/data")).resolve()
SETS = ("nl_party_tweets", "airline_sentiment_2015", "uk_mobile_tweets_2019", "nl_mp_tweets_2020")
TOGETHER = ("language", "sentiment", "question")
POSTS, BATCH = 50_000, 10_000


def real_posts() -> list[str]:
    """Every text of the sets, in an order that mixes them."""
    found = []
    for path in (path for name in SETS for path in sorted((DATA / name).glob("*.csv.gz"))):
        with gzip.open(path) as file:
            found += [row["text"] for row in csv.DictReader(io.TextIOWrapper(file, "utf-8", newline=""))]
    random.Random(3).shuffle(found)
    return found


def made_posts() -> list[str]:
    from wordfreq import top_n_list

    dice = random.Random(3)
    lists = [top_n_list(language, 20_000) for language in ("nl", "en")]
    weights = [1 / (place + 3) for place in range(20_000)]
    return [
        " ".join(dice.choices(lists[n % 2], weights, k=dice.randint(4, 30))) + "?" * (n % 3)
        for n in range(POSTS)
    ]


def seconds(names: tuple[str, ...], texts: pa.Array) -> float:
    """CPU seconds of these labellers over all posts, batch by batch."""
    begin = time.process_time()
    for start in range(0, len(texts), BATCH):
        part = texts.slice(start, BATCH)
        languages = load("language").label(part)["label"] if "language" in names else None
        for name in names:
            if name != "language":
                load(name).label(part, languages)
    return time.process_time() - begin


def main() -> None:
    print(machine())
    posts = real_posts() or made_posts()
    times = -(-POSTS // len(posts))
    texts = pa.array((posts * times)[:POSTS])
    print(f"{len(texts):,} posts, {min(len(posts), POSTS):,} of them different, {BATCH:,} at a time")
    here = [name for name in TOGETHER if name in LABELLERS]
    begin = time.process_time()
    for name in here:
        load(name).label(texts[:100], pa.array(["nl"] * 100))
    print(f"loading {', '.join(here)}: {time.process_time() - begin:.1f} CPU s")
    together = POSTS / seconds(tuple(here), texts)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    kept = "reached" if together >= 10_000 else "UNDER"
    print(f"{', '.join(here)} together: {together:,.0f} posts per CPU second [{kept} 10,000]")
    print(f"peak memory: {memory:.0f} MB {verdict(memory, 512, 'MB')}")
    languages = load("language").label(texts)["label"]
    for name in LABELLERS:
        begin = time.process_time()
        for start in range(0, len(texts), BATCH):
            load(name).label(texts.slice(start, BATCH), languages.slice(start, BATCH))
        print(f"  {name}: {POSTS / (time.process_time() - begin):,.0f} posts per CPU second")


if __name__ == "__main__":
    main()
