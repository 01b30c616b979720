"""Brings JSON lines to text columns: one column per path, found by looking at the records."""

from collections.abc import Callable
from pathlib import Path

from .limits import Limits
from .reading import Look, StagedFile


def stage_json(
    path: Path, found: Look, *, folder: Path, limits: Limits, watch: Callable[[int], None] | None
) -> StagedFile:
    raise NotImplementedError


def first_records(stream: object, found: Look, most: int) -> tuple[tuple[str, ...], list[tuple[int, list[str]]]]:
    raise NotImplementedError
