"""The table of what can be shared: whole, without doubles, and its pages show what stands in it and nothing else."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.apps import apps
from django.db.models import DecimalField, Field

from cases import shared as work
from cases.models import Case
from people import shared as known
from people.models import Cohort, Fact, FieldClass, Location, Person, Subject
from staff.encryption.fields import SealedField

ENTRIES = (*known.SHARED, *work.SHARED_WORK)
NEVER = {**known.NEVER, **work.NEVER}
MODELS = [
    model
    for app in ("people", "cases")
    for model in apps.get_app_config(app).get_models()
    if not hasattr(model, "pgh_tracked_model")
]
SOMEBODY = (Subject, Person, Cohort, Case)


def label(model: Any, name: str) -> str:
    return f"{model._meta.label_lower}.{name}"


def identifies_or_locates(field: Field[Any, Any]) -> bool:
    """Sealed, or a place, or a position; or it leads to somebody beside the file in which the row is."""
    return (
        isinstance(field, SealedField | DecimalField)
        or field.related_model is Location
        or (field.related_model in SOMEBODY and field.name in ("relative", "speaker_subject", "cohort"))
        or field.name == "name_tokens"
    )


def of_concern() -> set[str]:
    """Every such field of people and cases, but what the house keeps of each fact for itself."""
    found = set()
    for model in MODELS:
        for field in model._meta.concrete_fields:
            kept = issubclass(model, Fact) and field.name in known.OF_EVERY_FACT
            if identifies_or_locates(field) and not kept:
                found.add(label(model, field.name))
    return found


def never(name: str) -> bool:
    return name in NEVER or name.rpartition(".")[0] in NEVER


def test_every_field_that_identifies_or_locates_belongs_to_one_class_or_is_never_shared() -> None:
    told = Counter(label(entry.model, name) for entry in ENTRIES for name in entry.fields)
    assert {name for name, count in told.items() if count > 1} == set()
    concern = of_concern()
    assert len(concern) > 45
    assert {name for name in concern if not told[name] and not never(name)} == set(), "Say where these belong."
    assert {name for name in told if never(name)} == set()


def test_what_is_never_shared_exists() -> None:
    labels = {model._meta.label_lower for model in MODELS}
    fields = {label(model, field.name) for model in MODELS for field in model._meta.concrete_fields}
    assert set(NEVER) <= labels | fields
    assert all(NEVER.values())


def test_every_class_holds_something() -> None:
    assert {entry.part for entry in ENTRIES} == set(FieldClass)


def test_only_the_country_is_told_of_a_place_that_is_not_shared() -> None:
    (country,) = [entry for entry in ENTRIES if entry.country]
    assert (country.part, country.fields) == (FieldClass.COUNTRY, ())
