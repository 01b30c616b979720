"""Questions among posts of chat rooms, English (NPS Chat Corpus; Forsyth, Lin & Martell)."""

from pathlib import Path

from ..base import Examples, LabelledSet
from ..reading import every_row

ABOUT = (
    "Posts of eight chat rooms; people marked yes/no and wh-questions, whether they expect an answer or not. "
    "Rooms 1, 3, 5, 7 were looked at while building; of 2, 4, 6, 8 only the score was seen, between settings."
)


def read(folder: Path) -> Examples:
    found = every_row(folder / "nps_chat_questions")
    truth = ["question" if row["question"] == "1" else "statement" for row in found]
    return Examples([row["text"] for row in found], truth, [row["room"] for row in found])


def half(folder: Path, which: int) -> Examples:
    """Every other room, from the first (0) or the second (1)."""
    whole = read(folder)
    rooms = list(dict.fromkeys(whole.groups or []))[which::2]
    kept = [place for place, room in enumerate(whole.groups or []) if room in rooms]
    return Examples(
        [whole.texts[i] for i in kept],
        [whole.truth[i] for i in kept],
        [(whole.groups or [])[i] for i in kept],
    )


def unseen(folder: Path) -> Examples:
    return half(folder, 1)


def has_mark(texts: list[str]) -> list[str]:
    """The baseline: a question mark anywhere."""
    return ["question" if "?" in text else "statement" for text in texts]


SETS = (
    LabelledSet(
        "nps_chat_questions", "question", "en", ABOUT, read, "f1", unsure_as="statement",
        baselines={'"?" alone': has_mark}, positive="question", aim=85,
    ),
    LabelledSet(
        "nps_chat_questions, rooms not looked at", "question", "en",
        "The four rooms of which no post was looked at.", unseen, "f1", unsure_as="statement",
        baselines={'"?" alone': has_mark}, positive="question", aim=85,
    ),
)  # fmt: skip
