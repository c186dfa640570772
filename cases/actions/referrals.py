from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.actions.story import lock, tell
from cases.models import Case, Referral, Verb
from cases.models.referral import LEAVE
from people.models.consent import LONGEST
from people.models.field_class import in_words
from staff.models import User

NO_CONSENT = "no-consent"


@transaction.atomic
def refer_case(case: Case, referral: Referral, *, actor: User) -> Referral:
    """Refer a case to a partner, who then sees the parts of the file that are agreed; `referral` is not saved yet.

    Raises `ValidationError` where a part was not agreed, with the code NO_CONSENT.
    """
    case = lock(case)
    if not case.is_open:
        raise ValidationError(_("This case is closed: reopen it before referring it."))
    if referral.until and referral.until < timezone.localdate():
        raise ValidationError({"until": _("That day is over: choose today or a later one.")})
    if referral.until and referral.until > timezone.localdate() + LONGEST:
        # Consent given years later, for something else, would open again what was referred today.
        raise ValidationError({"until": _("A case is referred for two years at most: refer it again then.")})
    referral.case, referral.made_by = case, actor
    referral.full_clean()
    if missing := set(referral.classes) - leave_to_share(referral):
        told = _("Not agreed with them for this purpose: %(parts)s.") % {"parts": ", ".join(in_words(missing))}
        raise ValidationError({"classes": ValidationError(told, code=NO_CONSENT)})
    referral.save()
    tell(case, Verb.REFERRED, actor=actor, referral=str(referral.public_id), recipient=referral.recipient.code)
    return referral


@transaction.atomic
def recall_referral(referral: Referral, *, reason: str, actor: User) -> Referral:
    """Call a referral back: the partner sees nothing of it from now on."""
    case = lock(referral.case)
    locked = Referral.objects.select_for_update(of=("self",)).select_related("recipient").get(pk=referral.pk)
    locked.recall(by=actor, reason=reason)
    locked.save(update_fields=["recalled_at", "recalled_by", "recall_reason"])
    tell(case, Verb.RECALLED, actor=actor, referral=str(locked.public_id), recipient=locked.recipient.code)
    return locked


def leave_to_share(referral: Referral) -> set[str]:
    """The classes that may be shared with the referral's recipient for its purpose at this moment."""
    subject, found = referral.case.subject_id, set()
    for model in LEAVE:
        leave = model.objects.in_force().filter(subject=subject)
        found |= leave.to_share(with_whom=referral.recipient, purpose=referral.purpose).classes()
    return found
