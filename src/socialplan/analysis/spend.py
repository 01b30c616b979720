"""spend: what was paid, what came of it, and what one result and one click cost."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from ..records import DIMS, RESULTS
from . import groups, money
from .base import Column, Headline, Note, Params, Result
from .scope import rows_in_scope
from .stats import poisson, tidy

AS_MAPPED = "as_mapped"
MONEY = ("spent", "spent_on_results", "spent_on_clicks")
COUNTS = ("n", "impressions", "clicks", "unpaid")


def gather(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Per group, currency and kind of result: `n` efforts, their sums, `unpaid` efforts without an amount,
    and of the money the part of which the results (or clicks) are known. Hours are no money and stay out."""
    efforts = rows_in_scope(tables["efforts"], params, moment="period_start")
    efforts = efforts.filter((efforts["kind"] != "hours").fill_null(True))
    efforts = efforts.mutate(**{name: _dim(efforts, name) for name in params.by if name in DIMS})
    named = efforts.mutate(result_name=_result_name(efforts, str(params.options["result"])))
    also = tuple(name for name in ("currency", "result_name") if name not in params.by)
    return groups.gathered(_valued(named), params, _sums, also=also)


def _dim(efforts: ir.Table, name: str) -> ir.StringValue:
    found = efforts["dims"].filter(lambda dim: dim["name"] == name)
    return found[0]["value"]


def _result_name(efforts: ir.Table, asked: str) -> ir.StringValue:
    """What counts as a result: what was asked, else what the mapping names, else the strictest known."""
    if asked != AS_MAPPED:
        return ibis.literal(asked)
    known = [(efforts[name].notnull(), name) for name in ("conversions_approved", "conversions_total")]
    return ibis.coalesce(efforts["result"], ibis.cases(*known, else_=ibis.null("string")))


def _valued(efforts: ir.Table) -> ir.Table:
    given = [(efforts["result_name"] == name, efforts[name].cast("float64")) for name in RESULTS]
    value = ibis.cases(*given, else_=ibis.null("float64"))
    name = ibis.ifelse(value.isnull(), ibis.null("string"), efforts["result_name"])
    return efforts.mutate(outcome=value, result_name=name)


def _sums(efforts: ir.Table) -> dict[str, ir.Value]:
    amount, clicks = efforts["amount"], efforts["clicks"]
    return {
        "n": efforts.count(),
        "unpaid": amount.isnull().cast("int64").sum(),
        "impressions": efforts["impressions"].sum().cast("int64"),
        "clicks": clicks.sum().cast("int64"),
        "results": efforts["outcome"].sum(),
        "spent": amount.sum(),
        "spent_on_results": amount.sum(where=efforts["outcome"].notnull()),
        "spent_on_clicks": amount.sum(where=clicks.notnull()),
    }


def conclude(rows: pa.Table, params: Params) -> Result:
    """What was spent, and per result and per click, in one currency. The money is exact; the range of a cost
    comes from the chance in the number of results or clicks (Poisson)."""
    for name in MONEY:
        rows = rows.set_column(rows.column_names.index(name), name, pc.cast(rows[name], pa.decimal128(38, 4)))
    coin = money.coin(money.purse(rows, "spent"), params)
    results = _results(rows)
    parts = groups.parts(rows, params) if params.by else [groups.Part((), rows)]
    found = [
        {**dict(zip(params.by, part.key, strict=True)), **_figures(part.rows, _coin(part, coin, params),
         single=len(results) < 2)}
        for part in parts
    ]  # fmt: skip
    total = _figures(rows, coin, single=len(results) < 2)
    unit = "money" if "currency" in params.by else coin.unit
    return Result(
        headline=Headline(total["spent"], coin.unit),
        columns=(*groups.columns(params), *_columns(unit)),
        rows=groups.ranked(found, params, "spent"),
        n=total["n"],
        notes=tuple(_notes(rows, params, coin, results)),
    )


def _results(rows: pa.Table) -> list[str]:
    known = rows.filter(pc.is_valid(rows["results"]))
    return sorted(set(known["result_name"].to_pylist()))


def _coin(part: groups.Part, coin: money.Coin, params: Params) -> money.Coin:
    """Where currencies are the groups, each row is in its own."""
    if "currency" not in params.by:
        return coin
    return money.Coin(part.key[params.by.index("currency")], False, coin.everything)


def _columns(unit: str) -> tuple[Column, ...]:
    return (
        Column("n", "count", "efforts"), Column("spent", "measure", unit),
        Column("results", "measure", "results"),
        *_ranged("cost_per_result", unit), *_ranged("cost_per_click", unit),
        Column("clicks", "count", "clicks"), Column("impressions", "count", "impressions"),
    )  # fmt: skip


def _ranged(name: str, unit: str) -> tuple[Column, Column, Column]:
    return (
        Column(name, "measure", unit),
        Column(f"{name}_low", "low", unit), Column(f"{name}_high", "high", unit),
    )  # fmt: skip


def _total(rows: pa.Table, column: str) -> Any:
    return pc.sum(rows[column]).as_py()


def _figures(rows: pa.Table, coin: money.Coin, *, single: bool) -> dict[str, Any]:
    spent = {name: coin.of(money.purse(rows, name)) for name in MONEY}
    results = _total(rows, "results") if single else None
    clicks = _total(rows, "clicks")
    return {
        "n": int(_total(rows, "n") or 0),
        "spent": money.plain(spent["spent"]),
        "results": tidy(results),
        **_cost("cost_per_result", spent["spent_on_results"], results),
        **_cost("cost_per_click", spent["spent_on_clicks"], clicks),
        "clicks": clicks,
        "impressions": _total(rows, "impressions"),
    }


def _cost(name: str, amount: Decimal | None, count: float | None) -> dict[str, Any]:
    """Money per one, and its range where the count is a whole number."""
    known = bool(count) and float(count or 0).is_integer()
    ends = poisson(int(count or 0)) if known else None
    return {
        name: tidy(money.shares_of(amount, count)),
        f"{name}_low": tidy(money.shares_of(amount, ends.high)) if ends else None,
        f"{name}_high": tidy(money.shares_of(amount, ends.low)) if ends else None,
    }


def _notes(rows: pa.Table, params: Params, coin: money.Coin, results: list[str]) -> list[Note]:
    notes = [] if "currency" in params.by else coin.notes()
    if len(results) == 1:
        notes.append(Note("results_are", {"result": results[0]}))
    elif results:
        notes.append(Note("several_results", {"results": results}))
    if unpaid := int(_total(rows, "unpaid") or 0):
        notes.append(Note("amount_unknown", {"efforts": unpaid}))
    if left_out := groups.untimed(rows, params):
        notes.append(Note("efforts_untimed", {"efforts": left_out}))
    return notes
