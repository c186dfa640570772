"""Keeping a file whole, and letting it go: legal holds, and erasure by two people."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from people.erasing.graph import branches
from people.erasing.statements import ERASE
from people.models import Erasure, LegalHold, Subject
from staff.models import User

# A file with a long history takes longer than a page may; nobody waits for its rows but those who had it open.
PATIENCE = "10min"


@transaction.atomic
def place_hold(subject: Subject, *, reason: str, actor: User) -> LegalHold:
    """Keep a file whole until somebody lifts the hold."""
    hold = LegalHold(subject=_lock(subject), reason=reason, placed_by=actor)
    hold.full_clean()
    hold.save()
    return hold


@transaction.atomic
def lift_hold(hold: LegalHold, *, actor: User) -> LegalHold:
    """Lift a hold; others on the same file stand."""
    hold = LegalHold.objects.select_for_update(of=("self",)).get(pk=hold.pk)
    hold.lift(by=actor)
    hold.save(update_fields=["lifted_at", "lifted_by"])
    return hold


@transaction.atomic
def ask_erasure(subject: Subject, *, why: Erasure.Why, reason: str, actor: User) -> Erasure:
    """Ask for a whole file to be erased, or say what stands in the way. A second person must agree."""
    subject = _lock(subject)
    refuse_what_stops(subject)
    erasure = Erasure(subject=subject, why=why, reason=reason, asked_by=actor)
    erasure.full_clean()
    erasure.save()
    return erasure


@transaction.atomic
def withdraw_erasure(erasure: Erasure, *, actor: User) -> Erasure:
    """Leave the file as it is; whoever may ask may withdraw."""
    erasure = Erasure.objects.select_for_update(of=("self",)).get(pk=erasure.pk)
    erasure.withdraw(by=actor)
    erasure.save(update_fields=["withdrawn_at", "withdrawn_by"])
    return erasure


@transaction.atomic
def agree_to_erasure(erasure: Erasure, *, actor: User) -> Erasure:
    """Sign as the second person; the file is gone when this returns. What the database lets go of never comes back."""
    subject = _lock(erasure.subject)
    erasure = Erasure.objects.select_for_update(of=("self",)).get(pk=erasure.pk)
    refuse_what_stops(subject)
    erasure.agree(by=actor)
    erasure.save(update_fields=["agreed_at", "agreed_by"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [PATIENCE])
        cursor.execute(f"SELECT {ERASE}(%s)", [erasure.pk])
    erasure.refresh_from_db()
    return erasure


def refuse_what_stops(subject: Subject) -> None:
    """Say what on the file stands in the way of erasing it: a hold, a case that is open."""
    said = []
    for branch in branches():
        stops = getattr(branch.model, "stops_erasure", None)
        if stops is None:
            continue
        condition, sentence = stops
        on_file = dict(way.on_file(subject.pk) for way in branch.ways)
        if branch.model._default_manager.filter(condition, **on_file).exists():
            said.append(str(sentence))
    if said:
        raise ValidationError(said)


def _lock(subject: Subject) -> Subject:
    return Subject.objects.select_for_update(of=("self",)).get(pk=subject.pk)
