"""The rows of a finding as CSV: one for spreadsheets in the reader's own notation, one for programs."""

import csv
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import get_language

if TYPE_CHECKING:
    from socialplan.plan.evidence.models import Finding

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_answer(finding: "Finding", names: Mapping[str, str], *, plain: bool) -> HttpResponse:
    """`plain`: commas, points and no byte order mark. Else as Excel in the reader's language opens it."""
    dutch = not plain and (get_language() or "en").startswith("nl")
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    simulated = "simulated-" if finding.simulated else ""
    name = f"{simulated}{finding.analysis}-{finding.finding_id[:8]}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    if not plain:
        answer.write("\ufeff")
    writer = csv.writer(answer, delimiter=";" if dutch else ",")
    columns = [column["name"] for column in finding.columns]
    writer.writerow(columns)
    for row in finding.rows:
        writer.writerow([cell(row.get(column), names, dutch=dutch) for column in columns])
    return answer


def cell(value: Any, names: Mapping[str, str], *, dutch: bool) -> str:
    """A value as text; what a spreadsheet would take for a formula is made harmless (rules.md 18)."""
    if value is None:
        return ""
    if isinstance(value, str):
        shown = names.get(value, value)
        return "'" + shown if shown.startswith(FORMULA) else shown
    text = str(value)
    return text.replace(".", ",") if dutch and isinstance(value, float) else text
