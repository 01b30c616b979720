"""Remember, rename and forget which column is which field."""

from django.db import transaction
from django.utils import timezone

from ...team.actions import audit
from ...team.models import Member, Workspace
from ..models import MappingFile

NAME_LENGTH = 120


class NameTaken(Exception):
    """Another mapping of this workspace has that name."""


@transaction.atomic
def remember_mapping(*, workspace: Workspace, name: str, toml: str, columns_key: str = "",
                     by: Member | str) -> MappingFile:  # fmt: skip
    """Keep a mapping under a name; the same name again replaces it."""
    mapping, made = MappingFile.objects.update_or_create(
        workspace=workspace, name=name.strip()[:NAME_LENGTH],
        defaults={"toml": toml, "columns_key": columns_key},
    )  # fmt: skip
    action = "remember_mapping" if made else "change_mapping"
    audit(workspace=workspace, by=by, action=action, object=mapping.name)
    return mapping


@transaction.atomic
def rename_mapping(*, mapping: MappingFile, name: str, by: Member | str) -> MappingFile:
    """Raises NameTaken."""
    name = name.strip()[:NAME_LENGTH]
    others = MappingFile.objects.filter(workspace=mapping.workspace, name=name).exclude(pk=mapping.pk)
    if others.exists():
        raise NameTaken(name)
    audit(workspace=mapping.workspace, by=by, action="rename_mapping", object=mapping.name,
          details={"to": name})  # fmt: skip
    mapping.name, mapping.updated_at = name, timezone.now()
    mapping.save(update_fields=["name", "updated_at"])
    return mapping


@transaction.atomic
def forget_mapping(*, mapping: MappingFile, by: Member | str) -> None:
    """What was imported with it stays."""
    audit(workspace=mapping.workspace, by=by, action="forget_mapping", object=mapping.name)
    mapping.delete()
