"""Columns of the analyses of the situation in words: visits, spend, competitors, sharing, tags, enough."""

from django.utils.translation import gettext_lazy as _lazy

MEASURED = {
    "visits": _lazy("visits"), "conversions": _lazy("conversions"),
    "conversion_rate": _lazy("conversion rate"), "revenue": _lazy("revenue"), "pages": _lazy("pages"), "spent": _lazy("spent"),
    "results": _lazy("results"), "result": _lazy("result"),
    "cost_per_result": _lazy("cost per result"), "cost_per_click": _lazy("cost per click"),
    "clicks": _lazy("clicks"), "impressions": _lazy("impressions"), "currency": _lazy("currency"),
    "channel": _lazy("channel"), "source": _lazy("source"), "medium": _lazy("medium"),
    "campaign": _lazy("campaign"), "content": _lazy("content"), "landing": _lazy("landing page"),
    "age": _lazy("age"), "gender": _lazy("gender"), "interest": _lazy("interest"),
    "placement": _lazy("placement"), "device": _lazy("device"), "country": _lazy("country"),
    "language": _lazy("language"), "audience": _lazy("audience"), "ad_group": _lazy("ad group"),
    "ad": _lazy("ad"), "creative": _lazy("creative"),
}  # fmt: skip
WORDS = {
    "as_mapped": _lazy("what the file's columns say"), "conversions_approved": _lazy("approved conversions"),
    "conversions_total": _lazy("all conversions"),
}  # fmt: skip
