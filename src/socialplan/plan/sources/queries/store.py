"""The store of this instance, with the ledger that stands in its database."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from socialplan.pipeline.ledger import Store

from ..ledger import DjangoLedger


def open_store(
    *, also: Callable[[int], None] | None = None, memory_limit: str | None = None, own: bool = False
) -> Store:
    """The store under SOCIALPLAN_HOME.

    `also` runs in the transaction that commits a batch or an erasure, with its number or epoch.
    `memory_limit` ("256MB") bounds the engine of this store, for imports of any size. `own`: with connections
    of its own, for results that are still read while others are asked.
    """
    home, engine = Path(settings.HOME), getattr(settings, "ENGINE_URL", "")
    if own:
        return Store(home, DjangoLedger(), engine_url=engine, memory_limit=memory_limit)
    if also is None:
        return _shared(home, engine, memory_limit)
    return Store(home, DjangoLedger(also), engine_url=engine, memory_limit=memory_limit)


@lru_cache(maxsize=8)
def _shared(home: Path, engine: str, memory_limit: str | None) -> Store:
    return Store(home, DjangoLedger(), engine_url=engine, memory_limit=memory_limit)
