from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


@pghistory.track()
class LinkedAccount(models.Model):
    """An account that a user has at a provider of sign-ins, and that opens the user's own account here.

    Told apart by who vouches for it and by the number or word that never changes there; never by an address of mail.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("user"), on_delete=models.CASCADE, related_name="linked_accounts"
    )
    issuer = models.CharField(_("provider of the sign-in"), max_length=200, editable=False)
    subject = models.CharField(
        _("id at the provider"),
        max_length=255,
        help_text=_("The lasting id (sub) that the provider gives this person; never a mail address."),
    )
    linked_at = models.DateTimeField(_("linked at"), auto_now_add=True)

    class Meta:
        verbose_name = _("linked account")
        verbose_name_plural = _("linked accounts")
        ordering = ("pk",)
        # Another way in, or one less: whoever is in signs in again, as after a change of password.
        triggers = [
            pgtrigger.Trigger(
                name="end_sessions",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.After,
                func="DELETE FROM staff_session WHERE user_id IN (NEW.user_id, OLD.user_id); RETURN NULL;",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "subject"],
                name="an_account_elsewhere_opens_one_account",
                violation_error_message=_("This account opens another account here already."),
            ),
            models.UniqueConstraint(
                fields=["user", "issuer"],
                name="one_linked_account_for_each_provider",
                violation_error_message=_("An account at this provider is linked already: unlink that one first."),
            ),
        ]

    def __str__(self) -> str:
        return self.issuer
