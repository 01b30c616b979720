"""Taking erased people out of what the plan keeps in words: findings, claims, cards, mappings, jobs.

The store knows where it keeps people. The plan keeps sentences and results in many rooms, so every text of
every model of the workspace is looked through, those of rooms built later too.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from socialplan.pipeline.traces import POSTS, Traces

from ...team.models import ApiToken, AuditEntry, Invitation, Member, User, Workspace
from ..models import ErasedHandle, Erasure, ImportDraft, StoreFile, WriterLease

# Members are no people in the data; the ledger holds no words.
LEFT_ALONE = (
    Workspace, User, Member, Invitation, ApiToken, Erasure, ErasedHandle, StoreFile, WriterLease,
)  # fmt: skip
# What cannot be masked: the history can only grow, and files that wait for a check are read as they are.
CANNOT = (AuditEntry, ImportDraft)
SHORTEST = 80  # shorter columns hold codes
NO_WORDS = frozenset({
    "by", "author", "asked_by", "saved_by", "holder", "measure", "columns", "coverage", "counts", "scopes",
    "window", "batches", "chains",
})  # fmt: skip


def forget(workspace: Workspace, traces: Traces) -> tuple[dict[str, int], dict[str, int]]:
    """Mask these people everywhere in the plan; call it inside the transaction that erases them.

    Returns how many rows of which kind were masked, and how many hold them and cannot be.
    """
    masked: dict[str, int] = {}
    left: dict[str, int] = {}
    for model, path in _of_workspace() if traces else ():
        rows = model._default_manager.filter(**{path: workspace})
        if model in CANNOT:
            found = sum(traces.within(_words(row).values()) for row in rows)
            left |= {model._meta.model_name or "": found} if found else {}
        elif done := sum(_masked(row, traces) for row in rows):
            masked[model._meta.model_name or ""] = done
    return masked, left


def _masked(row: models.Model, traces: Traces) -> bool:
    changed = {name: new for name, old in _words(row).items() if (new := _without(old, name, traces)) != old}
    if not changed:
        return False
    for name, value in changed.items():
        field = row._meta.get_field(name)
        if getattr(field, "unique", False) or name in _unique_parts(row):
            value = f"{value} {row.pk}"  # two people, one mask: the names must stay different
        longest = getattr(field, "max_length", None)
        setattr(row, name, value[:longest] if longest and isinstance(value, str) else value)
    row.save(update_fields=list(changed))
    return True


def _without(value: object, name: str, traces: Traces) -> object:
    """A column of ids of posts loses the id; other columns the names."""
    return traces.masked(value, name if name in POSTS else "")


def _words(row: models.Model) -> dict[str, object]:
    return {field.name: getattr(row, field.name) for field in row._meta.concrete_fields if _wordy(field)}


def _wordy(field: models.Field) -> bool:
    if field.name in NO_WORDS or field.choices:
        return False
    if isinstance(field, models.TextField | models.JSONField):
        return True
    return isinstance(field, models.CharField) and (field.max_length or SHORTEST) >= SHORTEST


def _unique_parts(row: models.Model) -> set[str]:
    unique = [one for one in row._meta.constraints if isinstance(one, models.UniqueConstraint)]
    return {name for one in unique for name in one.fields}


def _of_workspace() -> Iterator[tuple[type[models.Model], str]]:
    """Every model that belongs to a workspace, with the way to it."""
    for model in apps.get_app_config("plan").get_models():
        path = None if model in LEFT_ALONE else _way(model)
        if path:
            yield model, path


def _way(model: type[models.Model], deep: int = 3) -> str | None:
    ties = [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    for field in ties:
        if field.related_model is Workspace:
            return field.name
    for field in ties if deep else ():
        further = _way(field.related_model, deep - 1) if field.related_model is not model else None
        if further:
            return f"{field.name}__{further}"
    return None
