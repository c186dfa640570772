"""What a partner sees of one part of a file: written from the table in `people.shared` and from nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Field, Model, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from people.models import KINDS, Cohort, Fact, FactKind, Location, Statement, Subject
from people.shared import Shared
from people.span import Span
from people.wording import day_label

# A value that is kept in two columns, one for each language, is told once, by the property that knows which.
TOLD_ONCE = {
    (Subject, "name"): "display_name",
    (Cohort, "size_as_said"): "size_in_words",
    (Statement, "text_en"): "text",
}
SECOND = {(Subject, "name_es"), (Cohort, "size_as_said_es"), (Statement, "text_es")}


@dataclass(frozen=True)
class Item:
    """One field of a row as a partner sees it: its value, or, where pages mask it, that there is one."""

    name: str
    label: str
    value: str
    masked: bool = False


@dataclass(frozen=True)
class SharedRow:
    """One row as a partner sees it. `kind` is set where it holds a masked value that can be asked for."""

    row: Any
    kind: FactKind | None
    items: list[Item]


def rows_to_share(entry: Shared, owner: int) -> QuerySet[Any]:
    """The rows of one entry of the table that may be shown, with those columns alone that the entry names."""
    model: Any = entry.model
    rows = model._default_manager.filter(**{entry.owner: owner})
    if issubclass(model, Fact):
        # A mere claim is shared with nobody, and neither is what was taken back.
        rows = rows.accepted()
    if entry.current:
        rows = rows.filter(ended=None)
    columns, related = ["pk"], []
    for name in (*entry.fields, *entry.judged_by, *([entry.country] if entry.country else [])):
        columns.append(name)
        if (target := model._meta.get_field(name).related_model) is not None:
            related.append(name)
            labels = ("label_en", "label_es", "path") if target is Location else ("label_en", "label_es")
            columns += [f"{name}__{label}" for label in labels]
    if issubclass(model, Fact):
        columns += ["public_id", "recorded_at"]
        rows = rows.order_by("-recorded_at", "-id")
    told: QuerySet[Any] = (rows.select_related(*related) if related else rows).only(*columns)
    return told


def shared_rows(entry: Shared, owner: int) -> list[SharedRow]:
    """What a partner sees of one entry; two queries at most."""
    rows = list(rows_to_share(entry, owner))
    if entry.country:
        return _countries(getattr(row, entry.country) for row in rows)
    kind = next((kind for kind in KINDS.values() if kind.model is entry.model), None)
    told = [SharedRow(row, kind, _items(entry, row, kind)) for row in rows]
    return [row for row in told if row.items]


def is_masked(row: Model, name: str) -> bool:
    """Whether pages show this value only when asked for."""
    kind = next((kind for kind in KINDS.values() if kind.model is type(row)), None)
    return bool(kind and name in kind.masked and getattr(row, name) and row.keeps_back(name))  # type: ignore[attr-defined]


def words_for(row: Model, name: str) -> str:
    """The value of one field in the reader's language; "" where nothing is known, or another column tells it."""
    if (type(row), name) in SECOND:
        return ""
    field: Field[Any, Any] = row._meta.get_field(name)  # type: ignore[assignment]
    value = getattr(row, TOLD_ONCE.get((type(row), name), name))
    if value in (None, ""):
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, Span):
        return value.label()
    if isinstance(value, date):
        return day_label(value)
    return str(getattr(value, "label", value))


def _items(entry: Shared, row: Model, kind: FactKind | None) -> list[Item]:
    items = []
    for name in entry.fields:
        masked = kind is not None and is_masked(row, name)
        value = "" if masked else words_for(row, name)
        if masked or value:
            field: Any = row._meta.get_field(name)
            items.append(Item(name, str(capfirst(field.verbose_name)), value, masked))
    return items


def _countries(places: Iterable[Location]) -> list[SharedRow]:
    """The country around each place and nothing smaller; one query."""
    paths = [place.path.strip("/").split("/") for place in places]
    codes = {code for path in paths for code in path}
    around = Location.objects.countries().filter(code__in=codes).only("code", "label_en", "label_es")
    countries = {one.code: one for one in around}
    found = {next((code for code in reversed(path) if code in countries), "") for path in paths}
    told = sorted(countries[code].label for code in found if code)
    return [SharedRow(None, None, [Item("country", str(_("Country")), label)]) for label in told]
