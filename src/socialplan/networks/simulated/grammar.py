"""From templates to sentences: every sentence they can make is made once, then drawn for whole columns."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .phrases import ACTS, EMOJI, LANGUAGES, PRODUCTS, TEMPLATES

COMPANY, PRODUCT = "{@}", "{p}"
OFTEN = 0.08  # share of posts with an emoji


@dataclass(frozen=True, eq=False)
class Sentences:
    """All sentences, those of a template beside each other, templates of an act and language too.

    A sentence is what stands before and after the name of the company. `lines` is per act and language the
    first template and how many there are; `sizes` per template the first sentence and how many.
    """

    before: pa.Array
    after: pa.Array
    named: pa.Array  # whether the company is in it
    lines: np.ndarray
    sizes: np.ndarray


def expanded(template: str, language: str) -> Iterator[str]:
    """Every sentence of one template, with the company still to be filled in."""
    pieces = re.split(r"(\{[^}]*\})", template)
    options = [_options(piece, language) for piece in pieces if piece]
    for chosen in product(*options):
        text = "".join(chosen)
        yield text[0].upper() + text[1:]


def _options(piece: str, language: str) -> tuple[str, ...]:
    if piece == PRODUCT:
        return PRODUCTS[language]
    if piece == COMPANY or not piece.startswith("{"):
        return (piece,)
    return tuple(piece[1:-1].split("|"))


@lru_cache(maxsize=1)
def sentences() -> Sentences:
    """All of them; an act that nobody performs in a language has no lines."""
    texts: list[str] = []
    lines: list[tuple[int, int]] = []
    sizes: list[tuple[int, int]] = []
    for language in LANGUAGES:
        for act in ACTS:
            templates = TEMPLATES[language].get(act, "").strip().splitlines()
            lines.append((len(sizes), len(templates)))
            for template in templates:
                found = list(expanded(template, language))
                sizes.append((len(texts), len(found)))
                texts += found
    parts = [text.partition(COMPANY) for text in texts]
    return Sentences(
        pa.array([before for before, _company, _after in parts]),
        pa.array([after for _before, _company, after in parts]),
        pa.array([bool(company) for _before, company, _after in parts]),
        np.array(lines), np.array(sizes),
    )  # fmt: skip


def said(
    dice: np.random.Generator, *, acts: np.ndarray, languages: np.ndarray, companies: pa.Array
) -> pa.Array:
    """A sentence per row.

    `acts` and `languages` are numbers (of ACTS, LANGUAGES); `companies` what the company is called in it.
    """
    known, draws = sentences(), dice.random((len(acts), 2))
    first, count = known.lines[languages.astype(np.int64) * len(ACTS) + acts].T
    begin, size = known.sizes[first + (draws[:, 0] * count).astype(np.int64)].T
    chosen = pa.array(begin + (draws[:, 1] * size).astype(np.int64))
    company = pc.if_else(known.named.take(chosen), companies, "")
    return pc.binary_join_element_wise(known.before.take(chosen), company, known.after.take(chosen), "")


def styled(
    texts: pa.Array, dice: np.random.Generator, *, moods: np.ndarray, careless: np.ndarray
) -> pa.Array:
    """As people type: careless ones leave out capitals and the last mark, some add an emoji that fits.

    `moods` are numbers of EMOJI.
    """
    plain = pc.utf8_rtrim(pc.utf8_lower(texts), "?.")
    texts = pc.if_else(pa.array(careless), plain, texts)
    options = pa.array([f" {sign}" for signs in EMOJI.values() for sign in signs] + [""])
    sizes = np.array([len(signs) for signs in EMOJI.values()])
    draws = dice.random((len(texts), 2))
    chosen = (np.cumsum(sizes) - sizes)[moods] + (draws[:, 0] * sizes[moods]).astype(np.int64)
    chosen = np.where(draws[:, 1] < OFTEN, chosen, len(options) - 1)
    return pc.binary_join_element_wise(texts, options.take(pa.array(chosen)), "")
