"""Choices that many forms offer: places, entries of a vocabulary, days."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from people.models import Location


class CodeChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no argument when it runs
    """A choice that addresses and forms name by its code."""

    def __init__(self, queryset: QuerySet[Any] | None, **kwargs: Any) -> None:
        super().__init__(queryset, **{"to_field_name": "code", **kwargs})


class PlaceChoice(CodeChoice):
    """A place of the tree; how far it stands in says what it lies within."""

    def label_from_instance(self, obj: Any) -> str:
        """The name, set in by one step for each larger place."""
        return f"{'  ' * obj.depth}{obj.label}"


class DayInput(forms.DateInput):
    """The browser's own choice of a day."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


def places() -> QuerySet[Location]:
    """Every place, larger ones before what lies within them."""
    return Location.objects.order_by("path")


def countries() -> QuerySet[Location]:
    """Countries only."""
    return Location.objects.countries().order_by("path")
