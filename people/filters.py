"""The filters of the lists about people; each lives in the address and never holds a name."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from people.forms.choices import CodeChoice, PlaceChoice, places
from people.models import (
    Actor,
    Answer,
    LegalStatus,
    LegalStatusKind,
    Location,
    Promise,
    PromiseAccount,
    Stay,
    Subject,
)


class CodeFilter(django_filters.ModelChoiceFilter):
    """A choice that the address names by its code."""

    field_class = CodeChoice


class PlaceFilter(django_filters.ModelChoiceFilter):
    """A place of the tree, named by its code."""

    field_class = PlaceChoice


class SubjectFilter(django_filters.FilterSet):
    """Persons and groups, by kind, where they are now, and their standing now."""

    kind = django_filters.ChoiceFilter(choices=Subject.Kind, label=_("Person or group"), empty_label=_("Both"))
    location = PlaceFilter(
        queryset=lambda _request: places(), label=_("Where now"), method="by_place", empty_label=_("Anywhere")
    )
    status = CodeFilter(
        queryset=lambda _request: LegalStatusKind.objects.all(),
        label=_("Standing now"),
        method="by_status",
        empty_label=_("Any"),
    )
    may_work = django_filters.ChoiceFilter(
        choices=Answer, label=_("May work"), method="by_may_work", empty_label=_("Whether or not")
    )

    class Meta:
        model = Subject
        fields: list[str] = []

    def by_place(self, subjects: QuerySet[Subject], name: str, place: Location) -> QuerySet[Subject]:
        """In this place, or anywhere below it."""
        here = Stay.objects.current().filter(location__path__startswith=place.path, subject=OuterRef("pk"))
        return subjects.filter(Exists(here))

    def by_status(self, subjects: QuerySet[Subject], name: str, kind: LegalStatusKind) -> QuerySet[Subject]:
        """With this standing, in any country."""
        return subjects.filter(Exists(_statuses().filter(kind=kind)))

    def by_may_work(self, subjects: QuerySet[Subject], name: str, answer: str) -> QuerySet[Subject]:
        """Not known means that no standing says either yes or no."""
        if answer == Answer.UNKNOWN:
            return subjects.filter(~Exists(_statuses().exclude(may_work=Answer.UNKNOWN)))
        return subjects.filter(Exists(_statuses().filter(may_work=answer)))


class PromiseFilter(django_filters.FilterSet):
    """Promises, by who made them and what somebody says became of them."""

    by = CodeFilter(
        queryset=lambda _request: Actor.objects.all(),
        field_name="promisor",
        label=_("Promised by"),
        empty_label=_("Anybody"),
    )
    state = django_filters.ChoiceFilter(
        choices=PromiseAccount.State, label=_("Somebody says"), method="by_state", empty_label=_("Anything")
    )

    class Meta:
        model = Promise
        fields: list[str] = []

    def by_state(self, promises: QuerySet[Promise], name: str, state: str) -> QuerySet[Promise]:
        """At least one standing account says so."""
        said = PromiseAccount.objects.standing().filter(promise=OuterRef("pk"), state=state)
        return promises.filter(Exists(said))


def chips(filter_set: Any, *, path: str) -> list[dict[str, str]]:
    """The filters that are on, each with its words and the address of the list without it."""
    form = filter_set.form
    if not form.is_bound or not form.is_valid():
        return []
    told = []
    for name, value in form.cleaned_data.items():
        if value in (None, "", []):
            continue
        query = filter_set.data.copy()
        for gone in (name, "after"):
            query.pop(gone, None)
        field = form.fields[name]
        shown = dict(field.choices).get(value, value) if hasattr(value, "lower") else value
        # A place is set in by its depth in the list it was chosen from, but not in a chip.
        told.append(
            {"label": f"{field.label}: {str(shown).strip()}", "url": f"{path}?{query.urlencode()}" if query else path}
        )
    return told


def _statuses() -> QuerySet[LegalStatus]:
    return LegalStatus.objects.current().filter(subject=OuterRef("pk"))
