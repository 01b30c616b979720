"""Why a folder is no model, in the words of the reader."""

from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from socialplan.pipeline.folder_models import Wrong

WORDS: dict[str, str | Promise] = {
    "missing": _("%(file)s is missing. A model needs model.onnx, tokenizer.json and config.json."),
    "no_labels": _("%(file)s does not say its labels: it needs a JSON object with id2label, from 0 on."),
    "labeller": _("%(file)s: there is no labeller “%(name)s”. Take one of: %(known)s."),
    "labels": _(
        "%(file)s: its labels are %(theirs)s, and we need %(ours)s. Say under socialplan.labels which is "
        "which."
    ),
    "languages": _("%(file)s: socialplan.languages is %(value)s. Write a list of codes such as nl and en."),
    "whole": _("%(file)s: socialplan.%(name)s is %(value)s. Write a whole number above 0."),
    "above_0": _("%(file)s: socialplan.%(name)s is %(value)s. Write a number above 0."),
    "unreadable": _("%(file)s cannot be read: %(reason)s"),
    "inputs": _("%(file)s asks for %(names)s, which a text does not give."),
    "outputs": _("%(file)s gives %(given)s labels, but config.json names %(named)s."),
    "packages": _(
        "The packages that run a model are not installed. Whoever looks after this server installs them: "
        "pip install --no-deps --require-hashes --only-binary :all: -r requirements/onnx.lock"
    ),
}


def wrong_words(wrong: "Wrong") -> str:
    """The file and the reason; English where a code has no words."""
    return str(WORDS[wrong.code]) % wrong.values if wrong.code in WORDS else wrong.text
