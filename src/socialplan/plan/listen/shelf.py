"""Where a version of a labeller is found: as shipped, in a folder, or as the workspace made it."""

from pathlib import Path

from django.conf import settings

from socialplan.pipeline import folder_models, label
from socialplan.pipeline.label import Shelf
from socialplan.pipeline.label_versions import shipped_versions

from .models import OwnModel


def home() -> Path:
    """Where this instance keeps what is its own; folders with models stand in `models` there."""
    return Path(settings.HOME)


def shelf_of(workspace: int) -> Shelf:
    """None for a version that is of another release of the product, or whose folder went."""

    def find(name: str, version: str, languages: tuple[str, ...]) -> "label.Labeller | None":
        found = label.shipped(name, version, languages)
        found = found or folder_models.reader(home(), name, version, languages)
        own = OwnModel.objects.filter(workspace=workspace, labeller=name, version=version).first()
        if found is not None or own is None:
            return found
        from socialplan.pipeline.learning import remembering

        base = label.shipped(name, own.base, languages)
        return remembering(base, own.learned) if base is not None else None

    return find


def at_hand(workspace: int, name: str, version: str) -> bool:
    """Whether this version can read new posts; nothing is loaded."""
    shipped = {one.name: one.version for one in shipped_versions()}.get(name)
    if version == shipped:
        return True
    folder = folder_models.folder_model(home(), name, version)
    if folder is not None:
        return folder.fit
    return OwnModel.objects.filter(workspace=workspace, labeller=name, version=version, base=shipped).exists()
