from __future__ import annotations

from django.db import transaction

from people.models import Consent, ConsentOverride
from staff.models import User


@transaction.atomic
def give_consent(consent: Consent, *, actor: User) -> Consent:
    """Write down that a person or group agrees to share; `consent` is not saved yet.

    Raises `ValidationError` with a sentence per field if nobody can agree to it so.
    """
    consent.noted_by = actor
    consent.full_clean()
    consent.check_its_days()
    consent.save()
    return consent


@transaction.atomic
def withdraw_consent(consent: Consent, *, how: Consent.How, reason: str, actor: User) -> Consent:
    """Write down that they no longer agree: from now on nothing is shared by it. What was agreed stays on file."""
    locked = Consent.objects.select_for_update().get(pk=consent.pk)
    locked.withdraw_as(how, by=actor, reason=reason)
    locked.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_how", "withdrawal_reason"])
    return locked


@transaction.atomic
def override_consent(override: ConsentOverride, *, actor: User) -> ConsentOverride:
    """Let parts of a file be shared without consent until a day, with the reason; `override` is not saved yet."""
    override.noted_by = actor
    override.full_clean()
    override.check_its_days()
    override.save()
    return override


@transaction.atomic
def end_override(override: ConsentOverride, *, reason: str, actor: User) -> ConsentOverride:
    """Let an override hold no longer, before its day."""
    locked = ConsentOverride.objects.select_for_update().get(pk=override.pk)
    locked.withdraw(by=actor, reason=reason)
    locked.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
    return locked
