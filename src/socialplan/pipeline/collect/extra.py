"""What nobody mapped is kept: a JSON object of the other columns of the row."""

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from .columns import to_json
from .sheets import REST, Sheet


def extra(sheet: Sheet, mapped: frozenset[str]) -> ir.StringValue:
    """The columns nobody mapped, as a JSON object without blanks; NULL where all are blank."""
    if sheet.has_rest:
        return sheet.rows[REST]
    left = [name for name in sheet.names if name not in mapped]
    if not left:
        return ibis.null("string")
    entries = [
        ibis.struct({"key": ibis.literal(name), "value": sheet.rows[sheet.names[name]].nullif("")})
        for name in left
    ]
    filled = ibis.array(entries).filter(lambda entry: entry["value"].notnull())
    return to_json(_from_entries(filled)).nullif("{}")


@ibis.udf.scalar.builtin(
    name="map_from_entries",
    signature=((dt.Array(dt.Struct({"key": dt.string, "value": dt.string})),), dt.Map(dt.string, dt.string)),
)
def _from_entries(entries): ...  # type: ignore[no-untyped-def]
