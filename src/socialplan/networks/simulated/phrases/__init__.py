"""What is said in the simulated world, in Dutch and English, and what each way of saying it means."""

from collections.abc import Mapping
from dataclasses import dataclass

from . import firms_en, firms_nl, people_en, people_nl

LANGUAGES = ("nl", "en")
TEMPLATES: Mapping[str, Mapping[str, str]] = {
    "nl": people_nl.TEMPLATES | firms_nl.TEMPLATES,
    "en": people_en.TEMPLATES | firms_en.TEMPLATES,
}
PRODUCTS: Mapping[str, tuple[str, ...]] = {"nl": firms_nl.PRODUCTS, "en": firms_en.PRODUCTS}
NAMES: Mapping[str, Mapping[str, str]] = {"nl": firms_nl.NAMES, "en": firms_en.NAMES}
EMOJI: Mapping[str, tuple[str, ...]] = {
    "positive": ("😊", "❤️", "👍", "😋", "🙏"),
    "negative": ("😡", "😞", "🙄", "👎"),
    "neutral": ("☕", "🌿", "🍃"),
}


@dataclass(frozen=True)
class Act:
    """What a person means by saying something so: `asks` = expects an answer. Companies have acts without."""

    sentiment: str | None = None
    asks: bool | None = None
    intent: str | None = None
    answer: str | None = None  # the act by which a company answers


ACTS: Mapping[str, Act] = {
    "praise": Act("positive", False, "praise", "welcome"),
    "recommend": Act("positive", False, "praise", "welcome"),
    "thanks": Act("positive", False, "praise"),
    "complaint": Act("negative", False, "complaint", "apology"),
    "fault": Act("negative", False, "service", "apology"),
    "anger_asks": Act("negative", True, "complaint", "apology"),
    "rhetorical": Act("negative", False, "complaint", "apology"),
    "service_asks": Act("neutral", True, "service", "answer_service"),
    "product_asks": Act("neutral", True, "sales", "answer_product"),
    "buys": Act("neutral", False, "sales", "answer_product"),
    "chat": Act("neutral", False, "other"),
    "remark": Act("neutral", False, "other"),
    "storm_passed_on": Act("negative", False, "complaint", "apology"),
    "storm_extra": Act("negative", False, "complaint", "apology"),
    **{name: Act() for name in firms_nl.TEMPLATES if not name.startswith("storm")},
}
NUMBER: Mapping[str, int] = {name: place for place, name in enumerate(ACTS)}
