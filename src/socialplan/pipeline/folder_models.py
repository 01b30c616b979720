"""Models in folders under the home of this instance (`models/NAME`): which there are, tried or not.

A model that was tried keeps what came out beside its folder, in `models/NAME.tried.json`, for its version.
"""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

import pyarrow as pa

from socialplan.labels.folder_error import FolderError
from socialplan.labels.measured import Measured
from socialplan.labels.onnx_folder import OnnxFolder, described, installed, open_folder

from .accuracy.base import data_folder
from .collect.errors import Cancelled

FOLDER, TRIED = "models", ".tried.json"
SENTENCES = (
    "What a splendid view from here",
    "The door was open when we came",
    "De bediening was ellendig en traag",
)
SECONDS = 2.0
Progress = Callable[[str, int, int | None], None]


@dataclass(frozen=True)
class Wrong:
    """Why a folder cannot be used: the code and values of a FolderError, and its English."""

    code: str
    values: Mapping[str, str]
    text: str

    @classmethod
    def of(cls, error: FolderError) -> "Wrong":
        return cls(error.code, {name: str(one) for name, one in error.values.items()}, str(error))


@dataclass(frozen=True)
class Tried:
    """What came out when a version was tried: posts a second on this machine, and its figures."""

    version: str
    wrong: Wrong | None = None
    speed: float | None = None
    batch: int = 0
    figures: tuple[Measured, ...] = ()


@dataclass(frozen=True)
class FolderModel:
    """One folder. `wrong`: it is no model, or did not load; then the rest may be empty."""

    name: str
    path: Path
    labeller: str = ""
    version: str = ""
    languages: tuple[str, ...] = ()
    wrong: Wrong | None = None
    tried: Tried | None = None

    @property
    def fit(self) -> bool:
        """Tried, and nothing wrong with it."""
        return self.tried is not None and self.wrong is None


def folder_models(home: Path) -> tuple[FolderModel, ...]:
    """Every folder of `home/models`, by name; nothing is loaded."""
    place = home / FOLDER
    if not place.is_dir():
        return ()
    found = sorted(one for one in place.iterdir() if one.is_dir() and not one.name.startswith("."))
    return tuple(_seen(one) for one in found)


def folder_model(home: Path, labeller: str, version: str) -> FolderModel | None:
    """The folder that holds this version of a labeller."""
    held = (one for one in folder_models(home) if (one.labeller, one.version) == (labeller, version))
    return next(held, None)


def _seen(path: Path) -> FolderModel:
    try:
        settings, version = described(path)
    except FolderError as error:
        return FolderModel(path.name, path, wrong=Wrong.of(error))
    tried = _kept(path, version)
    wrong = tried.wrong if tried else None
    if not installed():
        wrong = Wrong.of(FolderError("packages"))
    return FolderModel(path.name, path, settings.labeller, version, settings.languages, wrong, tried)


def _kept(path: Path, version: str) -> Tried | None:
    """What came out when this version was tried; None where that is another one or nothing we wrote."""
    try:
        held = json.loads(path.with_name(path.name + TRIED).read_text(encoding="utf-8"))
        wrong = Wrong(**held["wrong"]) if held["wrong"] else None
        figures = tuple(Measured(**row) for row in held["figures"])
        tried = Tried(held["version"], wrong, held["speed"], held["batch"], figures)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return tried if tried.version == version else None


def try_folder(
    one: FolderModel, *, today: date, progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Tried:  # fmt: skip
    """Load the model, take its speed, and measure it on the labelled sets that are here; kept beside the
    folder, also that it does not load. Raises Cancelled."""
    try:
        labeller = open_folder(one.path)
        tried = Tried(labeller.version, None, round(speed(labeller), 1), labeller.settings.batch)
    except FolderError as error:
        tried = Tried(one.version, Wrong.of(error))
    else:
        tried = replace(tried, figures=_figures(labeller, today, progress, cancelled or (lambda: False)))
    text = json.dumps(asdict(tried), ensure_ascii=False, indent=1)
    one.path.with_name(one.path.name + TRIED).write_text(text, encoding="utf-8")
    return tried


def _figures(
    labeller: OnnxFolder, today: date, progress: Progress | None, cancelled: Callable[[], bool]
) -> tuple[Measured, ...]:
    from .accuracy.measure import every_set, measure

    known = [
        one for one in every_set()
        if one.labeller == labeller.name and one.language in ("", *labeller.languages)
    ]  # fmt: skip
    found = []
    for place, one in enumerate(known):
        if cancelled():
            raise Cancelled
        if progress:
            progress("measuring", place, len(known))
        try:
            examples = one.read(data_folder() or Path())
        except FileNotFoundError:
            continue
        found.append(measure(one, examples, today=today, labeller=labeller))
    return tuple(found)


def speed(labeller: OnnxFolder, *, seconds: float = SECONDS) -> float:
    """Posts a second by the clock, at its own batch size, on sentences of a dozen words."""
    texts = [
        SENTENCES[place % 3] + " and so on" * (place % 9) for place in range(4 * labeller.settings.batch)
    ]
    column, languages = pa.array(texts), pa.array([labeller.languages[0]] * len(texts))
    labeller.label(column, languages)
    begin, posts = time.monotonic(), 0
    while time.monotonic() - begin < seconds:
        labeller.label(column, languages)
        posts += len(texts)
    return posts / (time.monotonic() - begin)


def figures(home: Path) -> tuple[Measured, ...]:
    """The figures of every folder that was tried."""
    return tuple(row for one in folder_models(home) if one.tried for row in one.tried.figures)


def reader(home: Path, labeller: str, version: str, languages: tuple[str, ...]) -> OnnxFolder | None:
    """The labeller of the folder that holds this version, for those of these languages that it reads; None
    where there is none or it does not load."""
    held = folder_model(home, labeller, version)
    if held is None or held.wrong is not None:
        return None
    try:
        found = open_folder(held.path)
    except FolderError:
        return None
    read = tuple(one for one in found.languages if one in languages)
    return replace(found, settings=replace(found.settings, languages=read))
