"""Brings damaged samples in, each into a workspace of its own, and looks at what is left behind."""

import shutil
import zipfile
from pathlib import Path

import pyarrow.parquet as pq

from socialplan.pipeline.collect.errors import BadImport
from socialplan.pipeline.collect.importing import import_files
from socialplan.pipeline.collect.receipt import Receipt
from socialplan.pipeline.collect.recognise import recognise_all
from socialplan.pipeline.collect.unpack import unpacked
from socialplan.store import Store
from socialplan.store.sqlite_ledger import SqliteLedger

from .mutations import mutated

SAMPLES = Path(__file__).parent / "samples"
PACKED = 7  # one in so many stands in a zip archive, which is damaged instead


def samples() -> list[Path]:
    """The input of every sample pair."""
    folders = sorted(pair.parent for pair in SAMPLES.glob("*/*/expected.json"))
    return [path for folder in folders for path in folder.iterdir() if path.name != "expected.json"]


class Damaged:
    """A store and a folder; nothing of one import is left for the next."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.home = folder / "files", folder / "home"
        self.store = Store(
            self.home, SqliteLedger(self.home / "ledger.sqlite3"), threads=1, memory_limit="192MB"
        )
        self.workspace, self.receipt = 0, Receipt(files=(), batch=None)

    def bring(self, sample: Path, seed: int) -> None:
        """Import a damaged copy. Raises what the import raises."""
        shutil.rmtree(self.home / "store" / f"w{self.workspace}", ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.workspace += 1
        path = self.folder / sample.name
        content = sample.read_bytes()
        if seed % PACKED == 0:
            path = self.folder / "archive.zip"
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(sample.name, content)
            content = path.read_bytes()
        path.write_bytes(mutated(content, seed))
        with unpacked([path]) as paths:
            mapping = recognise_all(paths, zone="Europe/Amsterdam").mapping
            self.receipt = import_files(self.store, workspace=self.workspace, paths=paths, mapping=mapping)

    def is_empty(self) -> bool:
        """Neither a batch nor a file."""
        known = self.store.ledger.batches(self.store.snapshot(self.workspace))
        return not known and not any(self._files())

    def is_whole(self) -> bool:
        """Every row of the receipt stands in a file, and no other."""
        stored: dict[str, int] = {}
        for file in self._files():
            table = file.relative_to(self._place).parts[0]
            stored[table] = stored.get(table, 0) + pq.ParquetFile(file).metadata.num_rows
        return stored == {table: rows for table, rows in self.receipt.rows.items() if rows}

    @property
    def _place(self) -> Path:
        return self.home / "store" / f"w{self.workspace}"

    def _files(self) -> list[Path]:
        return sorted(self._place.rglob("*.parquet"))


def outcome(bench: Damaged, sample: Path, seed: int) -> str:
    """read, refused, or what went wrong."""
    where = f"{sample.parent.parent.name}/{sample.parent.name} {seed}"
    try:
        bench.bring(sample, seed)
    except BadImport:
        return "refused" if bench.is_empty() else f"half of an import: {where}"
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told
        return f"{type(error).__name__} {str(error)[:80]!r}: {where}"
    return "read" if bench.is_whole() else f"not all of an import: {where}"
