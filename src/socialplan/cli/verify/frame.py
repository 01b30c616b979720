"""What verifications share: the real set they run on where it is there, and how they report."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typer

SET, MAPPING = "facebook_pages_2016", Path("tests/mappings/facebook_pages_2016.toml")


def real_set(data: Path | None) -> Path | None:
    """The folder of the real set, asked for or known; None where it is not."""
    from socialplan.plan.evidence.discipline_data import real_data_folder

    folder = data or real_data_folder()
    return folder / SET if folder is not None and (folder / SET).is_dir() else None


def finish(report: Mapping[str, Any], words: str, *, good: bool, as_json: bool) -> None:
    """Prints it; exit code 1 where a bound failed or a planted fault was not found."""
    print(json.dumps({**report, "good": good}) if as_json else words)
    if not good:
        raise typer.Exit(1)
