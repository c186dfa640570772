"""Opening files in an emergency, for tests: what is typed, and rows as they stand hours later."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models.functions import Now
from django.test import Client
from django.urls import reverse

from cases.models import Case
from people.models import Subject
from staff.models import EmergencyAccess, User

WHY = "Their house is being searched right now."
FOUND = "I spoke to them and read what they looked at."


def ask_for(called: Any, **more: Any) -> dict[str, Any]:
    """What is typed into the page."""
    return {"called": str(called), "reason": WHY, "meant": "on", **more}


def break_in(client: Client, called: Any, **more: Any) -> Any:
    """Send the page, as it is confirmed."""
    return client.post(reverse("cases:emergency"), ask_for(called, **more))


def opened(reader: User, subject: Subject, *, ago: timedelta = timedelta(), **more: Any) -> EmergencyAccess:
    """A row as the action leaves it, made so long ago."""
    told = {"reader": reader, "file": subject.pk, "team": subject.team, "reason": WHY, **more}
    row = EmergencyAccess.objects.create(began_at=Now() - ago, **told)
    return EmergencyAccess.objects.get(pk=row.pk)


def restricted(case: Case) -> Case:
    """The case, its file restricted with nobody named; and nobody the caseworker of it."""
    Subject.objects.filter(pk=case.subject_id).update(restricted=True)
    Case.objects.filter(pk=case.pk).update(caseworker=None)
    case.refresh_from_db()
    return case
