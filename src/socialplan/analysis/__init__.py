"""The catalogue: every analysis as data. It imports no engine; faces and docs are built from it."""

from dataclasses import dataclass, field
from importlib import import_module
from types import ModuleType
from typing import Any

GROUPS = ("account", "brand", "network", "kind", "native_kind", "role", "hashtag")
GRAINS = ("hour", "weekday", "day", "week")


@dataclass(frozen=True)
class Option:
    """A parameter of one analysis beside the common ones."""

    name: str
    kind: type
    default: Any
    help: str  # English; the Dutch text stands in the catalogue of translations


@dataclass(frozen=True)
class Analysis:
    """One question to the data. `module` holds `gather(tables, params)` and `conclude(rows, params)`."""

    name: str
    version: int
    module: str
    tables: tuple[str, ...]
    question: str  # in a person's words
    title: str
    about: str  # what is counted and what not
    method: str  # how, with the source of the method
    unit: str
    measures: tuple[str, ...]
    by: tuple[str, ...] = GROUPS + GRAINS
    default_by: tuple[str, ...] = ()
    options: tuple[Option, ...] = field(default=())
    chart: str = "bars"  # bars, line, dots, table

    def load(self) -> ModuleType:
        return import_module(self.module)


ANALYSES: dict[str, Analysis] = {}
