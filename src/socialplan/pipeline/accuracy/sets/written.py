"""Posts in the style of customers, written for the tests of this project: questions and intents, nl and en.

Written before the rules were. One half was looked at while building; figures are of the other.
"""

from pathlib import Path

from ..base import Examples, LabelledSet
from .nps_chat_questions import has_mark

FOLDER = Path(__file__).resolve().parents[5] / "tests" / "labels" / "written"
ABOUT = (
    "Posts in the style of customers, written and labelled for the tests of this project, before the rules; "
    "the half of which only the score was seen while building. Whoever wrote them knew what had to be found: "
    "real posts are harder."
)


def lines(language: str) -> list[tuple[str, str, str]]:
    """(1 where it expects an answer, intent, text)."""
    with (FOLDER / f"{language}.tsv").open(encoding="utf-8") as file:
        asked, intent, text = zip(*(line.rstrip("\n").split("\t") for line in file), strict=True)
    return list(zip(asked, intent, text, strict=True))


def questions(language: str) -> Examples:
    found = lines(language)
    return Examples(
        [row[2] for row in found], ["question" if row[0] == "1" else "statement" for row in found]
    )


def intents(language: str) -> Examples:
    found = lines(language)
    return Examples([row[2] for row in found], [row[1] for row in found])


def half(whole: Examples, which: int) -> Examples:
    """Every other post: 0 = looked at while building, 1 = not."""
    return Examples(whole.texts[which::2], whole.truth[which::2])


def _questions(language: str) -> LabelledSet:
    return LabelledSet(
        f"written posts, {language}", "question", language, ABOUT,
        lambda _folder: half(questions(language), 1), "f1",
        unsure_as="statement", baselines={'"?" alone': has_mark}, positive="question",
    )  # fmt: skip


def _intents(language: str) -> LabelledSet:
    return LabelledSet(
        f"written posts, {language}", "intent", language, ABOUT,
        lambda _folder: half(intents(language), 1), "macro_f1", unsure_as="other",
    )  # fmt: skip


SETS = (_questions("nl"), _questions("en"), _intents("nl"), _intents("en"))
