"""The plan as Markdown: people's words are escaped, so that a star stays a star."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from .document import Block, Bullet, Cell, Document, Grid, Missing, Paragraph, Section, Shown, Statement

SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~!$])")


def plain(text: str) -> str:
    """Text as text: markup signs escaped, line ends folded."""
    folded = " ".join(text.split())
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", re.sub(r"^([-+=])", r"\\\1", SPECIAL.sub(r"\\\1", folded)))


def source(figure: Shown) -> str:
    parts = [figure.range, figure.n, figure.as_of, figure.finding]
    return plain(" · ".join(part for part in parts if part))


def figure_line(figure: Shown) -> str:
    """A value somebody chose has no source."""
    value = SPECIAL.sub(r"\\\1", figure.value)  # never at the start of a line, so 3.0 is no list
    said = f"**{value}** {plain(figure.unit)}".rstrip()
    return f"{said} ({source(figure)})" if source(figure) else said


def statement(block: Statement) -> Iterator[str]:
    state = f" — *{plain(block.state_word)}*" if block.state_word else ""
    yield f"- {plain(block.text)}{state}"
    if block.figure:
        yield f"  {figure_line(block.figure)}"
    if block.other:
        yield f"  {plain(block.other_name)}: {figure_line(block.other)}"
    if block.note:
        yield f"  {plain(block.note)}"


def paragraph(block: Paragraph) -> Iterator[str]:
    yield from ("", plain(block.text), "")


def missing(block: Missing) -> Iterator[str]:
    owner = f" ({plain(block.owner)})" if block.owner else ""
    yield from ("", f"> {plain(block.text)}{owner}", "")


def cell(one: Cell) -> str:
    return plain(one) if isinstance(one, str) else figure_line(one)


def grid(block: Grid) -> Iterator[str]:
    yield ""
    if block.caption:
        yield from (plain(block.caption), "")
    yield "| " + " | ".join(map(plain, block.head)) + " |"
    yield "|" + " --- |" * len(block.head)
    yield from ("| " + " | ".join(map(cell, row)) + " |" for row in block.rows)
    yield ""


def bullet(block: Bullet) -> Iterator[str]:
    yield from ("", f"**{plain(block.title)}** ({plain(block.date)})", "")
    for label, shown in zip(block.labels, (block.baseline, block.now, block.wanted), strict=True):
        yield f"- {plain(label)}: {figure_line(shown)}"
    if block.chance:
        yield f"- {plain(block.chance)}"


WRITERS: dict[type, Callable[[Any], Iterator[str]]] = {
    Statement: statement, Paragraph: paragraph, Missing: missing, Grid: grid, Bullet: bullet,
}  # fmt: skip


def blocks(items: tuple[Block, ...]) -> Iterator[str]:
    for block in items:
        yield from WRITERS[type(block)](block)


def section(part: Section) -> Iterator[str]:
    if part.title:
        yield from ("", f"### {plain(part.title)}", "")
    yield from blocks(part.blocks)


def render(document: Document) -> str:
    """The whole document; ends with its footer."""
    lines = [f"# {plain(document.title)}", "", plain(document.subtitle), ""]
    for sentence in (document.simulated, document.notice):
        if sentence:
            lines += [f"> **{plain(sentence)}**", ""]
    lines += blocks(document.lead)
    for chapter in document.chapters:
        lines += ["", f"## {plain(chapter.title)}", "", plain(chapter.question), "", plain(chapter.summary)]
        for part in chapter.sections:
            lines += section(part)
    lines += ["", "---", "", plain(document.explanation), "", plain(document.footer)]
    text = "\n".join(lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
