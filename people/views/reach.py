"""The way to a row: what a reader may not know of is missing, what they may only see is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.http import Http404

from people.models import KINDS, Erasure, Fact, FactKind, LegalHold, Subject
from people.veil import is_about_hidden, named_in, veil
from staff.policy import SignedIn, require
from staff.record import collector
from staff.wall.numbers import numbers


def file_to_read(request: SignedIn, public_id: UUID, *, erased_too: bool = False) -> Subject:
    """The person or group, or 404; either is on record. What was erased is missing, unless `erased_too`.

    `is_held` and `erasure_waits` tell whether a legal hold stands on the file, and whether somebody asked to erase it.
    """
    rows = Subject.objects.visible_to(request.user).select_related("person", "cohort", "team")
    rows = rows.annotate(
        is_held=Exists(LegalHold.objects.standing().filter(subject=OuterRef("pk"))),
        erasure_waits=Exists(Erasure.objects.waiting().filter(subject=OuterRef("pk"))),
    )
    subject = rows.filter(public_id=public_id).first()
    if subject is None or (subject.is_erased and not erased_too):
        # Hidden and missing cost the same and are both written down.
        collector.sought(*numbers("amparo_number_of_file", public_id))
        raise Http404
    collector.opened(subject.pk)
    return subject


def file_to_write(request: SignedIn, public_id: UUID, *, of: Subject.Kind | None = None) -> Subject:
    """The person or group whose file the user may write in: 404 if it is hidden, 403 if their role there forbids it.

    `of` asks for a person or for a group; the other kind has no such page.
    """
    subject = file_to_read(request, public_id)
    if of is not None and subject.kind != of:
        raise Http404
    require(request, file=subject)
    return subject


@dataclass(frozen=True)
class FactOnFile:
    """A fact with its kind and the subject whose page shows it."""

    kind: FactKind
    fact: Any
    subject: Subject


def kind_or_404(slug: str) -> FactKind:
    """The kind of fact that an address names."""
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]


def fact_to_read(request: SignedIn, slug: str, public_id: UUID) -> FactOnFile:
    """The fact, if the reader may know of its subject, or 404; either is on record."""
    kind = kind_or_404(slug)
    rows = kind.model._default_manager.filter(**{f"{kind.owner}__in": Subject.objects.visible_to(request.user)})
    fact: Fact | None = rows.select_related(kind.owner, *kind.related).filter(public_id=public_id).first()
    if fact is None or is_about_hidden(fact, veil(named_in(fact), reader=request.user)):
        collector.sought(*numbers(f"amparo_number_of_file_by_{kind.column}", public_id))
        raise Http404
    subject = kind.owner_of(fact)
    collector.opened(subject.pk)
    return FactOnFile(kind, fact, subject)


def fact_to_write(request: SignedIn, slug: str, public_id: UUID) -> FactOnFile:
    """The fact, if the user may write in the file it belongs to."""
    found = fact_to_read(request, slug, public_id)
    require(request, file=found.subject)
    return found
