"""What the store shows of each made file, held against what was in it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from socialplan.cli.verify.made_files import expected

if TYPE_CHECKING:
    from socialplan.pipeline.ledger import Store

COLUMNS = {
    "posts": ("post_id", "text", "account_id"),
    "metrics": ("subject_id", "name", "value"),
    "interactions": ("post_id", "kind", "target_key"),
}
Seen = dict[int, dict[str, set[tuple[object, ...]]]]


@dataclass(frozen=True)
class Checked:
    """The verdict over all files. Everything but `whole` and `batches` must be empty."""

    whole: int
    batches: int
    partial: tuple[str, ...]
    lost: tuple[int, ...]  # acknowledged, but not there
    strange: tuple[str, ...]  # doubled rows, gaps in the numbers, listed files that are missing

    @property
    def good(self) -> bool:
        return not (self.partial or self.lost or self.strange)


def check(store: "Store", workspace: int, *, acknowledged: Mapping[int, int], seed: int) -> Checked:
    """`acknowledged`: number of a file -> the batch its import was acknowledged as."""
    snapshot = store.snapshot(workspace)
    seen, strange = see(store, workspace)
    whole, partial = set(), []
    for number, tables in sorted(seen.items()):
        wanted = expected(number, seed=seed)
        wrong = [table for table in COLUMNS if tables.get(table, set()) != wanted[table]]
        if wrong:
            partial.append(f"file {number}: {', '.join(wrong)}")
        else:
            whole.add(number)
    numbers = [row.number for row in store.ledger.batches(snapshot)]
    if numbers != list(range(1, len(numbers) + 1)):
        strange.append(f"batch numbers {numbers}")
    listed = {file.path for table in COLUMNS for file in store.ledger.files(snapshot, table)}
    folder = store.home / "store" / f"w{workspace}"
    strange += [f"{path} is listed and missing" for path in listed if not (folder / path).is_file()]
    lost = sorted(set(acknowledged) - whole)
    return Checked(len(whole), len(numbers), tuple(partial), tuple(lost), tuple(strange))


def see(store: "Store", workspace: int) -> tuple[Seen, list[str]]:
    """Every visible row by the number of its file; and what stands twice."""
    seen: Seen = defaultdict(dict)
    doubled = []
    for table, columns in COLUMNS.items():
        found = store.execute(store.current(store.snapshot(workspace), table).select(*columns))
        rows = list(zip(*(found.column(name).to_pylist() for name in columns), strict=True))
        if len(set(rows)) != len(rows):
            doubled.append(f"{len(rows) - len(set(rows))} rows of {table} stand twice")
        for row in rows:
            seen[int(str(row[0]).partition("-")[0])].setdefault(table, set()).add(row)
    return seen, doubled
