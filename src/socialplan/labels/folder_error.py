"""Why a folder is no model for us: the file and the reason, as a code with values, and in English."""

from typing import Any

FILES = ("model.onnx", "tokenizer.json", "config.json")
REASONS = {
    "missing": "{file} is missing in {folder}; a model needs model.onnx, tokenizer.json, config.json",
    "no_labels": "{file}: no JSON object with id2label from 0 on ({reason})",
    "labeller": "{file}: no labeller is called {name}; there are {known}",
    "labels": "{file}: its labels are {theirs}; {labeller} needs {ours}. Say under "
    "socialplan.labels which is which",
    "languages": "{file}: socialplan.languages is {value}, not a list of codes such as nl and en",
    "whole": "{file}: socialplan.{name} is {value}, not a whole number above 0",
    "above_0": "{file}: socialplan.{name} is {value}, not a number above 0",
    "unreadable": "{file}: {reason}",
    "inputs": "{file}: asks for {names}, which a text does not give",
    "outputs": "{file} gives {given} labels, config.json names {named}",
    "packages": "the packages that run a model are not installed: install those of requirements/onnx.lock",
}


class FolderError(ValueError):
    """A folder that is no model for us: names the file and the reason."""

    def __init__(self, code: str, **values: Any) -> None:
        self.code, self.values = code, values
        super().__init__(REASONS[code].format(**values))
