"""What there is to hear on a simulated network, held against what the store shows of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

import pyarrow.parquet as pq

from ...networks.simulated import World
from ...networks.simulated.happenings import happenings
from ...networks.simulated.hearing import address
from ...store import Store
from ...store.files import place, workspace_folder

LAST = date(2026, 10, 31)
DAYS = 168  # tens of thousands of items
SAID = ("post", "edit")
KEYS = {"posts": "post_id", "interactions": "interaction_id"}


@dataclass(frozen=True)
class Truth:
    """The network's address, and the place and key of every item in the order in which it is heard."""

    server: str
    items: tuple[tuple[tuple[int, int], str, str], ...]  # (portion, number), table, id

    @classmethod
    def of(cls, seed: int, *, page: int, days: int = DAYS) -> "Truth":
        world = World(last=LAST, seed=seed, language="nl", days=days, newer=14, people=300)
        end = datetime.combine(world.end, time())
        items = [
            ((span.begin, number), "posts" if one.kind in SAID else "interactions", str(one.raw["id"]))
            for span in world.spans(world.first, world.end)
            for number, one in enumerate(happenings(span))
            if one.at <= end and one.kind != "delete"
        ]
        return cls(address(world, drip=page), tuple(items))

    def before(self, cursor: str) -> Mapping[str, set[str]]:
        """The keys of the items before a cursor, per table."""
        begin, number = (int(part) for part in (cursor or "0:0").split(":"))
        found: dict[str, set[str]] = {table: set() for table in KEYS}
        for at, table, key in self.items:
            if at < (begin, number):
                found[table].add(key)
        return found

    def held_against(
        self, store: Store, workspace: int, cursor: str
    ) -> tuple[int, int, int, tuple[str, ...]]:
        """Items before the cursor, rows of them, batches, and everything that is wrong."""
        due, wrong, rows = self.before(cursor), [], 0
        snapshot = store.snapshot(workspace)
        for table, key in KEYS.items():
            found = store.execute(store.current(snapshot, table).select(key))[key].to_pylist()
            missing = due[table] - set(found)
            rows += len(due[table]) - len(missing)
            if missing:
                wrong.append(f"the cursor is ahead: {len(missing)} {table} before it are not stored")
            if len(found) != len(set(found)):
                wrong.append(f"{len(found) - len(set(found))} {table} stand twice")
        wrong += self._files(store, workspace)
        return sum(map(len, due.values())), rows, len(store.ledger.batches(snapshot)), tuple(wrong)

    def _files(self, store: Store, workspace: int) -> list[str]:
        """Every listed file can be read; an interaction, which never changes, stands in one of them alone."""
        snapshot, folder = store.snapshot(workspace), workspace_folder(store.home, workspace)
        stored: list[str] = []
        for table in KEYS:
            for file in store.ledger.files(snapshot, table):
                try:
                    read = pq.read_table(place(folder, file.path))
                except OSError as error:
                    return [f"{file.path} cannot be read: {error}"]
                stored += read["interaction_id"].to_pylist() if table == "interactions" else []
        twice = len(stored) - len(set(stored))
        return [f"{twice} interactions were stored twice"] if twice else []


def another_server(world: World) -> str:
    """The address of a network like that of an example, on which other things are said."""
    return address(replace(world, seed=world.seed + 1))
