"""Trying a constraint at both walls: what a form says, and what the database does to whoever goes past forms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction


def ours(app: str) -> Iterator[tuple[str, Any]]:
    """Every constraint of the app's models, by name."""
    for model in apps.get_app_config(app).get_models():
        if not hasattr(model, "pgh_tracked_model"):
            yield from ((constraint.name, constraint) for constraint in model._meta.constraints)


def write_past_the_forms(row: Any) -> None:
    """Put a row into its table in plain SQL, as somebody with a console would."""
    fields = [f for f in row._meta.concrete_fields if not f.generated and not (f.primary_key and row.pk is None)]
    values = [f.get_db_prep_save(getattr(row, f.attname), connection) for f in fields]
    columns = [f'"{f.column}"' for f in fields]
    table, marks = row._meta.db_table, ", ".join(["%s"] * len(columns))
    with transaction.atomic(), connection.cursor() as cursor:
        if row._state.adding:
            cursor.execute(f'INSERT INTO "{table}" ({", ".join(columns)}) VALUES ({marks})', values)  # noqa: S608
        else:
            sets = ", ".join(f"{column} = %s" for column in columns)
            cursor.execute(f'UPDATE "{table}" SET {sets} WHERE "{row._meta.pk.column}" = %s', [*values, row.pk])  # noqa: S608


def refused(row: Any, name: str) -> None:
    """Both walls hold: the form says the constraint's sentence, and the database refuses by the constraint's name."""
    sentence = next(str(c.violation_error_message) for c in row._meta.constraints if c.name == name)
    assert not sentence.startswith("Constraint"), "This is Django's own text: the constraint has no sentence."
    with pytest.raises(ValidationError) as said:
        row.full_clean()
    assert sentence in said.value.messages
    with pytest.raises(IntegrityError) as error:
        write_past_the_forms(row)
    diagnosis: Any = error.value.__cause__
    assert diagnosis.diag.constraint_name == name
