"""Names of persons in the words of the plan: joined when shown, gone when somebody was erased."""

import re
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from ...team.models import Workspace
from .. import measuring

PERSON = re.compile(r"~[0-9a-f]{20}")


def named(workspace: Workspace, texts: Sequence[str]) -> list[str]:
    """The texts with handles in the place of person keys."""
    keys = {key for text in texts for key in PERSON.findall(text)}
    if not keys:
        return list(texts)
    handles = handles_of(workspace, keys)
    return [PERSON.sub(lambda found: handles[found.group()], text) for text in texts]


def handles_of(workspace: Workspace, keys: Iterable[str]) -> dict[str, str]:
    """Handle by person key; who was erased is "somebody"."""
    from socialplan.pipeline.names import names

    wanted = set(keys)
    store = measuring.open_store()
    known = names(store, store.snapshot(workspace.pk), wanted)
    return {key: f"@{known[key].lstrip('@')}" if known.get(key) else _("somebody") for key in wanted}


def by_key(workspace: Workspace, text: str, keys: Iterable[str]) -> str:
    """The text with person keys in the place of these persons' handles: what is stored."""
    for key, handle in sorted(handles_of(workspace, keys).items(), key=lambda pair: -len(pair[1])):
        if handle.startswith("@"):
            text = re.sub(re.escape(handle) + r"(?!\w)", key, text, flags=re.IGNORECASE)
    return text
