"""This instance, for commands: Django set up, the workspace that is meant, its store."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from socialplan.pipeline.ledger import Store
    from socialplan.plan.models import Workspace


def open_instance() -> None:
    """Set Django up; what needs no database should not call this, it costs half a second."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socialplan.config.settings")
    import django

    django.setup()


def workspace(slug: str | None = None) -> "Workspace":
    """The workspace with this slug, else the only one that is no example; ends with a clear line otherwise.

    A home without any gets its first one, as `./run` would make it."""
    from socialplan.plan.team import actions, queries

    known = queries.all_workspaces()
    if slug is not None:
        found = [one for one in known if one.slug == slug]
        return found[0] if found else stop(f"There is no workspace '{slug}'. {_names(known)}")
    if not known:
        return actions.first_workspace()
    real = [one for one in known if not one.simulated]  # the example is never meant by accident
    if len(known) == 1 or len(real) == 1:
        return (real or known)[0]
    return stop(f"Which workspace? Say --workspace NAME. {_names(known)}")


def store() -> "Store":
    from socialplan.plan.sources.queries import open_store

    return open_store()


def home() -> Path:
    """Where this instance keeps what is its own; needs no database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socialplan.config.settings")
    from django.conf import settings

    return Path(settings.HOME)


def stop(reason: str, *, code: int = 2) -> NoReturn:
    """End with one line for the reader: 2 for bad use, 1 for what failed."""
    print(reason, file=sys.stderr)
    sys.exit(code)


def _names(known: "list[Workspace]") -> str:
    return "Workspaces: " + ", ".join(one.slug for one in known) + "." if known else "There are none yet."
