"""The shape of an entry of the catalogue: what one analysis asks, reads and returns, as data."""

from dataclasses import dataclass, field
from importlib import import_module
from types import ModuleType
from typing import Any

from ..figures import DIMS

GROUPS = ("account", "brand", "network", "kind", "native_kind", "role", "hashtag")
VISIT_GROUPS = ("channel", "source", "medium", "campaign", "content", "landing", "network")
EFFORT_GROUPS = ("campaign", "network", "currency", *DIMS)
TAG_GROUPS = ("utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term")
GRAINS = ("hour", "weekday", "day", "week")


WHOLE = 36500  # days around a window that hold all data


@dataclass(frozen=True)
class Option:
    """A parameter of one analysis beside the common ones."""

    name: str
    kind: type  # str, int, float or bool
    default: Any
    help: str  # English; the Dutch text stands in the catalogue of translations
    choices: tuple[str, ...] = ()

    def described(self) -> dict[str, Any]:
        return {
            "name": self.name, "kind": self.kind.__name__, "default": self.default,
            "choices": list(self.choices), "help": self.help,
        }  # fmt: skip


CURRENCY = Option("currency", str, "", "Only money in this currency, such as EUR.")

LABELS = Option(
    "labels", str, "best",
    "Whose labels: people's corrections before the model's (best), the model's alone, or those in the file.",
    ("best", "model", "file"),
)  # fmt: skip
PHRASE = Option(
    "phrase", str, "",
    "Only posts with these words; whole words, capitals do not matter, a comma between alternatives.",
)  # fmt: skip
SAID = Option(
    "said", str, "all", "Posts by everybody, by others than accounts, or by accounts themselves.",
    ("all", "others", "own"),
)  # fmt: skip


@dataclass(frozen=True)
class Analysis:
    """One question to the data. `module` holds `gather(tables, params)` and `conclude(rows, params)`."""

    name: str
    version: int
    module: str
    tables: tuple[str, ...]  # the first one's times and accounts are the scope's
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
    accounts: bool = True  # whether its rows belong to accounts, so that one can be asked for
    margin_days: int = 0  # days around a window whose data also move the result; WHOLE: all
    # Whose labels it reads: tables["labels"] then has one row per (network, subject_id, reads); see
    # pipeline.reading.
    labellers: tuple[str, ...] = ()

    def load(self) -> ModuleType:
        return import_module(self.module)

    @property
    def of_posts(self) -> bool:
        """Whether posts stand behind its answers, so that they can be shown."""
        return bool({"posts", "interactions"} & set(self.tables))

    def described(self) -> dict[str, Any]:
        """The entry as plain values, for programs."""
        return {
            "name": self.name, "version": self.version, "title": self.title, "question": self.question,
            "about": self.about, "method": self.method, "unit": self.unit,
            "measures": list(self.measures), "by": list(self.by), "default_by": list(self.default_by),
            "options": [option.described() for option in self.options],
            **({"labellers": list(self.labellers)} if self.labellers else {}),
        }  # fmt: skip
