"""traffic: visits to the site and what they led to, counted by visit, by where they came from."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from . import groups, money
from .base import Column, Headline, Note, Params, Result
from .entry import VISIT_GROUPS
from .scope import rows_in_scope
from .stats import poisson, tidy, wilson

MONEY = "decimal(18, 4)"
COUNTS = ("n", "converted", "conversions", "pages", "told", "priced", "alone")
KEPT = (*VISIT_GROUPS, "precision", "local_at")


def gather(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Per group and currency: `n` visits, `converted` visits, `conversions`, `pages`, `revenue` (decimal,
    null where none is known), `told` rows that say anything of conversions, `priced` rows of sources that
    tell of money at all, `alone` conversions without a visit. Counts stand in the row without currency."""
    visits = rows_in_scope(tables["visits"], params, moment="started_at")
    led = _led_to(tables["conversions"])
    joined = visits.left_join(
        led, [visits["network"] == led["led_network"], visits["visit_id"] == led["led_visit"]]
    )
    # A source that tells of any conversion tells of none too: then a visit without one is no unknown.
    tells = joined["network"].isin(tables["conversions"]["network"])
    earned = tables["visits"].filter(lambda row: row["revenue"].notnull())["network"]
    worth = tables["conversions"].filter(lambda row: row["value"].notnull())["network"]
    prices = joined["network"].isin(earned) | joined["network"].isin(worth)
    counted = _counted(joined.mutate(tells=tells, prices=prices))
    parts = ibis.union(counted, _earned(joined), _from_conversions(tables, visits), _alone(tables, params))
    return groups.gathered(parts, params, _sums, also=("currency",))


def _led_to(conversions: ir.Table) -> ir.Table:
    """Conversions per visit."""
    known = conversions.filter(conversions["visit_id"].notnull())
    return known.group_by(led_network="network", led_visit="visit_id").agg(led=known.count())


def _row(rows: ir.Table, **values: ir.Value) -> ir.Table:
    """The columns every part has, in one order."""
    numbers = {name: values.get(name, ibis.literal(0)).cast("int64") for name in COUNTS}
    return rows.select(
        **{name: rows[name] if name in rows.columns else ibis.null("string") for name in KEPT},
        **numbers,
        currency=values.get("currency", ibis.null("string")),
        revenue=values.get("revenue", ibis.null(MONEY)).cast(MONEY),
    )


def _counted(visits: ir.Table) -> ir.Table:
    """A visit counts once. What its conversions say goes before its own number of goals."""
    conversions = ibis.coalesce(visits["led"], visits["goals"], ibis.literal(0))
    told = visits["tells"].fill_null(False) | visits["goals"].notnull()
    return _row(
        visits, n=ibis.literal(1), converted=conversions > 0, conversions=conversions,
        pages=visits["pages"].fill_null(0), told=told, priced=visits["prices"].fill_null(False),
    )  # fmt: skip


def _earned(visits: ir.Table) -> ir.Table:
    known = visits.filter(visits["revenue"].notnull())
    return _row(known, currency=known["currency"], revenue=known["revenue"])


def _from_conversions(tables: Mapping[str, ir.Table], visits: ir.Table) -> ir.Table:
    """What conversions were worth, for visits that do not say it themselves."""
    worth = tables["conversions"].filter(lambda row: row["value"].notnull())
    worth = worth.select(
        worth_network="network", worth_visit="visit_id", worth="value", worth_currency="currency"
    )
    silent = visits.filter(visits["revenue"].isnull())
    found = silent.inner_join(
        worth, [silent["network"] == worth["worth_network"], silent["visit_id"] == worth["worth_visit"]]
    )
    return _row(found, currency=found["worth_currency"], revenue=found["worth"])


def _alone(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Conversions of which the data hold no visit: they stand with what is unknown."""
    rows = rows_in_scope(tables["conversions"], params, moment="occurred_at")
    visits = tables["visits"].select("network", "visit_id").distinct()
    rows = rows.anti_join(visits, ["network", "visit_id"])
    one = ibis.literal(1)
    return _row(
        rows, conversions=one, told=one, alone=one, currency=ibis.ifelse(rows["value"].isnull(),
        ibis.null("string"), rows["currency"]), revenue=rows["value"],
    )  # fmt: skip


def _sums(rows: ir.Table) -> dict[str, ir.Value]:
    return {**{name: rows[name].sum() for name in COUNTS}, "revenue": rows["revenue"].sum()}


def conclude(rows: pa.Table, params: Params) -> Result:
    """Visits with their Poisson interval, the share of them that converted with Wilson's, and money in one
    currency, per group; what is not known stands in a row of its own."""
    rows = rows.set_column(
        rows.column_names.index("revenue"), "revenue", pc.cast(rows["revenue"], pa.decimal128(38, 4))
    )
    coin = money.coin(money.purse(rows, "revenue"), params)
    told = _sum(rows, "told") > 0
    parts = groups.parts(rows, params) if params.by else [groups.Part((), rows)]
    found = [
        {**dict(zip(params.by, part.key, strict=True)), **_figures(part.rows, coin, told=told)}
        for part in parts
    ]
    total = _figures(rows, coin, told=told)
    return Result(
        headline=Headline(total["visits"], "visits", total["low"], total["high"]),
        columns=(*groups.columns(params), *_columns(coin)),
        rows=groups.ranked([row for row in found if row["n"] or row["conversions"]], params, "visits"),
        n=total["n"],
        notes=tuple(_notes(rows, params, coin, told=told)),
    )


def _columns(coin: money.Coin) -> tuple[Column, ...]:
    return (
        Column("n", "count", "visits"), Column("visits", "measure", "visits"), Column("low", "low", "visits"),
        Column("high", "high", "visits"), Column("conversions", "measure", "conversions"),
        Column("conversion_rate", "measure", "share of visits"),
        Column("conversion_rate_low", "low", "share of visits"),
        Column("conversion_rate_high", "high", "share of visits"),
        Column("revenue", "measure", coin.unit), Column("pages", "count", "pages"),
    )  # fmt: skip


def _sum(rows: pa.Table, column: str) -> int:
    return int(pc.sum(rows[column]).as_py() or 0)


def _figures(rows: pa.Table, coin: money.Coin, *, told: bool) -> dict[str, Any]:
    n = _sum(rows, "n")
    count, rate = poisson(n), wilson(_sum(rows, "converted"), n) if told else None
    revenue = coin.of(money.purse(rows, "revenue"))
    known = coin.everything or _sum(rows, "priced")
    nothing = Decimal(0) if known and not coin.mixed else None  # others or other days earned, this did not
    return {
        "n": n,
        "visits": n,
        "low": tidy(count.low),
        "high": tidy(count.high),
        "conversions": _sum(rows, "conversions") if told else None,
        "conversion_rate": tidy(rate.value) if rate else None,
        "conversion_rate_low": tidy(rate.low) if rate else None,
        "conversion_rate_high": tidy(rate.high) if rate else None,
        "revenue": money.plain(nothing if revenue is None else revenue),
        "pages": _sum(rows, "pages"),
    }


def _notes(rows: pa.Table, params: Params, coin: money.Coin, *, told: bool) -> list[Note]:
    notes = []
    if not told and _sum(rows, "n"):
        notes.append(Note("conversions_unknown"))
    for name in params.by:
        unknown = _sum(rows.filter(pc.is_null(rows[name])), "n") if name in VISIT_GROUPS else 0
        if unknown:
            notes.append(Note("visits_unknown", {"visits": unknown, "group": name}))
    if alone := _sum(rows, "alone"):
        notes.append(Note("conversions_alone", {"conversions": alone}))
    if left_out := groups.untimed(rows, params):
        notes.append(Note("visits_untimed", {"visits": left_out}))
    return [*notes, *coin.notes()]
