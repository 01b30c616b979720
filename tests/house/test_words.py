"""The words of the interface: all translated, none of the never list, nothing lost on the way."""

import re
from collections import Counter
from pathlib import Path

import polib
import pytest

from .messages import LOCALE, dutch, messages

GLOSSARY = Path(__file__).resolve().parents[2] / "GLOSSARY.md"


def never() -> list[str]:
    """The never list as the glossary states it: not in any Dutch text of the interface."""
    line = next(line for line in GLOSSARY.read_text().splitlines() if line.startswith("**Never list**"))
    words = line.split("): ")[1].split(".")[0].replace(" (in our own interface)", "").replace("/", ", ")
    return [word.strip().lower() for word in words.split(",")]


NEVER = never()
# Short words are forbidden as a whole; a longer one also where a word begins with it ("tweets").
WHOLE = [word for word in NEVER if len(word) <= 3]
BEGIN = [word for word in NEVER if len(word) > 3]
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)[^}]*\}")
AREAS = sorted((LOCALE / "nl").glob("*.po"))


def faults(text: str) -> list[str]:
    lower = re.sub(r"%\(\w+\)s|\{\w*\}", "", text.lower())
    begins = [word for word in BEGIN if re.search(rf"\b{word}", lower)]
    return begins + [word for word in WHOLE if re.search(rf"\b{word}\b", lower)]


def test_the_never_list_is_read_from_the_glossary() -> None:
    assert {"tweet", "gebruiker", "sla", "u", "uw", "helaas", "sociaal plan"} <= set(NEVER)


@pytest.mark.parametrize(
    "text", ["Je gebruikers", "Dat vindt u", "uw bericht", "Kies een target", "5 Tweets"]
)
def test_the_check_finds_a_planted_word(text: str) -> None:
    assert faults(text)


@pytest.mark.parametrize("text", ["Je bericht is geplaatst", "per uur", "Uitgangspunten", "waardering"])
def test_the_check_leaves_good_words_alone(text: str) -> None:
    assert not faults(text)


@pytest.mark.parametrize("area", AREAS, ids=lambda path: path.stem)
def test_no_word_of_the_never_list_is_in_the_dutch_interface(area: Path) -> None:
    found = {
        text: words
        for entry in polib.pofile(str(area), encoding="utf-8")
        for text in [entry.msgstr, *entry.msgstr_plural.values()]
        if (words := faults(text))
    }
    assert not found


def test_every_message_has_its_dutch() -> None:
    known = dutch()
    missing = {text: path.name for text, path in messages().items() if text.strip() and text not in known}
    assert not missing, f"{len(missing)} messages without Dutch"


def placeholders(text: str) -> set[str]:
    return {name for pair in PLACEHOLDER.findall(text) for name in pair if name}


@pytest.mark.parametrize("area", AREAS, ids=lambda path: path.stem)
def test_a_translation_keeps_what_is_filled_in(area: Path) -> None:
    lost = {}
    for entry in polib.pofile(str(area), encoding="utf-8"):
        wanted = placeholders(entry.msgid) | placeholders(entry.msgid_plural)
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text and not placeholders(text) <= wanted:
                lost[entry.msgid] = text
        if entry.msgstr and placeholders(entry.msgstr) != placeholders(entry.msgid):
            lost[entry.msgid] = entry.msgstr
    assert not lost


def test_one_message_has_one_translation() -> None:
    seen: dict[str, Counter[str]] = {}
    for area in AREAS:
        for entry in polib.pofile(str(area), encoding="utf-8"):
            if entry.translated():
                text = entry.msgstr or str(sorted(entry.msgstr_plural.items()))
                seen.setdefault(entry.msgid, Counter())[text] += 1
    assert not {msgid: list(texts) for msgid, texts in seen.items() if len(texts) > 1}
