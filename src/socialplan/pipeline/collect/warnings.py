"""What an import did that a person should know: codes with English words."""

from collections.abc import Mapping
from typing import Any

# The texts are the msgids of the faces (area `collect`).
WARNINGS: dict[str, str] = {
    "overruled": "{rows} rows of {table} lost to another row with the same key, as the mapping says",
    "encoding": "{file} is read as {encoding}; that is a guess",
    "file_absent": "no file given for '{file}'; what it holds is left out",
    "unused_file": "nothing is read from {file}",
}


def text(warning: Mapping[str, Any]) -> str:
    """One sentence in English."""
    sentence = WARNINGS[warning["code"]].format(**warning)
    return sentence[:1].upper() + sentence[1:] + "."
