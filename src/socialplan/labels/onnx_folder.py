"""A stronger model from a folder: `model.onnx`, `tokenizer.json` and `config.json`, behind the same contract.

The files are those of Hugging Face's text classifiers. `config.json` names the labels (`id2label`); what is
of this project stands there under `socialplan`, all of it optional: `labeller` (sentiment), `languages`,
`labels` (their name -> ours), `max_tokens` (128), `batch` (32), `temperature` (1: how confidence is cooled),
and `unsure_below` (0.5). Needs the packages of requirements/onnx.lock. Nothing is fetched.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import file_digest
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from . import LABELLERS
from .base import Numbers, batch
from .folder_error import FILES, FolderError
from .reading import read_by_language

DEFAULTS: Mapping[str, Any] = {
    "labeller": "sentiment", "max_tokens": 128, "batch": 32, "temperature": 1.0, "unsure_below": 0.5,
}  # fmt: skip
Ids = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Settings:
    """What `config.json` says, checked."""

    labeller: str
    languages: tuple[str, ...]
    labels: tuple[str, ...]  # ours, in the order of the model's outputs
    max_tokens: int
    batch: int
    temperature: float
    unsure_below: float


@dataclass(frozen=True)
class OnnxFolder:
    """A labeller from a folder. The version is a hash of its files, so another model is another version."""

    settings: Settings
    version: str
    session: Any = field(repr=False, compare=False)
    tokenizer: Any = field(repr=False, compare=False)

    @property
    def name(self) -> str:
        return self.settings.labeller

    @property
    def languages(self) -> tuple[str, ...]:
        return self.settings.languages

    def label(self, texts: pa.Array, languages: pa.Array | None = None) -> pa.RecordBatch:
        """SCHEMA; the score of sentiment is positive minus negative, of others the chance of the label."""
        return read_by_language(texts, languages, reads=self.languages, read=self._read)

    def _read(self, texts: pa.Array, _language: str) -> pa.RecordBatch:
        written = [(one or "").strip() for one in texts.to_pylist()]
        chances = self.chances(written)
        best, highest = chances.argmax(axis=1), chances.max(axis=1, initial=0)
        unsure = LABELLERS[self.name].unsure
        labels = [
            self.settings.labels[place] if high >= self.settings.unsure_below else unsure
            for place, high in zip(best, highest, strict=True)
        ]
        read = np.array([any(map(str.isalpha, one)) for one in written], np.bool_)
        return batch(labels, self._scores(chances), highest, [[]] * len(written), read=read)

    def _scores(self, chances: Numbers) -> Numbers:
        if self.name != "sentiment":
            return np.asarray(chances.max(axis=1, initial=0))
        ours = self.settings.labels
        return np.asarray(chances[:, ours.index("positive")] - chances[:, ours.index("negative")])

    def chances(self, texts: Sequence[str]) -> Numbers:
        """A row per text, a column per label; texts of like length go through the model together."""
        found = np.zeros((len(texts), len(self.settings.labels)))
        order = np.argsort([len(one) for one in texts], kind="stable")
        for start in range(0, len(order), self.settings.batch):
            places = order[start : start + self.settings.batch]
            found[places] = self._run([texts[place] for place in places])
        return np.round(found, 6)

    def _run(self, texts: list[str]) -> Numbers:
        encoded = self.tokenizer.encode_batch(texts)
        given = {
            "input_ids": np.array([one.ids for one in encoded], np.int64),
            "attention_mask": np.array([one.attention_mask for one in encoded], np.int64),
            "token_type_ids": np.array([one.type_ids for one in encoded], np.int64),
        }
        wanted = {one.name: given[one.name] for one in self.session.get_inputs()}
        logits = np.asarray(self.session.run(None, wanted)[0], np.float64) / self.settings.temperature
        grown = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(grown / grown.sum(axis=1, keepdims=True))


def open_folder(folder: Path) -> OnnxFolder:
    """The labeller of this folder, loaded once for as long as its files stay as they are.

    Raises FolderError for a folder that is no such model, and where the packages are not installed.
    """
    settings, version = described(folder)
    if not installed():
        raise FolderError("packages")
    return _opened(folder, _marks(folder), settings, version)


def described(folder: Path) -> tuple[Settings, str]:
    """What the folder says of itself, and its version; nothing is loaded. Raises FolderError."""
    for name in FILES:
        if not (folder / name).is_file():
            raise FolderError("missing", file=name, folder=folder.name)
    return _described(folder, _marks(folder))


def installed() -> bool:
    """Whether the packages of requirements/onnx.lock are here."""
    return all(find_spec(name) is not None for name in ("onnxruntime", "tokenizers"))


def _marks(folder: Path) -> tuple[int, ...]:
    """Changes when a file does."""
    found = [(folder / name).stat() for name in FILES]
    return tuple(mark for one in found for mark in (one.st_mtime_ns, one.st_size))


@lru_cache(maxsize=32)
def _described(folder: Path, _times: tuple[int, ...]) -> tuple[Settings, str]:
    return _settings(folder / "config.json"), f"onnx-{_hash(folder)}"


@lru_cache(maxsize=4)
def _opened(folder: Path, _times: tuple[int, ...], settings: Settings, version: str) -> OnnxFolder:
    tokenizer = _tokenizer(folder / "tokenizer.json", settings.max_tokens)
    session = _session(folder / "model.onnx", len(settings.labels))
    return OnnxFolder(settings, version, session, tokenizer)


def _settings(file: Path) -> Settings:
    try:
        config = json.loads(file.read_text(encoding="utf-8"))
        theirs = [config["id2label"][str(place)] for place in range(len(config["id2label"]))]
        own = {**DEFAULTS, **config.get("socialplan", {})}
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise FolderError("no_labels", file=file.name, reason=wrong) from wrong
    if own["labeller"] not in LABELLERS:
        raise FolderError("labeller", file=file.name, name=own["labeller"], known=", ".join(LABELLERS))
    entry = LABELLERS[own["labeller"]]
    names = own.get("labels", {})
    labels = tuple(names.get(one, one.lower()) for one in theirs)
    if entry.labels and set(labels) != set(entry.labels):
        raise FolderError(
            "labels", file=file.name, theirs=", ".join(theirs), labeller=entry.name,
            ours=", ".join(entry.labels),
        )  # fmt: skip
    return Settings(
        own["labeller"], _languages(own, entry.languages), labels, _whole(own, "max_tokens"),
        _whole(own, "batch"),
        _above_0(own, "temperature"), _above_0(own, "unsure_below"),
    )  # fmt: skip


def _languages(own: Mapping[str, Any], usual: tuple[str, ...]) -> tuple[str, ...]:
    found = own.get("languages", list(usual))
    if not isinstance(found, list) or not found or not all(isinstance(one, str) and one for one in found):
        raise FolderError("languages", file="config.json", value=repr(found))
    return tuple(found)


def _whole(own: Mapping[str, Any], name: str) -> int:
    if not isinstance(own[name], int) or own[name] < 1:
        raise FolderError("whole", file="config.json", name=name, value=repr(own[name]))
    return int(own[name])


def _above_0(own: Mapping[str, Any], name: str) -> float:
    if not isinstance(own[name], int | float) or not own[name] > 0:
        raise FolderError("above_0", file="config.json", name=name, value=repr(own[name]))
    return float(own[name])


def _tokenizer(file: Path, most: int) -> Any:
    from tokenizers import Tokenizer

    try:
        found = Tokenizer.from_file(str(file))
    except Exception as wrong:
        raise FolderError("unreadable", file=file.name, reason=wrong) from wrong
    found.enable_truncation(most)
    padding = found.padding or {}
    found.enable_padding(pad_id=padding.get("pad_id", 0), pad_token=padding.get("pad_token", "[PAD]"))
    return found


def _session(file: Path, labels: int) -> Any:
    import onnxruntime

    try:
        found = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    except Exception as wrong:
        raise FolderError("unreadable", file=file.name, reason=wrong) from wrong
    unknown = {one.name for one in found.get_inputs()} - {"input_ids", "attention_mask", "token_type_ids"}
    if unknown:
        raise FolderError("inputs", file=file.name, names=", ".join(sorted(unknown)))
    given = found.get_outputs()[0].shape[-1]
    if isinstance(given, int) and given != labels:
        raise FolderError("outputs", file=file.name, given=given, named=labels)
    return found


def _hash(folder: Path) -> str:
    parts = []
    for name in FILES:
        with (folder / name).open("rb") as file:
            parts.append(file_digest(file, "sha256").hexdigest())
    return parts[0][:6] + parts[1][:3] + parts[2][:3]
