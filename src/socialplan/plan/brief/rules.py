"""Plain decisions about names and spellings."""

import re

SPACES = re.compile(r"\s+")


def tidy(text: str) -> str:
    return SPACES.sub(" ", text).strip()


def spellings(name: str, aliases: str) -> tuple[str, ...]:
    """The name and its other spellings, each once, compared without case."""
    found: dict[str, str] = {}
    for part in (name, *aliases.split(",")):
        if text := tidy(part):
            found.setdefault(text.casefold(), text)
    return tuple(found.values())


def phrase(texts: tuple[str, ...]) -> str:
    """What the analyses take: spellings separated by commas, each matched as whole words."""
    return ",".join(text.replace(",", " ") for text in texts)
