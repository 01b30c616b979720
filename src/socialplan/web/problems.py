"""What does not fit, as rows for a table and as a list for a spreadsheet."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from socialplan.pipeline.writing import harmless
from socialplan.web.words import reason_words


def problem_rows(problems: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """File, line, why: one row per thing that does not fit."""
    return [
        {"file": str(row.get("file") or ""), "line": str(row.get("line") or ""), "why": reason_words(row)}
        for row in problems
    ]


def problems_csv(rows: Sequence[Mapping[str, str]], *, name: str) -> HttpResponse:
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    answer.write("\ufeff")
    writer = csv.writer(answer, delimiter=";")
    writer.writerow([_("File"), _("Line"), _("Why it does not fit")])
    writer.writerows([harmless(row["file"]), row["line"], harmless(row["why"])] for row in rows)
    return answer
