"""What hangs off a file: every model from which foreign keys lead to a subject, found in the models themselves.

So a new model cannot be forgotten. By default its rows go when the file is erased. A model may say otherwise:

- `outlives_erasure` names the columns that stay; the row stays, and every other column is emptied;
- `lets_go` names, for a foreign key that only mentions the file, the columns that are emptied; the row belongs to
  another file and stays there;
- `stops_erasure` is a condition and a sentence: while such a row is on the file, nobody may ask for its erasure;
- `file_by_number` names a column that holds the number of a file, or several, without being a foreign key;
- `goes_with_its_last_citation` is for what belongs to no file: a row goes once nothing refers to it any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.models import Field, ForeignKey, Model

from people.models import Subject
from staff.encryption.fields import SealedField


@dataclass(frozen=True)
class Way:
    """A column that leads to a file, a foreign key or a bare number, and the model that it refers to."""

    field: Any

    @property
    def column(self) -> str:
        """The column."""
        return str(self.field.column)

    @property
    def is_bare(self) -> bool:
        """Whether it is a number that nothing but our own word ties to a file."""
        return self.field.related_model is None

    def among(self, row: str, keys: str) -> str:
        """SQL for whether the row `row` names one of these keys by this column."""
        compared = "&&" if isinstance(self.field, ArrayField) else "= ANY"
        return f'{row}."{self.column}" {compared} ({keys})'

    def on_file(self, file: int) -> tuple[str, Any]:
        """The condition of a query that the row names this file."""
        if isinstance(self.field, ArrayField):
            return f"{self.field.name}__contains", [file]
        return str(self.field.name), file

    @property
    def to(self) -> type[Model]:
        """The model that it refers to."""
        target: type[Model] = self.field.related_model or Subject
        return target


@dataclass(frozen=True)
class Mention:
    """A foreign key that names a file in passing, and what is emptied when that file goes."""

    way: Way
    emptied: tuple[Any, ...]


@dataclass(frozen=True)
class Branch:
    """One model that hangs off a file: the ways by which it does, and what becomes of its rows."""

    model: Any
    ways: tuple[Way, ...]
    mentions: tuple[Mention, ...]

    @property
    def table(self) -> str:
        """Its table."""
        return str(self.model._meta.db_table)

    @property
    def key(self) -> str:
        """The column of its primary key."""
        return str(self.model._meta.pk.column)

    @property
    def history(self) -> Any:
        """The model of its row history, or None."""
        return getattr(self.model, "pgh_event_model", None)

    @property
    def outlives(self) -> tuple[str, ...] | None:
        """The fields that stay where the row stays; None where it goes."""
        return getattr(self.model, "outlives_erasure", None)

    @property
    def is_guarded(self) -> bool:
        """Whether rows are tied to a file so that guards can tell; what only knows its number outlives it freely."""
        return not any(way.is_bare for way in self.ways)

    @property
    def emptied(self) -> tuple[Field[Any, Any], ...]:
        """The columns that are emptied where the row stays."""
        if self.outlives is None:
            return ()
        fields = self.model._meta.local_concrete_fields
        return tuple(f for f in fields if not (f.primary_key or f.generated or f.name in self.outlives))

    @property
    def chain(self) -> str:
        """The column by which a row names the row of the same kind that it corrects; "" where there is none."""
        return next((str(field.column) for field in _keys(self.model) if field.related_model is self.model), "")


@cache
def branches() -> tuple[Branch, ...]:
    """Every model that hangs off a file, each after those that it refers to; the subject itself first."""
    found: dict[Any, set[Any]] = {Subject: set()}
    models = [model for model in apps.get_models(include_auto_created=True) if _is_ours(model)]
    while grown := {model for model in models if model not in found and _leading(model, found)}:
        found |= {model: set() for model in grown}
    for model in found:
        found[model] = {way.to for way in _leading(model, found)}
    # In an order that is the same in every process: the SQL that is written from it is compared with what stands.
    order, sorter = [], TopologicalSorter(found)
    sorter.prepare()
    while ready := sorted(sorter.get_ready(), key=lambda model: str(model._meta.label)):
        order += ready
        sorter.done(*ready)
    return tuple(_branch(model, found) for model in order)


def shared() -> tuple[Any, ...]:
    """The models that belong to no file and go with the last row that refers to them."""
    return tuple(model for model in apps.get_models() if getattr(model, "goes_with_its_last_citation", False))


def referring_to(model: Any) -> list[Any]:
    """The foreign keys, of whatever model but row history, that refer to this one."""
    return [
        field
        for other in apps.get_models(include_auto_created=True)
        if _is_ours(other)
        for field in _keys(other)
        if field.related_model is model
    ]


def empty_value(field: Any) -> str:
    """What an emptied column holds, as SQL; raises where a column cannot be emptied and must be given a fate."""
    if field.null:
        return "NULL"
    kind = field.db_type(connection) or ""
    if kind.endswith("[]"):
        return "'{}'"
    if isinstance(field, SealedField):
        return r"'\x'"
    if kind.startswith(("varchar", "text")):
        return "''"
    if field.has_default() and isinstance(field.default, int):
        return str(int(field.default))
    raise ImproperlyConfigured(
        f"{field.model._meta.label}.{field.name} cannot be emptied when its file is erased: name it in "
        "outlives_erasure, or let it be empty."
    )


def _is_ours(model: Any) -> bool:
    return model._meta.managed and not model._meta.proxy and not hasattr(model, "pgh_tracked_model")


def _keys(model: Any) -> list[Any]:
    return [field for field in model._meta.local_concrete_fields if isinstance(field, ForeignKey)]


def _lets_go(model: Any) -> dict[str, tuple[str, ...]]:
    mentions: dict[str, tuple[str, ...]] = getattr(model, "lets_go", {})
    return mentions


def _leading(model: Any, found: Any) -> list[Way]:
    """The foreign keys by which a row belongs to what was found; a key to its own kind does not count."""
    own = _lets_go(model)
    keys = [field for field in _keys(model) if field.name not in own and field.related_model is not model]
    bare = getattr(model, "file_by_number", "")
    numbers = [Way(model._meta.get_field(bare))] if bare else []
    return [*(Way(field) for field in keys if field.related_model in found), *numbers]


def _branch(model: Any, found: Any) -> Branch:
    mentions = tuple(
        Mention(Way(model._meta.get_field(name)), tuple(model._meta.get_field(other) for other in emptied))
        for name, emptied in _lets_go(model).items()
    )
    return Branch(model, tuple(_leading(model, found)), mentions)
