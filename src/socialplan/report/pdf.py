"""The plan as PDF: typst lays out the blocks; people's words go in as data, never as markup."""

import json
from datetime import UTC, datetime
from pathlib import Path

import typst

from .document import Document

TEMPLATE = Path(__file__).parent / "typst" / "plan.typ"
FONTS = Path(__file__).parents[1] / "web" / "static" / "vendor" / "fonts"


def render(document: Document, *, made_at: datetime | None = None) -> bytes:
    """A tagged, accessible PDF (UA-1). The same document and time give the same bytes."""
    compiler = typst.Compiler(
        TEMPLATE, font_paths=[FONTS] if FONTS.is_dir() else [], ignore_system_fonts=True
    )
    pdf = compiler.compile(
        format="pdf",
        sys_inputs={"document": json.dumps(document.as_data(), ensure_ascii=False)},
        pdf_standards="ua-1",
        timestamp=made_at or datetime(2000, 1, 1, tzinfo=UTC),
    )
    assert isinstance(pdf, bytes)
    return pdf
