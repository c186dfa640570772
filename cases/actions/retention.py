from __future__ import annotations

from datetime import date

from django.db import transaction

from cases.models import LongerKeeping
from people.models import Subject
from staff.models import User


@transaction.atomic
def keep_longer(subject: Subject, *, until: date, reason: str, actor: User) -> LongerKeeping:
    """After a review: keep a file that was due until another day."""
    longer = LongerKeeping(subject=subject, until=until, reason=reason, decided_by=actor)
    longer.full_clean()
    longer.save()
    return longer
