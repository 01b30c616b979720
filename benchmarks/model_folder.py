"""Posts per second of a model in a folder, per batch size; without a folder the tiny model of the tests.

PYTHONPATH=src:. .venv/bin/python benchmarks/model_folder.py [FOLDER]
"""

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from socialplan.labels.onnx_folder import OnnxFolder, open_folder

SENTENCES = (
    "What a splendid view from here",
    "The door was open when we came",
    "De bediening was ellendig en traag",
)
SIZES, SECONDS = (1, 8, 32, 128), 3.0


def speed(labeller: OnnxFolder) -> tuple[float, float]:
    """Posts per second by the clock and per CPU second."""
    texts = [
        SENTENCES[place % 3] + " and so on" * (place % 9) for place in range(4 * labeller.settings.batch)
    ]
    column, languages = pa.array(texts), pa.array([labeller.languages[0]] * len(texts))
    labeller.label(column, languages)
    begin, cpu, posts = time.monotonic(), time.process_time(), 0
    while time.monotonic() - begin < SECONDS:
        labeller.label(column, languages)
        posts += len(texts)
    return posts / (time.monotonic() - begin), posts / (time.process_time() - cpu)


def main() -> None:
    with tempfile.TemporaryDirectory() as made:
        if len(sys.argv) > 1:
            folder = Path(sys.argv[1])
        else:
            from tests.labels import tiny_model

            folder = tiny_model.make(Path(made))
        labeller = open_folder(folder)
        print(f"{labeller.name}@{labeller.version}, {', '.join(labeller.languages)}")
        for size in SIZES:
            clock, cpu = speed(replace(labeller, settings=replace(labeller.settings, batch=size)))
            print(f"batch {size}: {clock:,.0f} posts/s, {cpu:,.0f} per CPU second")


if __name__ == "__main__":
    main()
