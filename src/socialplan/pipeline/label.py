"""label: what machines read into posts that the adopted versions did not read yet."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import ibis
import pyarrow.parquet as pq

from socialplan.labels import LABELLERS, Entry, load
from socialplan.labels.base import Labeller
from socialplan.labels.reading import Silent
from socialplan.records import LABELS
from socialplan.store import AlreadyStored, Store
from socialplan.store.ledger import Snapshot

from .collect.errors import Cancelled
from .label_chunks import LABELLED, LANGUAGE, labelled
from .label_waiting import waiting

LANGUAGES = ("nl", "en")  # of a workspace that says nothing else
CHUNK = 4_000  # posts at a time: larger ones are no faster and take more memory
WAIT_SECONDS = 60.0

Progress = Callable[[str, int, int | None], None]
Shelf = Callable[[str, str, tuple[str, ...]], Labeller | None]  # name, version, languages


@dataclass(frozen=True)
class Labelled:
    """What a run left behind: the batch (None: nothing was waiting), posts, and labels per labeller."""

    batch: int | None = None
    posts: int = 0
    labels: Mapping[str, int] | None = None


def per_post() -> dict[str, Entry]:
    """The labellers that read each post for itself; those without languages compare posts with each other."""
    return {name: entry for name, entry in LABELLERS.items() if entry.languages}


def shipped(name: str, version: str, languages: tuple[str, ...]) -> Labeller | None:
    """The labeller as it comes with the product; None where that is another version. Where it reads none of
    these languages it says nothing of any post."""
    entry = LABELLERS.get(name)
    if entry is None or entry.version != version:
        return None
    known = languages if name == LANGUAGE else tuple(one for one in languages if one in entry.languages)
    return load(name, known) if known else Silent(name, version)


def label_posts(
    store: Store, workspace: int, *, versions: Mapping[str, str] | None = None, shelf: Shelf | None = None,
    languages: tuple[str, ...] = LANGUAGES, again: int = 0, by: str = "", progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Labelled:  # fmt: skip
    """Read every post that one of `versions` (default: the adopted ones) did not read yet, or that changed
    since: one batch of kind `labels`, or none where nothing waits. Labels of batch `again` and before do not
    count: they were read in other languages.

    A labeller nobody adopted yet is adopted as shipped. A version that is not at hand (`shelf` gives None)
    is left out. Memory does not grow with the posts. Raises Cancelled, Busy; then nothing was stored.
    """
    if versions is None:
        store.ledger.adopt_shipped(workspace, {name: one.version for name, one in per_post().items()})
    snapshot = store.snapshot(workspace)
    adopted = store.ledger.adopted(snapshot)
    given, shelf = adopted if versions is None else versions, shelf or shipped
    found = {name: shelf(name, version, languages) for name, version in given.items() if name in per_post()}
    readers = _language_first([reader for reader in found.values() if reader is not None])
    if not readers:
        return Labelled()
    with _scratch(store) as folder:
        spoken = {**adopted, **given}
        run = _Run(store, snapshot, folder, readers, spoken, again, progress or _silent, cancelled or _never)
        return run.done(languages, by)


@dataclass(frozen=True)
class _Run:
    store: Store
    snapshot: Snapshot
    folder: Path
    readers: Sequence[Labeller]
    versions: Mapping[str, str]  # that say the language
    again: int
    progress: Progress
    cancelled: Callable[[], bool]

    def done(self, languages: tuple[str, ...], by: str) -> Labelled:
        staged = self.folder / "waiting.parquet"
        posts = waiting(self.store, self.snapshot, self.readers, self.versions, self.again)
        self.store.local.copy(posts, staged, compression="lz4", loose=True)
        total = pq.ParquetFile(staged).metadata.num_rows
        if not total:
            return Labelled()
        counts = self._read(staged, total)
        went_in = f"{self.snapshot}\n{sorted(counts)}\n{languages}\n{total}"
        try:
            batch = self._stored(sha256(went_in.encode()).hexdigest(), counts, by)
        except AlreadyStored:
            return Labelled()  # another run read the same posts meanwhile
        return Labelled(batch, total, counts)

    def _read(self, staged: Path, total: int) -> dict[str, int]:
        """The labels of all staged posts, written beside them; how many per labeller."""
        counts: dict[str, int] = {}
        with pq.ParquetWriter(self.folder / "labels.parquet", LABELLED, compression="lz4") as out:
            done = 0
            for chunk in pq.ParquetFile(staged).iter_batches(CHUNK):
                if self.cancelled():
                    raise Cancelled
                self.progress("labelling", done, total)
                for name, rows in labelled(chunk, self.readers):
                    counts[name] = counts.get(name, 0) + rows.num_rows
                    out.write_batch(rows)
                done += chunk.num_rows
        self.progress("labelling", total, total)
        return counts

    def _stored(self, content: str, counts: Mapping[str, int], by: str) -> int:
        engine = self.store.local
        with self.store.writer(self.snapshot.workspace, wait=WAIT_SECONDS) as writer:
            rows = engine.read([self.folder / "labels.parquet"], LABELLED)
            writer.add(LABELS.name, self._still(rows).drop("post_batch"), distinct=True)
            return writer.commit(
                sha256=content, kind="labels", source=", ".join(sorted(counts)), by=by,
                simulated=self._simulated(rows), details={"labels": dict(counts)},
            )  # fmt: skip

    def _still(self, rows: ibis.Table) -> ibis.Table:
        """Without posts that went or changed while they were read: those wait for the next run."""
        now = self.store.snapshot(self.snapshot.workspace)
        if (now.batch, now.epoch) == (self.snapshot.batch, self.snapshot.epoch):
            return rows
        posts = self.store.current(now, "posts", local=True)
        same = [rows.network.identical_to(posts.network), rows.subject_id == posts.post_id]
        return rows.semi_join(posts, [*same, rows.post_batch == posts.batch])

    def _simulated(self, rows: ibis.Table) -> bool:
        """Labels of simulated posts alone are simulated; the posts themselves say so of the others."""
        found = self.store.local.arrow(rows.select("post_batch").distinct())["post_batch"].to_pylist()
        drafts = {row.number: row.draft for row in self.store.ledger.batches(self.snapshot)}
        return bool(found) and all(number in drafts and drafts[number].simulated for number in found)


def _language_first(readers: list[Labeller]) -> list[Labeller]:
    return sorted(readers, key=lambda reader: reader.name != LANGUAGE)


@contextmanager
def _scratch(store: Store) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="labels-", dir=store.scratch))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _silent(step: str, done: int, total: int | None) -> None:
    pass


def _never() -> bool:
    return False
