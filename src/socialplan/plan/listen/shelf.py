"""Where a version of a labeller is found: as shipped, or as the workspace made it."""

from socialplan.pipeline import label
from socialplan.pipeline.label import Shelf

from .models import OwnModel


def shelf_of(workspace: int) -> Shelf:
    """None for a version that is of another release of the product."""

    def find(name: str, version: str, languages: tuple[str, ...]) -> "label.Labeller | None":
        found = label.shipped(name, version, languages)
        own = OwnModel.objects.filter(workspace=workspace, labeller=name, version=version).first()
        if found is not None or own is None:
            return found
        from socialplan.pipeline.learning import remembering

        base = label.shipped(name, own.base, languages)
        return remembering(base, own.learned) if base is not None else None

    return find
