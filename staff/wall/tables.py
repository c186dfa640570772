"""Which tables stand behind the wall, and who passes: found by following foreign keys to the table of subjects."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model

HOUSE = "(SELECT public.amparo_is_house())"
# Where a row may belong to one of many, a trigger writes beside it whose files those are.
FILES = "wall_files"


@dataclass(frozen=True)
class Walled:
    """A table behind the wall: the condition under which a row is there for whoever asks.

    `files` is SQL for the numbers of the files that a row of it, called NEW, belongs to; empty where its foreign keys
    say so well enough.
    """

    table: str
    predicate: str
    files: str = ""


def walled(root: type[Model], mentions: frozenset[str]) -> list[Walled]:
    """Every table behind the wall.

    A row belongs to everything that it cannot do without; where all its ties may be empty, to whatever it has. Rows
    that speak of a file without belonging to it (`mentions`: names of foreign keys) are not tied to it by that.
    """
    ties = _ties(root, mentions)
    way = _Way(root, {model: [f for f in fields if not f.null] or fields for model, fields in ties.items()})
    found = [Walled(root._meta.db_table, known(str(root._meta.pk.column)))]
    found += [way.walled(model, fields) for model, fields in way.ties.items()]
    for model in _models():
        tracked: Any = getattr(model, "pgh_tracked_model", None)
        own = {field.name: field for field in model._meta.concrete_fields}
        if tracked is root:
            found.append(Walled(model._meta.db_table, f"{HOUSE} OR {way.known(model, own['pgh_obj'], root)}"))
        elif tracked in ties:
            # History is told by what the row belonged to then, so that it does not vanish with the row.
            found.append(way.walled(model, [own[field.name] for field in way.ties[tracked]]))
    return found


def known(key: str = "id", prefix: str = "") -> str:
    """The condition under which a file itself is known to whoever asks; `prefix` as "s." names its table."""
    return (
        f"{HOUSE} OR ({prefix}team_id = ANY ((SELECT public.amparo_teams())::bigint[]) AND NOT {prefix}restricted)"
        f" OR {prefix}{key} = ANY ((SELECT public.amparo_names())::bigint[])"
    )


@dataclass(frozen=True)
class _Way:
    """The way from rows to files: by model, the foreign keys that it belongs by."""

    root: type[Model]
    ties: dict[type[Model], list[Any]]

    def walled(self, model: type[Model], fields: list[Any]) -> Walled:
        table = model._meta.db_table
        if len(fields) > 1 and all(field.null for field in fields):
            # Asked one by one, a dozen ties would take longer to plan than to answer.
            files, key = f"{table}.{FILES}", self.root._meta.pk.column
            count = f"SELECT count(*) FROM public.{self.root._meta.db_table} f WHERE f.{key} = ANY ({files})"  # noqa: S608
            reached = f"cardinality({files}) > 0 AND ({count}) = cardinality({files})"
            told = " UNION ".join(self.files(field.related_model, f"NEW.{field.column}") for field in fields)
            told = f"SELECT f.id FROM ({told}) f(id) WHERE f.id IS NOT NULL"  # noqa: S608
            return Walled(table, f"{HOUSE} OR ({reached})", told)
        reached = " AND ".join(self.known(model, field, field.related_model) for field in fields)
        return Walled(table, f"{HOUSE} OR ({reached})")

    def known(self, model: type[Model], field: Any, parent: type[Model]) -> str:
        """The condition under which the row that a field names is there: the policy of its table answers for it.

        OFFSET keeps PostgreSQL from gathering all rows that are known before it looks at one: a page needs a few of
        them, each found by its key.
        """
        while parent is not self.root and self._is_named_by_its_file(parent):
            parent = self.ties[parent][0].related_model
        table = parent._meta.db_table
        key, named = f"{table}.{parent._meta.pk.column}", f"{model._meta.db_table}.{field.column}"
        return f"EXISTS (SELECT FROM public.{table} WHERE {key} = {named} OFFSET 0)"

    def files(self, model: type[Model], key: str, depth: int = 0) -> str:
        """SQL for the numbers of the files that the row with this key belongs to."""
        if model is self.root:
            return f"SELECT {key}"
        if self._is_named_by_its_file(model):
            return self.files(self.ties[model][0].related_model, key, depth)
        row, table, pk = f"r{depth}", model._meta.db_table, model._meta.pk.column
        above = " UNION ".join(
            self.files(field.related_model, f"{row}.{field.column}", depth + 1) for field in self.ties[model]
        )
        rows = f"public.{table} {row}, LATERAL ({above}) f{depth}(id)"
        return f"SELECT f{depth}.id FROM {rows} WHERE {row}.{pk} = {key}"  # noqa: S608

    def _is_named_by_its_file(self, model: type[Model]) -> bool:
        """Whether a row carries the number of its file as its own: persons and groups do."""
        return [field.column for field in self.ties[model]] == [model._meta.pk.column]


def _models() -> Iterable[type[Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]


def _ties(root: type[Model], mentions: frozenset[str]) -> dict[type[Model], list[Any]]:
    """By model, its foreign keys that lead to the root, however far away."""
    ours = [model for model in _models() if model is not root and not hasattr(model, "pgh_tracked_model")]
    found: dict[type[Model], list[Any]] = {}
    grew = True
    while grew:
        behind = {root, *found}
        ties = {model: _keys_to(model, behind, mentions) for model in ours}
        grew = (new := {model: fields for model, fields in ties.items() if fields}) != found
        found = new
    return found


def _keys_to(model: type[Model], behind: set[type[Model]], mentions: frozenset[str]) -> list[Any]:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.related_model in behind and field.name not in mentions
    ]
