from __future__ import annotations

from django.db import transaction

from cases.actions.story import lock, tell
from cases.models import Case, Verb
from people.actions import record_fact
from people.models import Citation, LegalStatus, Stay
from staff.models import User


@transaction.atomic
def record_stay(
    case: Case, stay: Stay, *, actor: User, citation: Citation | None = None, ends: Stay | None = None
) -> Stay:
    """Record where the case's person or group is or was; `ends` is the stay that ended when this one began."""
    case = lock(case)
    stay.subject_id = case.subject_id
    record_fact(stay, actor=actor, citation=citation, ends=ends)
    tell(case, Verb.STAY_RECORDED, actor=actor, stay=str(stay.public_id))
    return stay


@transaction.atomic
def record_legal_status(
    case: Case, status: LegalStatus, *, actor: User, citation: Citation | None = None, ends: LegalStatus | None = None
) -> LegalStatus:
    """Record the standing in law of the case's person or group; `ends` is the status that ended when this one began."""
    case = lock(case)
    status.subject_id = case.subject_id
    record_fact(status, actor=actor, citation=citation, ends=ends)
    tell(case, Verb.STATUS_RECORDED, actor=actor, status=str(status.public_id))
    return status
