"""Money: exact sums, one currency at a time. Sums of different currencies are never added."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyarrow as pa

from .base import Note, Params

Purse = Mapping[str | None, Decimal]  # currency -> sum; None: the data do not say which


@dataclass(frozen=True)
class Coin:
    """The currency an answer is in. `mixed`: there are several and none was chosen, so there are no sums."""

    currency: str | None
    mixed: bool
    everything: Purse

    @property
    def unit(self) -> str:
        return self.currency or "money"

    def of(self, purse: Purse) -> Decimal | None:
        """What is in a purse in this currency; None where nothing is known of it."""
        return None if self.mixed else purse.get(self.currency)

    def notes(self) -> list[Note]:
        if self.mixed:
            named = "; ".join(f"{name or '?'} {total:,.2f}" for name, total in self.everything.items())
            return [Note("several_currencies", {"sums": named})]
        if self.currency is None and self.everything:
            return [Note("currency_unknown")]
        left = [name or "?" for name in self.everything if name != self.currency]
        return [Note("other_currencies", {"currencies": ", ".join(left)})] if left else []


def purse(rows: pa.Table, amount: str) -> Purse:
    """The sums of a column of decimals per currency, in the order of their names."""
    return purse_of(zip(rows["currency"].to_pylist(), rows[amount].to_pylist(), strict=True))


def purse_of(pairs: Iterable[tuple[str | None, Decimal | None]]) -> Purse:
    found: dict[str | None, Decimal] = {}
    for currency, value in pairs:
        if value is not None:
            found[currency] = found.get(currency, Decimal(0)) + value
    return dict(sorted(found.items(), key=lambda item: (item[0] is None, item[0] or "")))


def coin(everything: Purse, params: Params) -> Coin:
    """The currency that was asked for, else the only one there is."""
    wanted = str(params.options.get("currency") or "").strip().upper()
    if wanted:
        known = {(name or "").upper(): name for name in everything}
        return Coin(known.get(wanted, wanted), False, everything)
    names = list(everything)
    return Coin(names[0] if names else None, len(names) > 1, everything)


def plain(amount: Decimal | None) -> float | int | None:
    """An exact sum as a number with at most four decimals, as rows hold it."""
    if amount is None:
        return None
    rounded = amount.quantize(Decimal("0.0001"))
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)


def shares_of(amount: Decimal | None, count: Any) -> float | None:
    """Money per one of something; None where there is none of it."""
    return None if amount is None or not count else float(amount) / float(count)
