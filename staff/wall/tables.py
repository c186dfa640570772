"""Which tables stand behind the wall, and who passes: found by following foreign keys to the table of subjects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model

HOUSE = "(SELECT public.amparo_is_house())"


def predicates(root: type[Model], mentions: frozenset[str]) -> dict[str, str]:
    """By table, the condition under which one of its rows is there for whoever asks.

    A row belongs to everything that it cannot do without; where all its ties may be empty, to whichever it has. Rows
    that speak of a file without belonging to it (`mentions`: names of foreign keys) are not tied to it by that.
    """
    ties = _ties(root, mentions)
    found = {root._meta.db_table: _root(root)}
    for model, fields in ties.items():
        needed = [field for field in fields if not field.null]
        glue = " AND " if needed else " OR "
        reached = glue.join(_reaches(model, field) for field in needed or fields)
        found[model._meta.db_table] = f"{HOUSE} OR ({reached})"
    for model in _models():
        tracked = getattr(model, "pgh_tracked_model", None)
        if tracked is root:
            found[model._meta.db_table] = f"{HOUSE} OR ({_exists(model, 'pgh_obj_id', root)})"
        elif tracked in ties:
            # History is told by what the row belonged to then, so that it does not vanish with the row.
            own = {field.name: field for field in model._meta.concrete_fields}
            fields = [own[field.name] for field in ties[tracked]]
            needed = [own[field.name] for field in ties[tracked] if not field.null]
            glue = " AND " if needed else " OR "
            reached = glue.join(_reaches(model, field) for field in needed or fields)
            found[model._meta.db_table] = f"{HOUSE} OR ({reached})"
    return found


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


def _root(root: type[Model]) -> str:
    return (
        f"{HOUSE} OR (team_id = ANY ((SELECT public.amparo_teams())::bigint[]) AND NOT restricted)"
        f" OR {root._meta.pk.column} = ANY ((SELECT public.amparo_names())::bigint[])"
    )


def _reaches(model: type[Model], field: Any) -> str:
    return _exists(model, field.column, field.related_model)


def _exists(model: type[Model], column: str, parent: type[Model]) -> str:
    # The parent's own row security answers for the parent.
    table = parent._meta.db_table
    return (
        f"EXISTS (SELECT FROM public.{table} WHERE {table}.{parent._meta.pk.column} = {model._meta.db_table}.{column})"
    )
