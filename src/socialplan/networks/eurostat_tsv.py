"""Eurostat: a dataset as TSV; the first column holds the dimensions, the others are periods."""

import re
from collections.abc import Iterator, Mapping

from .base import BadContent, Cells, FileFormat, Source

MAPPING = r"""
network = "eurostat"

[[table.facts]]
series = "series"
period = "period"
value = "value"
unit = "unit"
publisher = { const = "Eurostat" }
"""
COLUMNS: Mapping[str, tuple[str, ...]] = dict.fromkeys(("series", "period", "value", "unit"), ())
VALUE = re.compile(r"^(-?\d+(?:\.\d+)?)(?: [a-z]+)?$")  # a flag may stand behind it; ":" is unknown


def rows(source: Source) -> Iterator[tuple[int, Cells]]:
    """One row per figure that is known."""
    lines = source.lines()
    first, *periods = [cell.strip() for cell in next(lines, "").lstrip("\ufeff").split("\t")]
    dimensions = first.split("\\")[0].split(",")
    dataset = re.sub(r"^estat_|\..*$", "", source.name)
    for number, line in enumerate(lines, start=2):
        key, *cells = [cell.strip() for cell in line.split("\t")]
        values = key.split(",")
        if not key:
            continue
        if len(values) != len(dimensions) or len(cells) != len(periods):
            raise BadContent("columns", number, found=len(cells) + 1, expected=len(periods) + 1)
        named = dict(zip(dimensions, values, strict=True))
        series = " | ".join([dataset, *(f"{name}={value}" for name, value in named.items())])
        for period, cell in zip(periods, cells, strict=True):
            if found := VALUE.match(cell):
                yield number, {
                    "series": series, "period": period, "value": found[1], "unit": named.get("unit", "")
                }  # fmt: skip


FORMAT = FileFormat(
    name="eurostat_tsv",
    label="Eurostat (TSV)",
    evidence="documentation",
    known_at="2026-11",
    mapping=MAPPING,
    columns=COLUMNS,
    begins=r"[\w,]+\\(?:TIME_PERIOD|time)\s*\t",
    rows=rows,
    how_to={
        "en": (
            "Open the dataset in the Eurostat data browser and choose what you want to see.",
            "Choose to download, then TSV, and bring the file here under the name it has.",
        ),
        "nl": (
            "Open de dataset in de Eurostat-databrowser en kies wat je wilt zien.",
            "Kies downloaden, dan TSV, en breng het bestand hierheen met de naam die het heeft.",
        ),
    },
)
