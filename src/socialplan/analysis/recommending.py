"""How people say that they recommend something, in Dutch and English, and how they say the opposite."""

import ibis.expr.types as ir

from .phrases import mentions

SAYS = (
    "aanrader", "aanraders", "aan te raden", "raad ik aan", "raad het aan", "raad je aan",
    "raad iedereen aan", "kan ik aanraden", "kan ik iedereen aanraden", "zeker aanraden",
    "warm aanbevolen", "aanbevolen", "moet je heen", "moet je geweest zijn", "recommend", "recommended",
    "would recommend", "highly recommend", "recommending", "recommendation", "must visit", "must see",
    "must have", "worth a visit",
)  # fmt: skip
DENIES = (
    "geen aanrader", "niet aan te raden", "niet aanraden", "niet aanbevolen", "afrader", "raad ik af",
    "not recommend", "not recommended", "don t recommend", "dont recommend", "wouldn t recommend",
    "wouldnt recommend", "never recommend", "can t recommend", "cannot recommend", "couldn t recommend",
)  # fmt: skip


def recommends(text: ir.StringColumn) -> ir.BooleanValue:
    """Whether a text recommends something, by whole phrases; a text that also denies it does not."""
    return mentions(text, ",".join(SAYS)) & ~mentions(text, ",".join(DENIES))
