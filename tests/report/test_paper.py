"""The plan on paper: every figure in it, people's words as they wrote them, simulated said on each page."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from socialplan.report import markdown, pdf
from socialplan.report.document import (
    Bullet,
    Chapter,
    Document,
    Grid,
    Missing,
    Paragraph,
    Section,
    Shown,
    Statement,
)

NASTY = '#import "x": y $a$ *b* <script>alert(1)</script> [c](d) @e'
FIGURE = Shown("3,8%", "van de berichten", "waarschijnlijk tussen 3,1% en 4,5%", "1.240 berichten",
               "t/m ma 23 nov 2026", "bevinding 3fa9c1d2e4b5")  # fmt: skip
BLOCKS = (
    Statement(NASTY, "supported", "onderbouwd", FIGURE, "een noot"),
    Statement("Zonder cijfer", "contested", "weersproken"),
    Paragraph("Een alinea."), Missing("Nog geen aanbod.", "eigenaar"),
    Grid(("KPI", "Nu"), (("Reactietijd", "12 minuten"), ("Vragen", "3\nvan 4")), "KPI's"),
    Bullet("Meer gesprekken", FIGURE, FIGURE, Shown("5%"), "1 dec 2026", ("Nulmeting", "Nu", "Te bereiken"),
           (0.2, 0.5, 0.9), (0.4, 0.6), "Nulmeting 3,8%"),
)  # fmt: skip
DOCUMENT = Document(
    title="Socialmediaplan", subtitle="Stand van vandaag", workspace="Voorbeeld", language="nl",
    date="23 nov", version="1", notice="1 bewering vraagt aandacht.", simulated="Gesimuleerde data.",
    footer="Voorbeeld · 23 nov", page_of=("Pagina", "van"), lead=BLOCKS[-1:],
    chapters=(Chapter("brief", "Uitgangspunten", "Wat?", "1 van 2", (Section("Kop", BLOCKS),)),),
    explanation="Uitleg.", contents_title="Inhoud",
)  # fmt: skip


def words(document: Document) -> list[str]:
    pages = PdfReader(BytesIO(pdf.render(document))).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def test_the_pdf_holds_every_figure_with_range_n_date_and_finding():
    text = " ".join(words(DOCUMENT))
    said = (FIGURE.value, FIGURE.range, FIGURE.n, FIGURE.as_of, FIGURE.finding)
    for part in (*said, "12 minuten", "onderbouwd"):
        assert part in text


def test_words_of_people_are_never_markup():
    text = "".join(words(DOCUMENT)).replace(" ", "")
    assert NASTY.replace(" ", "") in text


def test_simulated_and_the_footer_stand_on_every_page():
    long = replace(DOCUMENT, chapters=DOCUMENT.chapters * 1 + (
        replace(DOCUMENT.chapters[0], slug="again", sections=(Section("Veel", BLOCKS * 12),)),))  # fmt: skip
    pages = words(long)
    assert len(pages) >= 3
    assert all("Gesimuleerde data." in page and "Voorbeeld · 23 nov" in page for page in pages)
    assert f"Pagina {len(pages)} van {len(pages)}" in pages[-1]


def test_the_same_document_gives_the_same_bytes():
    assert pdf.render(DOCUMENT) == pdf.render(DOCUMENT)
    assert pdf.render(DOCUMENT) != pdf.render(replace(DOCUMENT, date="24 nov", footer="Voorbeeld · 24 nov"))


def test_the_pdf_says_its_title_and_language_and_is_tagged():
    reader = PdfReader(BytesIO(pdf.render(DOCUMENT)))
    assert reader.metadata is not None
    assert reader.metadata.title == "Socialmediaplan · Voorbeeld"
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "nl"
    assert root["/MarkInfo"]["/Marked"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_empty_plan_is_a_page_too(language):
    empty = replace(DOCUMENT, language=language, lead=(), chapters=(), notice="", simulated="")
    assert "Socialmediaplan" in words(empty)[0]


def test_markdown_escapes_what_people_wrote_and_keeps_the_figures():
    text = markdown.render(DOCUMENT)
    assert r"\#import" in text
    assert r"\*b\*" in text
    assert r"\<script\>" in text
    assert "**3,8%** van de berichten" in text
    assert "| Vragen | 3 van 4 |" in text
    assert text.endswith("Voorbeeld · 23 nov\n")


def test_one_page_for_management_is_one_page_however_long_its_sentences():
    long = tuple(replace(BLOCKS[0], text="Dit is een lange zin van het plan. " * 7) for _line in range(11))
    page = replace(DOCUMENT, chapters=(replace(DOCUMENT.chapters[0], sections=(Section("Kop", long),)),))
    assert len(words(page)) > 1
    assert len(words(replace(page, single=True))) == 1


def test_a_figure_in_a_table_keeps_where_it_comes_from():
    grid = replace(BLOCKS[4], rows=(("Reactietijd", FIGURE),))
    document = replace(DOCUMENT, chapters=(), lead=(grid,))
    for text in (" ".join(words(document)), markdown.render(document)):
        for part in (FIGURE.value, FIGURE.range, FIGURE.n, FIGURE.as_of, FIGURE.finding):
            assert part in text
