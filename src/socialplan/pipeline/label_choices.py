"""What labellers there are, and which labels a person may give instead of theirs."""

from socialplan.labels import LABELLERS
from socialplan.labels.base import UNDETERMINED

# Where a labeller names no labels of its own. A post in a language that is not here is of another one.
LANGUAGES = ("nl", "en", "de", "fr", "es", "it", "pt", "pl", "tr", "ar", UNDETERMINED)


def reading_languages() -> tuple[str, ...]:
    """Languages in which posts can be read: those that some labeller knows, the most known first."""
    every = [language for entry in LABELLERS.values() for language in entry.languages]
    return tuple(sorted(dict.fromkeys(every), key=lambda one: -every.count(one)))


def choices(reads: str) -> tuple[str, ...]:
    """The labels to choose from; none for a labeller that does not exist or cannot be corrected."""
    entry = LABELLERS.get(reads)
    if entry is None:
        return ()
    return LANGUAGES if reads == "language" else entry.labels


def title_of(reads: str) -> str:
    """What people call a labeller, in English."""
    return LABELLERS[reads].title if reads in LABELLERS else reads
