"""A model in a folder, made on the spot: a vector per word, added up."""

import json
from pathlib import Path
from typing import Any

WORDS = {
    "[PAD]": (0, 0, 0), "[UNK]": (0, 1, 0), "splendid": (0, 0, 4), "dreadful": (4, 0, 0), "door": (0, 2, 0),
    "prachtig": (0, 0, 4), "ellendig": (4, 0, 0),
}  # fmt: skip
LABELS = ("LABEL_0", "LABEL_1", "LABEL_2")
NAMES = {"LABEL_0": "negative", "LABEL_1": "neutral", "LABEL_2": "positive"}


def make(folder: Path, **settings: Any) -> Path:
    """Writes the three files; `settings` go into config.json under socialplan."""
    folder.mkdir(parents=True, exist_ok=True)
    config = {
        "id2label": {str(place): name for place, name in enumerate(LABELS)},
        "socialplan": {"labels": NAMES, **settings},
    }
    (folder / "config.json").write_text(json.dumps(config))
    _write_tokenizer(folder / "tokenizer.json")
    _write_model(folder / "model.onnx")
    return folder


def _write_tokenizer(file: Path) -> None:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    numbers = {word: place for place, word in enumerate(WORDS)}
    tokenizer = Tokenizer(models.WordLevel(numbers, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(file))


def _write_model(file: Path) -> None:
    from onnx import TensorProto, checker, helper, save

    flat = [float(value) for row in WORDS.values() for value in row]
    graph = helper.make_graph(
        [
            helper.make_node("Gather", ["table", "input_ids"], ["vectors"]),
            helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
            helper.make_node("Unsqueeze", ["mask", "last"], ["column"]),
            helper.make_node("Mul", ["vectors", "column"], ["told"]),
            helper.make_node("ReduceSum", ["told", "second"], ["logits"], keepdims=0),
        ],
        "tiny",
        [helper.make_tensor_value_info(name, TensorProto.INT64, ["posts", "tokens"])
         for name in ("input_ids", "attention_mask")],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["posts", 3])],
        [helper.make_tensor("table", TensorProto.FLOAT, [len(WORDS), 3], flat),
         helper.make_tensor("last", TensorProto.INT64, [1], [-1]),
         helper.make_tensor("second", TensorProto.INT64, [1], [1])],
    )  # fmt: skip
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    checker.check_model(model)
    save(model, str(file))
