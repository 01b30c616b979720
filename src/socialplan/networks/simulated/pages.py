"""What the companies post, and the response it draws."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from socialplan.records import TABLES

from .grammar import said
from .made import MADE, columns, dated, names, numbered, posts
from .phrases import LANGUAGES, NUMBER
from .plants import KINDS, OWN, Account
from .world import PAGES, Span

SPREAD = 0.6  # of the logarithm of the response
USUAL_KINDS = (0.5, 0.15, 0.25, 0.1)  # of competitors
COMMENTED, SHARED = 0.08, 0.05  # of the reactions
ADVERTISED = 0.4  # share of own posts that are about a campaign while it runs
BLOG = "vlierzicht.example"
OPEN = (8 * 3600, 20 * 3600)  # seconds after midnight (UTC) between which companies post


@dataclass(frozen=True)
class Posted:
    """Posts of accounts, and per post the response by name."""

    posts: pa.Table
    response: dict[str, np.ndarray]


def pages(span: Span) -> Posted:
    """Of all accounts, in order of time."""
    parts = [_of(span, account) for account in span.world.plants.accounts]
    told = pa.concat_tables([part.posts for part in parts])
    order = pc.sort_indices(told, [("created_at", "ascending"), ("post_id", "ascending")])
    response = {name: np.concatenate([part.response[name] for part in parts]) for name in parts[0].response}
    return Posted(told.take(order), {name: value[order.to_numpy()] for name, value in response.items()})


def metrics(posted: Posted) -> pa.Table:
    """The response in rows of the vocabulary, three to a post."""
    size, count = posted.posts.num_rows, len(posted.response)
    subjects = posted.posts["post_id"].combine_chunks().take(pa.array(np.repeat(np.arange(size), count)))
    called = pa.array(list(posted.response) * size, pa.string())
    return columns(
        TABLES["metrics"].schema, size * count, network=PAGES, subject="post", subject_id=subjects,
        name=called, native_name=called, aggregation="total",
        value=np.column_stack(list(posted.response.values())).ravel(),
    )  # fmt: skip


def _of(span: Span, account: Account) -> Posted:
    dice, own = span.dice(f"pages {account.account_id}"), account.owner_kind == OWN
    phases = [span.world.phase(int(day)) for day in span.days]
    rate = account.posts * span.rhythm * span.world.scale
    rate = rate * [phase.posts for phase in phases] if own else rate
    day, number = numbered(dice.poisson(rate))
    shares = np.array([phase.kinds if own else USUAL_KINDS for phase in phases]).reshape(-1, len(KINDS))
    kind = (dice.random(len(day))[:, None] > np.cumsum(shares, axis=1)[day][:, :-1]).sum(axis=1)
    theme = _themes(span, dice, len(day)) if own else np.full(len(day), -1)
    acts, cause = _acts(span, account, day, theme, dice)
    language = np.full(len(day), LANGUAGES.index(span.world.language), np.int8)
    text = said(dice, acts=acts, languages=language, companies=pa.repeat(account.account_id, len(day)))
    video = np.array([phase.video for phase in phases])[day] if own else np.ones(len(day))
    factor = np.where(kind == KINDS.index("video"), video, 1.0) * _lift(span, theme, dice)
    reactions = account.reactions * factor * np.exp(SPREAD * dice.standard_normal(len(day)))
    made = posts(
        len(day), language=language, at=span.midnights[day] + dice.integers(*OPEN, len(day)), network=PAGES,
        post_id=names(f"{account.account_id}-", dated(span).take(pa.array(day)), "-", number),
        account_id=account.account_id, role="post", kind=pa.array(KINDS).take(pa.array(kind)),
        native_kind=pa.array(KINDS).take(pa.array(kind)), text=text, hashtags=hashtags(text),
        links=_links(kind, own=own), author=-1, act=acts, theme=_named(span, theme), cause=cause,
        follow_up=False,
    )  # fmt: skip
    return Posted(made, _response(reactions, dice))


def _response(reactions: np.ndarray, dice: np.random.Generator) -> dict[str, np.ndarray]:
    return {
        "reactions": np.round(reactions),
        "comments": dice.poisson(reactions * COMMENTED).astype(float),
        "shares": dice.poisson(reactions * SHARED).astype(float),
    }


def _themes(span: Span, dice: np.random.Generator, size: int) -> np.ndarray:
    """A number of the themes per post, -1 for none."""
    ends = np.cumsum([theme.share for theme in span.world.plants.themes])
    found = np.searchsorted(ends, dice.random(size), side="right")
    return np.where(found < len(ends), found, -1)


def _lift(span: Span, theme: np.ndarray, dice: np.random.Generator) -> np.ndarray:
    found = np.ones(len(theme))
    for number, planted in enumerate(span.world.plants.themes):
        mine = theme == number
        found[mine] = planted.lift
        if planted.lucky_every:
            lucky = mine & (dice.integers(planted.lucky_every, size=len(theme)) == 0)
            found[lucky] *= planted.luck
    return found


def _acts(
    span: Span, account: Account, day: np.ndarray, theme: np.ndarray, dice: np.random.Generator
) -> tuple[np.ndarray, pa.Array]:
    """What each post says, and the campaign it belongs to."""
    if account.owner_kind != OWN:
        return np.full(len(day), NUMBER["rival"]), pa.nulls(len(day), pa.string())
    acts = np.full(len(day), NUMBER["own"])
    for number, planted in enumerate(span.world.plants.themes):
        acts[theme == number] = NUMBER[f"own_{planted.key}"]
    cause = np.full(len(day), None, object)
    chosen = (theme == -1) & (dice.random(len(day)) < ADVERTISED)
    for campaign in span.world.plants.campaigns:
        runs = chosen & (span.days[day] >= campaign.begins) & (span.days[day] < campaign.ends)
        acts[runs], cause[runs] = NUMBER["own_campaign"], campaign.key
    return acts, pa.array(cause, pa.string())


def _named(span: Span, theme: np.ndarray) -> pa.Array:
    keys = pa.array([planted.key for planted in span.world.plants.themes], pa.string())
    return keys.take(pa.array(theme, mask=theme < 0))


def hashtags(texts: pa.Array) -> pa.Array:
    """The tags of each text, in small letters."""
    words = pc.split_pattern(pc.utf8_lower(texts), " ")
    flat, parents = pc.list_flatten(words), pc.list_parent_indices(words)
    tags = pc.starts_with(flat, "#")
    kept = pc.utf8_slice_codeunits(flat.filter(tags), 1)
    counts = np.bincount(parents.filter(tags).to_numpy(), minlength=len(texts))
    offsets = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), kept)


def _links(kind: np.ndarray, *, own: bool) -> pa.Array:
    link = [{"url": f"https://{BLOG}/blog", "domain": BLOG, "utm": None}] if own else []
    options = pa.array([[], link], MADE.field("links").type)
    return options.take(pa.array((kind == KINDS.index("link")).astype(np.int64)))
