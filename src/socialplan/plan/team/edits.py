"""Saving one row of the plan: a stale save is refused with the difference, every change can be undone.

Rows saved here have `workspace`, `version` and `removed_at`. Fields are given and kept as text, numbers,
dates or ids of rows (`owner_id`), so that a change fits in one JSON object.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from .models import Edit, Member

Row = TypeVar("Row", bound=models.Model)
NEW = "new"  # what a row was before it was there


@dataclass(frozen=True)
class Difference:
    """One field that somebody else changed meanwhile."""

    field: str
    theirs: Any
    yours: Any


class StaleEdit(Exception):
    """Somebody saved this row after you opened it; nothing of yours was stored."""

    def __init__(self, *, version: int, differences: tuple[Difference, ...], by: str) -> None:
        super().__init__(f"version {version} was saved by {by or 'somebody else'} meanwhile")
        self.version = version
        self.differences = differences
        self.by = by


class CannotUndo(Exception):
    """The row changed again after this edit."""


def as_json(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def save_row(row: Row, *, changes: Mapping[str, Any], version: int | None, by: Member | None) -> Row:
    """Write `changes` if the row still has `version`; None: whatever it has. Raises StaleEdit."""
    with transaction.atomic():
        current = _locked(row)
        if version is not None and current.version != version:  # type: ignore[attr-defined]
            raise _stale(current, changes=changes)
        before = {name: as_json(getattr(current, name)) for name in changes}
        after = {name: as_json(value) for name, value in changes.items()}
        if before == after:
            return current
        for name, value in changes.items():
            setattr(current, name, value)
        current.version += 1  # type: ignore[attr-defined]
        current.full_clean()
        _store(current)
        _write(current, before=before, after=after, by=by)
    return current


def add_row(row: Row, *, by: Member | None) -> Row:
    """Store a new row; undoing it removes it. Raises ValidationError."""
    with transaction.atomic():
        row.full_clean()
        _store(row)
        _write(row, before={"removed_at": NEW}, after={"removed_at": None}, by=by)
    return row


def undo(row: Row, *, version: int, by: Member | None, now: datetime) -> Row:
    """Put back what `row` was before the change that made `version`. Raises CannotUndo when it changed."""
    edit = last_edit(row)
    if edit is None or edit.version != version:
        raise CannotUndo
    before = dict(edit.before)
    if before.get("removed_at") == NEW:
        before["removed_at"] = now
    changes = {name: _field(row, name).to_python(value) for name, value in before.items()}
    try:
        return save_row(row, changes=changes, version=version, by=by)
    except StaleEdit as error:
        raise CannotUndo from error


def _store(row: models.Model) -> None:
    """Two people at once can pass the checks together; the database lets one through."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise ValidationError(_("Somebody just stored the same. Look again.")) from error


def last_edit(row: models.Model) -> Edit | None:
    return _edits(row).first()


def _edits(row: models.Model) -> models.QuerySet[Edit]:
    return Edit.objects.filter(workspace_id=row.workspace_id, kind=_kind(row), object_id=row.pk)  # type: ignore[attr-defined]


def _locked(row: Row) -> Row:
    manager = type(row)._default_manager
    return manager.select_for_update().get(pk=row.pk)


def _write(row: models.Model, *, before: dict[str, Any], after: dict[str, Any], by: Member | None) -> None:
    Edit.objects.create(
        workspace_id=row.workspace_id,  # type: ignore[attr-defined]
        kind=_kind(row), object_id=row.pk, version=row.version,  # type: ignore[attr-defined]
        before=before, after=after, by=by,
    )  # fmt: skip


def _stale(current: models.Model, *, changes: Mapping[str, Any]) -> StaleEdit:
    last = last_edit(current)
    differences = tuple(
        Difference(name, as_json(getattr(current, name)), as_json(value))
        for name, value in changes.items()
        if as_json(getattr(current, name)) != as_json(value)
    )
    who = str(last.by) if last and last.by else ""
    return StaleEdit(version=current.version, differences=differences, by=who)  # type: ignore[attr-defined]


def _kind(row: models.Model) -> str:
    return str(row._meta.model_name)


def _field(row: models.Model, name: str) -> "models.Field[Any, Any]":
    field = row._meta.get_field(name.removesuffix("_id"))
    assert isinstance(field, models.Field)
    return field
