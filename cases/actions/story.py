from __future__ import annotations

from typing import Any

from django.utils import timezone

from cases.models import Case, Event, Verb
from staff.models import User


def lock(case: Case) -> Case:
    """The case as it stands now, held until the transaction ends; cases are locked before anything below them."""
    return Case.objects.select_for_update().get(pk=case.pk)


def tell(case: Case, verb: Verb, *, actor: User, why: str = "", **detail: Any) -> Event:
    """Write one line of the story and note that the case was touched. `detail` holds codes and ids, never a name."""
    case.last_activity_at = timezone.now()
    case.save(update_fields=["last_activity_at"])
    event = Event(case=case, verb=verb, actor=actor, why=why, detail=detail)
    event.full_clean()
    event.save()
    return event
