"""Where the files of a draft stand while they are checked."""

from pathlib import Path

from django.conf import settings

from .models import ImportDraft


def draft_folder(workspace: int, name: str) -> Path:
    return Path(settings.HOME) / "uploads" / f"w{workspace}" / name


def draft_paths(draft: ImportDraft) -> list[Path]:
    folder = draft_folder(draft.workspace_id, draft.folder)
    return [folder / str(place) / file["name"] for place, file in enumerate(draft.files)]
