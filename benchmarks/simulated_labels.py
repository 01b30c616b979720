"""What the labellers make of the simulated network, against its truth: shares, and how many agree, per label.

The posts are sentences written for this project and no real ones: this shows that the example is plausible
and where labellers differ from what was meant. It is no measure of how well they read (docs/models.md is).
"""

import argparse
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT / "src"))

from socialplan.labels import load  # noqa: E402
from socialplan.networks.simulated import World, everything  # noqa: E402

LAST = date(2026, 3, 29)
MEANT = {
    "sentiment": ("negative", "neutral", "positive"),
    "question": ("question", "statement"),
    "intent": ("service", "sales", "praise", "complaint", "other"),
}


def incoming(world: World) -> pa.Table:
    """What people say themselves, with what they meant by it."""
    parts = []
    for portion in everything(world, since=world.first, until=world.end):
        said, meant = portion.data["posts"], portion.truth["posts"]
        found = said.select(["text", "language_hint"])
        for name in ("sentiment", "asks", "intent"):
            found = found.append_column(name, meant[name])
        parts.append(found.filter(meant["intent"].is_valid()))
    whole = pa.concat_tables(parts)
    asks = pc.if_else(whole["asks"], "question", "statement")
    return whole.append_column("question", asks)


def shares(labels: list[str]) -> str:
    counts = Counter(labels)
    return ", ".join(f"{name} {count / len(labels):.0%}" for name, count in counts.most_common())


def told(language: str, seed: int) -> None:
    posts = incoming(World(last=LAST, language=language, seed=seed))
    posts = posts.filter(pc.equal(posts["language_hint"], language))
    texts = posts["text"].combine_chunks()
    print(f"\n{language}, seed {seed}: {len(texts):,} posts by people, {pc.count_distinct(texts)} different")
    spoken = load("language").label(texts)["label"].to_pylist()
    print(f"language: {spoken.count(language) / len(spoken):.1%} as {language}")
    for name, labels in MEANT.items():
        read = load(name).label(texts, pa.array([language] * len(texts)))["label"].to_pylist()
        meant = posts[name].to_pylist()
        print(f"{name}: meant {shares(meant)}; read {shares(read)}")
        decided = [(one, other) for one, other in zip(meant, read, strict=True) if other != "unsure"]
        agree = sum(one == other for one, other in decided)
        print(f"  agree on {agree / len(decided):.1%} of the {len(decided) / len(meant):.1%} it decides on")
        for label in labels:
            hits = Counter(other for one, other in zip(meant, read, strict=True) if one == label)
            print(f"  meant {label}: {', '.join(f'{key} {n}' for key, n in hits.most_common(4))}")


def main() -> None:
    given = argparse.ArgumentParser()
    given.add_argument("--seed", type=int, default=1)
    for language in ("nl", "en"):
        told(language, given.parse_args().seed)


if __name__ == "__main__":
    main()
