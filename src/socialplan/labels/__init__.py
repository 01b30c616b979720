"""What a machine reads into a post: the catalogue, as data. A model is loaded when asked for, once."""

from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module

from .base import UNDETERMINED, UNSURE, Labeller

__all__ = ["LABELLERS", "Entry", "load"]


@dataclass(frozen=True)
class Entry:
    """One labeller as data. `module` holds `make(languages) -> Labeller`. Words are English."""

    name: str
    version: str
    module: str
    languages: tuple[str, ...]  # ISO 639-1; for the language labeller those it is set to by default
    labels: tuple[str, ...]  # what it may say; empty = any text
    title: str
    about: str  # what the label means, and what its score is
    method: str  # how, with the source of the method
    unsure: str = UNSURE  # its word for "I dare not decide"; "" = it always decides


LABELLERS: dict[str, Entry] = {
    entry.name: entry
    for entry in (
        Entry(
            name="language",
            version="1",
            module="socialplan.labels.language",
            languages=("nl", "en"),
            labels=(),
            unsure=UNDETERMINED,
            title="Language",
            about="The language a post is written in, among those of the workspace; und where it is another "
            "one or a close call. Score: the distance to the second language, in natural logarithms of how "
            "likely its words are.",
            method="Naive Bayes over the word frequencies of wordfreq (Speer, 2022), with letter sequences "
            "(Cavnar & Trenkle, 1994) for words that are not in its lists.",
        ),
        Entry(
            name="question",
            version="1",
            module="socialplan.labels.question",
            languages=("nl", "en"),
            labels=("question", "statement"),
            title="Question",
            about="Whether a post asks something that expects an answer; a rhetorical question does not. "
            "Score: the chance that it asks.",
            method="Signs of asking (asking words, verb before subject, somebody who knows, a question mark "
            "and where it stands), weighed by logistic regression.",
        ),
        Entry(
            name="sentiment",
            version="2",
            module="socialplan.labels.sentiment",
            languages=("nl", "en"),
            labels=("negative", "neutral", "positive"),
            title="Sentiment",
            about="Whether a post is negative, neutral or positive; unsure where it is a close call or says "
            "that it means the opposite. Score: the chance of positive minus that of negative, -1 to 1.",
            method="Word lists (VADER, Hutto & Gilbert, 2014; pattern, De Smedt & Daelemans, 2012; our own), "
            "negation, degree, emoji and punctuation; a multinomial logistic model of a few dozen numbers, "
            "learned on English posts and used for Dutch as it is.",
        ),
        Entry(
            name="intent",
            version="1",
            module="socialplan.labels.intent",
            languages=("nl", "en"),
            labels=("service", "sales", "praise", "complaint", "other"),
            title="Intent",
            about="What somebody wants of an organisation: help with what they have (service), to buy or to "
            "know about buying (sales), to praise, to complain, or something else. Score: its share of the "
            "chances of all five.",
            method="Classes of words and marks beside them, weighed by logistic regression of each intent "
            "against the rest.",
        ),
        Entry(
            name="address",
            version="1",
            module="socialplan.labels.address",
            languages=("nl",),
            labels=("je", "u", "both", "none"),
            unsure="",
            title="Form of address",
            about="Whether a Dutch post addresses its reader with je or with u. Score: the share of je among "
            "the words that address.",
            method="Words that address, counted; u after a number is a time of day.",
        ),
        Entry(
            name="plain_language",
            version="1",
            module="socialplan.labels.plain_language",
            languages=("nl", "en"),
            labels=("plain", "somewhat hard", "hard"),
            unsure="",
            title="Plain language",
            about="How easily a post reads: plain, an indication of B1, or harder. It is an indication and "
            "no level: levels are about readers. Posts under 10 words are left out. Score: the Flesch score.",
            method="Flesch (1948) for English, Flesch-Douma (1960) for Dutch; a post is harder for a score "
            "under 60 or under 45, a sentence over 20 words, or over 15 % of words used less than twice in a "
            "million (wordfreq).",
        ),
        Entry(
            name="story",
            version="1",
            module="socialplan.labels.story",
            languages=(),
            labels=(),
            title="Same story",
            about="Posts that say the same in nearly the same words get the same name; alone is one "
            "without another. Posts under 4 different words are left out. Score: the share of words in "
            "common with the first post of its story.",
            method="MinHash (Broder, 1997) on the set of words finds pairs; those that share 65 % of their "
            "words are joined (union-find).",
        ),
    )
}


def load(name: str, languages: tuple[str, ...] | None = None) -> Labeller:
    """The labeller of this name, for these languages (default: all it knows); the same one at each call.

    Raises KeyError for an unknown name, ValueError for a language it cannot read.
    """
    return _made(name, tuple(languages or LABELLERS[name].languages))


@lru_cache(maxsize=32)
def _made(name: str, languages: tuple[str, ...]) -> Labeller:
    made = import_module(LABELLERS[name].module).make(languages)
    assert (made.name, made.version) == (name, LABELLERS[name].version), "catalogue and module disagree"
    return made
