"""Labellers for tests: what they say can be read off the post."""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from socialplan.labels import LABELLERS, Entry
from socialplan.labels.base import Labeller, batch


@dataclass
class Speaks:
    """The language is the first word; nothing is read where it is not a language."""

    languages: tuple[str, ...] = ("nl", "en")
    name: str = "language"
    version: str = "1"

    def label(self, texts: pa.Array, languages: pa.Array | None = None) -> pa.RecordBatch:
        said = [text.split()[0] for text in texts.to_pylist()]
        return _batch([one if one in self.languages else "und" for one in said])


@dataclass
class Mood:
    """The label is the last word with the language it was told and its own version: good-nl-1."""

    version: str = "1"
    languages: tuple[str, ...] = ("nl", "en")
    name: str = "mood"
    seen: list[int] = field(default_factory=list)  # the size of each chunk it was given

    def label(self, texts: pa.Array, languages: pa.Array | None = None) -> pa.RecordBatch:
        self.seen.append(len(texts))
        told = languages.to_pylist() if languages is not None else [None] * len(texts)
        words = [text.split()[-1] for text in texts.to_pylist()]
        said = [f"{word}-{spoken}-{self.version}" for word, spoken in zip(words, told, strict=True)]
        return _batch(said, words)


def shelf_of(*readers: Labeller):  # type: ignore[no-untyped-def]
    """A shelf with exactly these."""
    known = {(reader.name, reader.version): reader for reader in readers}
    return lambda name, version, languages: known.get((name, version))


def entry(name: str, version: str = "1", labels: tuple[str, ...] = ()) -> Entry:
    return Entry(name, version, "tests.pipeline.readers", ("nl", "en"), labels, name.title(), "", "")


def only(monkeypatch, *entries: Entry) -> None:  # type: ignore[no-untyped-def]
    """The catalogue is exactly these."""
    for name in reversed(list(LABELLERS)):  # undone backwards, which gives their order back
        monkeypatch.delitem(LABELLERS, name)
    for one in entries:
        monkeypatch.setitem(LABELLERS, one.name, one)


def _batch(labels: list[str], words: list[str] | None = None) -> pa.RecordBatch:
    sure = np.full(len(labels), 0.75)
    evidence = [[word] for word in words] if words else [[] for _ in labels]
    return batch(labels, sure, sure, evidence, read=np.full(len(labels), True))
