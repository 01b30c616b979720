"""Posts as mixtures of a few themes: non-negative factors of which terms stand in which posts."""

import warnings
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from scipy import sparse

FEWEST, MOST = 8, 20  # themes
POSTS_PER_THEME = 150
LEAST_POSTS = 5  # posts a term must stand in
MOST_SHARE = 0.3  # of the posts: a term in more of them tells nothing apart
MOST_TERMS = 2000
CLEAR = 0.5  # what one theme must explain of all that the themes explain of a post
NAMED = 8  # terms
ROUNDS = 120

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Factors:
    """`weights` (posts, themes) and `of_terms` (themes, terms), both not negative."""

    posts: list[str]
    terms: list[str]
    weights: Numbers
    of_terms: Numbers

    @property
    def size(self) -> int:
        return int(self.weights.shape[1])

    def members(self, theme: int) -> npt.NDArray[np.intp]:
        """Places of the posts that fall into a theme, the most telling first; ties by place."""
        total = self.weights.sum(axis=1)
        share = self.weights / np.where(total > 0, total, 1)[:, None]
        mine = np.flatnonzero((share.argmax(axis=1) == theme) & (share[:, theme] >= CLEAR))
        return mine[np.argsort(-np.round(self.weights[mine, theme], 9), kind="stable")]

    def named(self, theme: int) -> list[str]:
        """The terms that weigh most, without those that a longer one already holds."""
        order = np.argsort(-np.round(self.of_terms[theme], 9), kind="stable")
        kept: list[str] = []
        for place in order[: 3 * NAMED]:
            term = self.terms[place]
            if self.of_terms[theme, place] <= 0 or any(_holds(other, term) for other in kept):
                continue
            kept = list(dict.fromkeys(term if _holds(term, other) else other for other in kept))
            kept += [term] if term not in kept else []
        return kept[:NAMED]


def _holds(longer: str, term: str) -> bool:
    return f" {term} " in f" {longer} "


def factorised(rows: pa.Table, posts: list[str]) -> Factors | None:
    """Factors of the posts; None where too few terms stand in enough posts."""
    weighed, terms = _weighed(rows, posts)
    if weighed is None:
        return None
    themes = int(np.clip(len(posts) // POSTS_PER_THEME, FEWEST, MOST))
    if min(weighed.shape) <= themes:
        return None
    from sklearn.decomposition import NMF  # type: ignore[import-untyped]
    from sklearn.exceptions import ConvergenceWarning  # type: ignore[import-untyped]

    model = NMF(themes, init="nndsvd", max_iter=ROUNDS, tol=1e-3, random_state=0)
    with warnings.catch_warnings():  # a map needs no more rounds
        warnings.simplefilter("ignore", ConvergenceWarning)
        weights = model.fit_transform(weighed)
    scale = np.linalg.norm(model.components_, axis=1)  # so that themes weigh alike
    return Factors(posts, terms, weights * scale, model.components_ / np.where(scale > 0, scale, 1)[:, None])


def _weighed(rows: pa.Table, posts: list[str]) -> tuple[sparse.csr_matrix | None, list[str]]:
    """TF-IDF of the terms that tell posts apart, each post of length 1."""
    rows = rows.filter(pc.is_valid(rows["term"]))
    counts = pc.value_counts(rows["term"]).to_pylist()
    most = max(LEAST_POSTS, MOST_SHARE * len(posts))
    kept = sorted(
        (-one["counts"], one["values"]) for one in counts if LEAST_POSTS <= one["counts"] <= most
    )[:MOST_TERMS]  # fmt: skip
    terms = sorted(term for _count, term in kept)
    if not terms:
        return None, []
    at = pc.index_in(rows["term"], pa.array(terms)).to_numpy(zero_copy_only=False)
    post = pc.index_in(rows["post"], pa.array(posts)).to_numpy(zero_copy_only=False)
    known = ~np.isnan(at)
    times = 1 + np.log(rows["times"].to_numpy()[known].astype(float))
    shape = (len(posts), len(terms))
    table = sparse.csr_matrix((times, (post[known].astype(int), at[known].astype(int))), shape)
    rare = np.log(len(posts) / np.bincount(table.indices, minlength=len(terms))) + 1
    weighed = table @ sparse.diags(rare)
    length = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
    return (sparse.diags(1 / np.where(length > 0, length, 1)) @ weighed).tocsr(), terms
