"""Posts per second of a model in a folder, per batch size; without a folder the tiny model of the tests.

PYTHONPATH=src:. .venv/bin/python benchmarks/model_folder.py [FOLDER]
"""

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from socialplan.labels.onnx_folder import OnnxFolder, open_folder
from socialplan.pipeline.folder_models import speed

SIZES = (1, 8, 32, 128)


def taken(labeller: OnnxFolder) -> tuple[float, float]:
    """Posts per second by the clock and per CPU second."""
    begin, cpu = time.monotonic(), time.process_time()
    clock = speed(labeller, seconds=3.0)
    return clock, clock * (time.monotonic() - begin) / (time.process_time() - cpu)


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
            clock, cpu = taken(replace(labeller, settings=replace(labeller.settings, batch=size)))
            print(f"batch {size}: {clock:,.0f} posts/s, {cpu:,.0f} per CPU second")


if __name__ == "__main__":
    main()
