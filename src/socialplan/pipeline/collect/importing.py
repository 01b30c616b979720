"""Imports files into a workspace: all of them in one batch, or nothing."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from ...store import AlreadyStored, Store
from ...store.raw import Keeping
from . import rest, straight
from .errors import Detour
from .grammar import Mapping as MappingFile
from .landing import BROUGHT, Arrival, Order, land
from .limits import Limits
from .matching import by_columns, by_name, check_complete
from .reading import StagedFile
from .receipt import Receipt
from .shaping import Shaped
from .staging import Wanted, stage
from .tables_of import shape_all
from .used import mapped_columns, needed_columns
from .warnings import of_files
from .workbench import Progress, Workbench

FEW_ROWS = 50_000


def import_files(
    store: Store, *, workspace: int, paths: Sequence[Path], mapping: MappingFile, simulated: bool = False,
    owner_kinds: Mapping[str, str] | None = None, by: str = "", progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None, dry_run: bool = False, limits: Limits | None = None,
    arrival: Arrival = BROUGHT,
) -> Receipt:  # fmt: skip
    """Read, shape, check, join and store the files; the same files with the same mapping change nothing.

    Raises BadImport (file, line, reason), Cancelled, Busy; then nothing was stored. `owner_kinds` marks
    accounts own, competitor or other, beside what the mapping says.
    """
    keeping = nullcontext(None) if dry_run else Keeping(store.home, workspace, paths)
    with workbench(store, progress=progress, cancelled=cancelled, limits=limits) as bench, keeping as kept:
        order = Order(
            workspace=workspace, mapping=mapping, paths=paths, sha256="", simulated=simulated, by=by,
            owners={**mapping.owners, **(owner_kinds or {})}, dry_run=dry_run, kept=kept,
            arrival=arrival,
        )  # fmt: skip
        try:
            return _straight(bench, store, order, owner_kinds or {})
        except Detour:
            staged = stage_all(bench, paths, mapping)
            return _brought(bench, store, order, owner_kinds or {}, Brought(staged))


@dataclass(frozen=True)
class Brought:
    """Files as they were read: their rows of text, or `direct` those of the tables."""

    staged: Mapping[str, Sequence[StagedFile]]
    direct: straight.Straight | None = None

    def shaped(self, bench: Workbench, mapping: MappingFile) -> Sequence[Shaped]:
        return self.direct.shaped if self.direct else shape_all(bench, self.staged, mapping)


def _straight(bench: Workbench, store: Store, order: Order, owner_kinds: Mapping[str, str]) -> Receipt:
    """Raises Detour where the longer path is to be taken; then nothing was stored."""
    if not straight.fits(order.mapping, order.paths):
        raise Detour
    found = straight.read(bench, order.paths[0], order.mapping, order.kept)
    if found.rest is not None:
        order = replace(order, rest=rest.details(found.rest, found.staged.look.encoding))
    return _brought(bench, store, order, owner_kinds, Brought({found.name: [found.staged]}, found))


def _brought(
    bench: Workbench, store: Store, order: Order, owner_kinds: Mapping[str, str], brought: Brought
) -> Receipt:
    """What was read, stored."""
    staged, mapping = brought.staged, order.mapping
    sha = content_hash(staged, mapping, owner_kinds, simulated=order.simulated)
    known = store.ledger.find(order.workspace, sha)
    if known is not None:
        return _already(staged, known.number, sha)
    bench.few = sum(rows_read(staged).values()) <= FEW_ROWS
    shaped = brought.shaped(bench, mapping)
    try:
        receipt = land(bench, store, shaped, replace(order, sha256=sha), files=file_names(staged))
    except AlreadyStored as error:
        return _already(staged, error.number, sha)
    notes = (*of_files(staged, mapping), *receipt.warnings)
    return replace(receipt, read=rows_read(staged), warnings=notes)


@contextmanager
def workbench(
    store: Store, *, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None,
    limits: Limits | None = None,
) -> Iterator[Workbench]:  # fmt: skip
    """A folder of its own that is gone afterwards, however the import ends."""
    folder = Path(tempfile.mkdtemp(prefix="import-", dir=store.scratch))
    bench = Workbench(store.local, folder, limits or Limits(), progress, cancelled)
    try:
        yield bench
    finally:
        bench.tidy()
        shutil.rmtree(folder, ignore_errors=True)


def stage_all(bench: Workbench, paths: Sequence[Path], mapping: MappingFile) -> dict[str, list[StagedFile]]:
    """Every file under the name it has in the mapping."""
    sizes = [_size(path) for path in paths]
    staged: dict[str, list[StagedFile]] = {}
    for number, path in enumerate(paths):
        before, total = sum(sizes[:number]), sum(sizes)
        name = by_name(path, mapping)
        folder = bench.folder / f"file{number}"
        folder.mkdir()
        file = stage(
            path, settings=mapping.settings(name or ""), engine=bench.engine, folder=folder,
            limits=bench.limits, wanted=_wanted(mapping, name), watch=_watch(bench, before, total),
        )  # fmt: skip
        staged.setdefault(name or by_columns(file, mapping), []).append(file)
    check_complete(staged, mapping)
    return staged


def _size(path: Path) -> int:
    """For the bar alone: what is wrong with a file is told when its turn comes."""
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0


def _watch(bench: Workbench, before: int, total: int) -> Callable[[int], None]:
    return lambda done: bench.say("reading", before + done, total)


def _wanted(mapping: MappingFile, name: str | None) -> Wanted | None:
    if name is None:
        return None
    mapped = mapped_columns(block for block in mapping.blocks if block.file == name)
    return Wanted(needed_columns(mapping, name), tuple(sorted(mapped)))


def content_hash(
    staged: Mapping[str, Sequence[StagedFile]], mapping: MappingFile, owner_kinds: Mapping[str, str], *,
    simulated: bool,
) -> str:  # fmt: skip
    """Of what came in: the files (packed or not), how they are read, whose accounts they are."""
    files = sorted((name, file.sha256) for name, files in staged.items() for file in files)
    return sha256(repr((files, mapping, sorted(owner_kinds.items()), simulated)).encode()).hexdigest()


def _already(staged: Mapping[str, Sequence[StagedFile]], number: int, sha: str) -> Receipt:
    files = [file for several in staged.values() for file in several]
    return Receipt(
        files=tuple(file.file for file in files), batch=number, already=True,
        read=rows_read(staged), sha256=sha,
    )  # fmt: skip


def file_names(staged: Mapping[str, Sequence[StagedFile]]) -> tuple[str, ...]:
    """By the number they have in the rows."""
    return tuple(file.file for files in staged.values() for file in files)


def rows_read(staged: Mapping[str, Sequence[StagedFile]]) -> dict[str, int]:
    return {file.file: file.rows for files in staged.values() for file in files}
