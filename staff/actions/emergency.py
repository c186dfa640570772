"""What becomes of an emergency access once it is open: it ends early, it is reviewed, the right is given back."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from staff.actions.notices import tell
from staff.models import EmergencyAccess, Notice, User
from staff.reason import a_sentence


@transaction.atomic
def end_emergency(access: EmergencyAccess, *, actor: User) -> EmergencyAccess:
    """Close the file again before the hour is over. Ended twice is ended once."""
    access = _lock(access)
    if access.is_live:
        access.ended_at = timezone.now()
        access.save(update_fields=["ended_at"])
    return access


@transaction.atomic
def review_emergency(access: EmergencyAccess, *, verdict: str, finding: str, actor: User) -> EmergencyAccess:
    """Say whether it was justified. What was not is closed at once, and takes the right away until it is given back."""
    access = _lock(access)
    if access.file is None:
        raise ValidationError(_("This try opened nothing: there is nothing to review."))
    if access.verdict:
        raise ValidationError(_("Somebody has reviewed it already."))
    access.verdict, access.finding, access.reviewed_by = verdict, a_sentence(finding, field="finding"), actor
    access.reviewed_at = timezone.now()
    access.full_clean()
    access.save(update_fields=["verdict", "finding", "reviewed_by", "reviewed_at"])
    if verdict == EmergencyAccess.Verdict.NOT_JUSTIFIED:
        end_emergency(access, actor=actor)
    tell([access.reader], Notice.Kind.EMERGENCY_REVIEWED, about=access.pk)
    return access


@transaction.atomic
def lift_suspension(access: EmergencyAccess, *, reason: str, actor: User) -> EmergencyAccess:
    """Give the right back that a review took away."""
    access = _lock(access)
    if access.lifted_at is not None:
        raise ValidationError(_("Somebody has given the right back already."))
    access.lifted_at, access.lifted_by, access.lifted_because = timezone.now(), actor, a_sentence(reason)
    access.full_clean()
    access.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])
    tell([access.reader], Notice.Kind.RIGHT_GIVEN_BACK, about=access.pk)
    return access


def _lock(access: EmergencyAccess) -> EmergencyAccess:
    return EmergencyAccess.objects.select_for_update(of=("self",)).select_related("reader").get(pk=access.pk)
