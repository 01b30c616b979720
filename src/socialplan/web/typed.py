"""What comes typed in an address or a hidden field, read with care: anything may stand there."""

import re

WHOLE = re.compile(r"[0-9]{1,12}", re.ASCII)
LONGEST = 280


def whole(text: str | None) -> int | None:
    """A whole number, None for anything else."""
    return int(text) if text and WHOLE.fullmatch(text) else None


def line(text: str | None, longest: int = LONGEST) -> str:
    """One line of words, no longer than a field keeps."""
    return " ".join((text or "").replace("\x00", "").split())[:longest]
