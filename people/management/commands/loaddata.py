from __future__ import annotations

from typing import Any

from django.core.management.commands import loaddata
from django.core.serializers.base import DeserializationError, DeserializedObject
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import Model, Q

from people.actions import index_names
from people.models import Alias, Subject, Term
from staff.wall.context import as_the_house


class Command(loaddata.Command):
    """Django's own `loaddata`, made safe to run again.

    A row that is already there is left as it is: facts are never overwritten, and what a caseworker changed since stays
    changed. Vocabulary entries alone take the fixture's text, so that a new release can improve a label; whether an
    entry is still offered stays as an administrator decided. Names loaded from a fixture are made findable.
    """

    def handle(self, *fixture_labels: Any, **options: Any) -> None:
        """Load the fixtures in one transaction and index the names they brought."""
        using = options.get("database") or DEFAULT_DB_ALIAS
        self.named_anew: set[int] = set()
        with transaction.atomic(using=using), as_the_house():
            super().handle(*fixture_labels, **options)
            if connections[using].introspection.table_names():
                for subject in (
                    Subject.objects.using(using).on_file().filter(Q(name_tokens=[]) | Q(pk__in=self.named_anew))
                ):
                    index_names(subject)

    def load_label(self, fixture_label: str) -> None:
        """Load a fixture, then the rows that had to wait for rows further down, in as many rounds as it takes."""
        super().load_label(fixture_label)
        waiting: list[DeserializedObject] = self.objs_with_deferred_fields
        while waiting:
            left = [obj for obj in waiting if not self._completed(obj)]
            if len(left) == len(waiting) and not self._one_begun(left):
                break
            waiting = left
        # What is left waits for another fixture; Django says at the end what it still misses.
        self.objs_with_deferred_fields = waiting

    def save_obj(self, obj: DeserializedObject) -> bool:
        """Save a row that is new, or a vocabulary entry that differs; leave any other row alone."""
        row = obj.object
        if row.pk is not None:
            stored = type(row)._base_manager.using(self.using).filter(pk=row.pk).first()
            if isinstance(row, Term) and isinstance(stored, Term):
                row.retired = stored.retired
            if stored is not None and not (isinstance(row, Term) and _differs(row, stored)):
                return False
        if obj.deferred_fields:
            # A fact is written once and whole: no row is saved before those it refers to.
            self.objs_with_deferred_fields.append(obj)
            return False
        self._remember(row)
        return bool(super().save_obj(obj))

    def _completed(self, obj: DeserializedObject) -> bool:
        try:
            obj.save_deferred_fields(using=self.using)
        except DeserializationError:
            return False
        self.models.add(type(obj.object))
        self._remember(obj.object)
        return True

    def _one_begun(self, waiting: list[DeserializedObject]) -> bool:
        """Where rows refer to each other, save one, for now without what it misses; False if none can be."""
        for obj in waiting:
            if obj.object.pk is None and all(field.null for field in obj.deferred_fields or {}):
                obj.save(using=self.using)
                return True
        return False

    def _remember(self, row: Model) -> None:
        if isinstance(row, Alias):
            self.named_anew.add(row.person_id)


def _differs(row: Any, stored: Any) -> bool:
    return any(getattr(row, f.attname) != getattr(stored, f.attname) for f in row._meta.concrete_fields)
