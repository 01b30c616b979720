"""Posts in the style of customers and firms, written for the tests: form of address, plain language.

Written after the rules of these labellers and without asking what they say; nothing was changed since.
"""

import re

from ..base import Examples, LabelledSet
from .written import FOLDER

ADDRESS = (
    "Posts in the style of customers and firms, written and labelled for the tests of this project, after "
    "the rules and without asking what they say. Quotes, and a je that means everybody, address nobody. "
    "Whoever wrote them knew what had to be found: real posts are harder."
)
PLAIN = (
    "Posts in the style of customers, firms and authorities, written for the tests of this project to be "
    "easy, less easy and hard, after the rules and without asking what they say. The labels are those of who "
    "wrote them: readers were not asked. In between lies much of what people really write, so expect less."
)
ENDS = re.compile(r"[.!?…]+(?:\s|$)")
MEDIUM, LONG = 12, 20  # words per sentence


def examples(name: str) -> Examples:
    """Lines of a label and a text."""
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    return Examples([text for _label, text in rows], [label for label, _text in rows])


def first_word(texts: list[str]) -> list[str]:
    """A baseline: the first je or u there is."""
    found = [re.search(r"\b(je|u)\b", text.lower()) for text in texts]
    return [one[1] if one else "none" for one in found]


def sentence_length(texts: list[str]) -> list[str]:
    """A baseline: words per sentence alone."""
    lengths = [len(text.split()) / max(1, len(ENDS.findall(text))) for text in texts]
    return ["hard" if one > LONG else "somewhat hard" if one > MEDIUM else "plain" for one in lengths]


def _plain(language: str) -> LabelledSet:
    return LabelledSet(
        f"written posts on plain language, {language}", "plain_language", language, PLAIN,
        lambda _folder: examples(f"plain_{language}"), "macro_f1",
        baselines={"words per sentence alone": sentence_length},
    )  # fmt: skip


SETS = (
    LabelledSet(
        "written posts on address, nl", "address", "nl", ADDRESS, lambda _folder: examples("address_nl"),
        "macro_f1", baselines={"first je or u": first_word},
    ),
    _plain("nl"), _plain("en"),
)  # fmt: skip
