"""Pages of a list by the place of their last row, so that a page deep down costs what the first one costs.

A cursor holds the sort values of one row, signed together with the list it belongs to. What a reader changes by hand,
or carries over from another list, is not a cursor: the first page answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import F, GeneratedField, Model, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

RowT = TypeVar("RowT", bound=Model)

SALT = "people.keyset"
# The first number a list counts to no further; what is beyond is shown as "1000+".
COUNT_UP_TO = 1000


@dataclass(frozen=True)
class Page(Generic[RowT]):
    """Some rows of a list, and the cursors of the pages beside them; "" where there is none."""

    rows: list[RowT]
    previous: str = ""
    next: str = ""


@dataclass(frozen=True)
class Place:
    """Where a page begins: after the row with these sort values, or before it."""

    values: tuple[Any, ...]
    backwards: bool


def page_of(rows: QuerySet[RowT], *, by: Sequence[str], cursor: str, of: str, size: int = 50) -> Page[RowT]:
    """The page of `rows` that `cursor` points to, or the first one; one query, two where the cursor points to nothing.

    `by` names columns of the model that are never empty and end in a unique one, all in one direction ("-" on every
    one or on none): an index over just these columns makes every page cheap. `of` names the list (its filter and sort):
    a cursor of another list is not followed.
    """
    place = _read(cursor, rows.model, by, of)
    found = _fetch(rows, by, place, size + 1)
    if not found and place is not None:
        place, found = None, _fetch(rows, by, None, size + 1)
    more, backwards = len(found) > size, place is not None and place.backwards
    found = found[:size]
    if backwards:
        found.reverse()
    if not found:
        return Page([])
    has_previous = more if backwards else place is not None
    has_next = True if backwards else more
    return Page(
        found,
        previous=_write(found[0], by, of, backwards=True) if has_previous else "",
        next=_write(found[-1], by, of, backwards=False) if has_next else "",
    )


def _names(by: Sequence[str]) -> tuple[list[str], bool]:
    down = by[0].startswith("-")
    if any(name.startswith("-") is not down for name in by):
        raise ValueError("A keyset sorts all its columns in one direction.")
    return [name.removeprefix("-") for name in by], down


def _fetch(rows: QuerySet[RowT], by: Sequence[str], place: Place | None, limit: int) -> list[RowT]:
    names, down = _names(by)
    descending = down is not (place is not None and place.backwards)
    if place is not None:
        # One comparison of whole rows: PostgreSQL seeks it in the index, which it cannot do with a chain of ORs.
        further = TupleLessThan if descending else TupleGreaterThan
        rows = rows.filter(further(Tuple(*(F(name) for name in names)), place.values))
    return list(rows.order_by(*(f"-{name}" if descending else name for name in names))[:limit])


def _write(row: Model, by: Sequence[str], of: str, *, backwards: bool) -> str:
    names, _down = _names(by)
    values = [value.isoformat() if isinstance(value := getattr(row, name), date) else value for name in names]
    return signing.dumps({"at": values, "of": of, "back": backwards}, salt=SALT)


def _read(cursor: str, model: type[Model], by: Sequence[str], of: str) -> Place | None:
    if not cursor:
        return None
    try:
        held = signing.loads(cursor, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    names, _down = _names(by)
    if held["of"] != of or len(held["at"]) != len(names):
        return None
    try:
        values = tuple(_value(model, name, value) for name, value in zip(names, held["at"], strict=True))
    except ValidationError:
        return None
    return Place(values, bool(held["back"]))


def _value(model: type[Model], name: str, value: object) -> Any:
    field: Any = model._meta.get_field(name)
    if isinstance(field, GeneratedField):
        field = field.output_field
    return field.to_python(value)


def capped(rows: QuerySet[RowT]) -> QuerySet[RowT]:
    """The rows a count looks at: one more than it tells, so that no count walks through the archive."""
    return rows.order_by()[: COUNT_UP_TO + 1]


def told(count: int) -> str:
    """A capped count as it is shown: "7", "1000+"."""
    return str(count) if count <= COUNT_UP_TO else f"{COUNT_UP_TO}+"
