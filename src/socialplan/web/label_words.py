"""Labellers and labels in words."""

from django.utils.functional import Promise
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from socialplan.pipeline.label_choices import title_of

READERS: dict[str, str | Promise] = {
    "language": gettext_lazy("Language"), "sentiment": gettext_lazy("Sentiment"),
    "question": gettext_lazy("Question"), "intent": gettext_lazy("Intent"),
    "address": gettext_lazy("Form of address"), "plain_language": gettext_lazy("Plain language"),
    "story": gettext_lazy("Same story"),
}  # fmt: skip
LABELS: dict[str, str | Promise] = {
    "positive": gettext_lazy("positive"), "neutral": gettext_lazy("neutral"),
    "negative": gettext_lazy("negative"), "unsure": gettext_lazy("unsure"),
    "question": gettext_lazy("asks something"), "statement": gettext_lazy("asks nothing"),
    "service": gettext_lazy("service"), "sales": gettext_lazy("sales"), "praise": gettext_lazy("praise"),
    "complaint": gettext_lazy("complaint"), "other": gettext_lazy("other"),
    "und": gettext_lazy("another or unclear"),
    "je": gettext_lazy("je"), "u": gettext_lazy("u (formal)"), "both": gettext_lazy("je and u together"),
    "none": gettext_lazy("addresses nobody"),
    "plain": gettext_lazy("plain"), "somewhat hard": gettext_lazy("somewhat hard"),
    "hard": gettext_lazy("hard"), "alone": gettext_lazy("without another"),
}  # fmt: skip


def reader_words(reads: str) -> str:
    return str(READERS.get(reads) or _(title_of(reads)))


def label_words(label: str | None, reads: str = "") -> str:
    """A label as a person says it; one without words of its own is shown as it is kept."""
    if label is None:
        return ""
    if label in LABELS:
        return str(LABELS[label])
    if reads == "language":
        try:
            return str(get_language_info(label)["name_translated"]).capitalize()
        except KeyError:
            return label
    return label.replace("_", " ")
