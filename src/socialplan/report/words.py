"""Words every face uses: states of a claim, quadrants, what kind of thing a node is."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

STATES: dict[str, Words] = {
    "supported": _("supported"),
    "contested": _("contested"),
    "stale": _("stale"),
    "insufficient": _("too little data"),
    "unsupported": _("no evidence"),
    "irreproducible": _("cannot be recomputed"),
    "within": _("within its lines"),
    "lower": _("under its line"),
    "upper": _("over its line"),
}
QUADRANTS: dict[str, Words] = {
    "strength": _("Strengths"), "weakness": _("Weaknesses"), "opportunity": _("Opportunities"),
    "threat": _("Threats"),
}  # fmt: skip
LETTERS: dict[str, Words] = {
    "demographic": _("Demographic"), "economic": _("Economic"), "social": _("Socio-cultural"),
    "technological": _("Technological"), "ecological": _("Ecological"),
    "political": _("Political and legal"),
}  # fmt: skip
DIRECTIONS: dict[str, Words] = {
    "for": _("works for us"), "against": _("works against us"), "unclear": _("not clear yet"),
}  # fmt: skip
NODE_KINDS: dict[str, Words] = {
    "claim": _("claim"), "swot_card": _("SWOT card"), "goal": _("goal"), "criterion": _("criterion"),
    "kpi": _("KPI"), "expectation": _("expectation"), "campaign": _("campaign"),
    "matrix_cell": _("cell of the matrix"), "key_issue": _("key issue"),
    "destep_factor": _("DESTEP factor"),
}  # fmt: skip
NEEDS_A_LOOK = ("contested", "stale", "irreproducible")


def state_word(code: str) -> str:
    return str(STATES.get(code, code))
