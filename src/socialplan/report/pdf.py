"""The plan as PDF: typst lays out the blocks; people's words go in as data, never as markup."""

import json
from datetime import UTC, datetime
from pathlib import Path

import typst

from .document import Document

TEMPLATE = Path(__file__).parent / "typst" / "plan.typ"
FONTS = Path(__file__).parents[1] / "web" / "static" / "vendor" / "fonts"

SCALES = ("1", "0.94", "0.88", "0.82", "0.76", "0.7")


def render(document: Document, *, made_at: datetime | None = None) -> bytes:
    """A tagged, accessible PDF (UA-1). The same document and time give the same bytes."""
    compiler = _compiler({})
    inputs = {"document": json.dumps(document.as_data(), ensure_ascii=False)}
    pdf = compiler.compile(
        format="pdf",
        sys_inputs=inputs | ({"scale": fitting(inputs)} if document.single else {}),
        pdf_standards="ua-1",
        timestamp=made_at or datetime(2000, 1, 1, tzinfo=UTC),
    )
    assert isinstance(pdf, bytes)
    return pdf


def fitting(inputs: dict[str, str]) -> str:
    """The largest scale of the type at which the document is one page; the smallest where none is."""
    return next((scale for scale in SCALES if _pages({**inputs, "scale": scale}) == 1), SCALES[-1])


def _pages(inputs: dict[str, str]) -> int:
    found = json.loads(_compiler(inputs).query("<pages>", field="value", one=True))
    return int(found)


def _compiler(inputs: dict[str, str]) -> typst.Compiler:
    fonts = [FONTS] if FONTS.is_dir() else []
    return typst.Compiler(TEMPLATE, font_paths=fonts, ignore_system_fonts=True, sys_inputs=inputs)
