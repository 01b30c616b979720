"""A query while it is being written: as rows or as text, read from what a form sends and shown again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.utils.translation import gettext as _

from socialplan.tracked import BadQuery, NoRows, Rows, parse_query, rows_of, write_query
from socialplan.tracked.rows import listed

from .tracked_words import LANGUAGES, refusal_words
from .typed import whole

if TYPE_CHECKING:
    from socialplan.plan.listen.models import TrackedQuery

ROWS, TEXT = "rows", "text"
MOST_ROWS, LONGEST = 12, 8_000


@dataclass(frozen=True)
class Draft:
    """`groups` and `without` as they are typed, alternatives between commas. `asks_places`: whether the form
    showed where one can listen, so that none chosen means none."""

    name: str = ""
    mode: str = ROWS
    groups: tuple[str, ...] = ("",)
    without: str = ""
    languages: tuple[str, ...] = ()
    leave_out: str = ""
    own: bool = False
    under: tuple[str, ...] = ()
    text: str = ""
    follows: str = ""
    followed: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    asks_places: bool = False
    version: int = 0
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def language_choices(self) -> list[tuple[str, str, bool]]:
        known = {**LANGUAGES, **{code: code for code in self.languages if code not in LANGUAGES}}
        return [(code, str(word), code in self.languages) for code, word in known.items()]

    @property
    def numbered(self) -> list[tuple[int, str, str]]:
        """(number, what is typed, what is wrong) of each group."""
        return [(n, one, self.errors.get(f"group-{n}", "")) for n, one in enumerate(self.groups, start=1)]

    @property
    def can_grow(self) -> bool:
        return len(self.groups) < MOST_ROWS

    def asked(self) -> str:
        """The query as text. Raises BadQuery."""
        if self.mode == TEXT:
            return write_query(parse_query(self.text))
        return write_query(self.rows().query())

    def rows(self) -> Rows:
        """Raises BadQuery."""
        people = (one.strip().lstrip("@").lower() for one in self.leave_out.replace("\n", ",").split(","))
        return Rows(
            groups=tuple(found for one in self.groups if (found := listed(one))),
            without=listed(self.without), languages=self.languages,
            leave_out=tuple(dict.fromkeys(one for one in people if one)), own=self.own, under=self.under,
        )  # fmt: skip

    def checked(self) -> "Draft":
        """With what is wrong at each field."""
        errors = {} if self.name.strip() else {"name": _("Give it a name, so that you find it back.")}
        fields = {f"group-{n}": one for n, one in enumerate(self.groups, start=1)} | {"without": self.without}
        for name, typed in fields.items() if self.mode == ROWS else ():
            try:
                listed(typed)
            except BadQuery as error:
                errors[name] = refusal_words(error)
        try:
            self.asked()
        except BadQuery as error:
            if not errors.keys() - {"name"}:
                errors["group-1" if self.mode == ROWS else "text"] = refusal_words(error)
        return replace(self, errors=errors)

    def as_text(self) -> "Draft":
        """The same query as text; what cannot be read stays in rows, with what is wrong."""
        try:
            return replace(self, mode=TEXT, text=self.asked())
        except BadQuery:
            empty = not any(self.groups)
            return replace(self, mode=TEXT, text="") if empty else replace(self.checked(), mode=ROWS)

    def as_rows(self) -> "Draft":
        """The same query as rows; one that no rows can show stays text, and says so."""
        if not self.text.strip():
            return replace(self, mode=ROWS)
        try:
            return laid_out(replace(self, mode=ROWS), self.text)
        except BadQuery as error:
            return replace(self, errors={"text": refusal_words(error)})
        except NoRows:
            said = _("Rows cannot show this: brackets within brackets, or NOT inside them. It stays text.")
            return replace(self, errors={"text": said})


def laid_out(draft: Draft, text: str) -> Draft:
    """The draft with this query in its rows. Raises BadQuery, NoRows."""
    rows = rows_of(parse_query(text))
    return replace(
        draft, groups=tuple(", ".join(group) for group in rows.groups), without=", ".join(rows.without),
        languages=rows.languages, leave_out=", ".join(f"@{one}" for one in rows.leave_out), own=rows.own,
        under=rows.under, text=text,
    )  # fmt: skip


def draft_of(text: str, **known: object) -> Draft:
    """For a query that is there: rows where they can show it."""
    draft = Draft(text=text, **known)  # type: ignore[arg-type]
    try:
        return laid_out(draft, text)
    except (BadQuery, NoRows):
        return replace(draft, mode=TEXT)


def saved_draft(row: "TrackedQuery") -> Draft:
    return draft_of(
        row.text, name=row.name, follows=row.follows, followed=tuple(row.followed), places=tuple(row.places),
        asks_places=True, version=row.version,
    )  # fmt: skip


def posted(data: QueryDict) -> Draft:
    """What the form sent; anything may stand there."""
    return Draft(
        name=" ".join(data.get("name", "").replace("\x00", "").split())[:120],
        mode=TEXT if data.get("mode") == TEXT else ROWS,
        groups=tuple(_typed(one) for one in data.getlist("group")[:MOST_ROWS]) or ("",),
        without=_typed(data.get("without", "")),
        languages=tuple(one for one in data.getlist("language")[:20] if one.isalpha() and len(one) < 4),
        leave_out=_typed(data.get("leave_out", "")), own=bool(data.get("own")),
        under=tuple(_typed(one) for one in data.getlist("under")[:5]), text=_typed(data.get("text", "")),
        follows=data.get("follows", "")[:40], followed=tuple(data.getlist("followed")[:200]),
        places=tuple(data.getlist("places")[:200]), asks_places=bool(data.get("asks_places")),
        version=whole(data.get("version")) or 0,
    )  # fmt: skip


def _typed(text: str) -> str:
    return text.replace("\x00", "")[:LONGEST]
