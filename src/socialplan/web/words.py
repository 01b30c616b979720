"""Codes of the floors below in words for a person: why a file does not fit, what a note says."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from socialplan.pipeline.collect.errors import REASONS


class _Forgiving(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def reason_words(error: Mapping[str, Any]) -> str:
    """Why a file could not be imported, in the reader's language."""
    text = REASONS.get(str(error.get("code")))
    if text is None:
        return str(error.get("reason") or _("It stopped for a reason that stands in the log of the server."))
    return sentence(_(text).format_map(_Forgiving(error.get("values") or {})))


def sentence(text: str) -> str:
    """Starts with a capital and ends with a stop."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) else text + "."
