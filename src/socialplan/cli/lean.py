"""Less to load and to tidy. Pyarrow looks for pandas when it first makes a column of a list: that costs half
a second and 40 MB, for what neither imports nor labels use."""

import gc
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from types import ModuleType


class Without(MetaPathFinder):
    """Says that a module is not here."""

    def __init__(self, name: str) -> None:
        self.name = name

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> None:
        if name == self.name:
            raise ModuleNotFoundError(f"{name} is left out", name=name)


def without_pandas() -> None:
    """For the rest of this process; call it before anything is read."""
    sys.meta_path.insert(0, Without("pandas"))


def seldom_tidied() -> None:
    """For the rest of this process: questions are put together of very many small things, hardly any of them
    in circles, and looking for those took a fifteenth of an import."""
    gc.set_threshold(50_000, 20, 20)
