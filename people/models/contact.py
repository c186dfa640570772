from __future__ import annotations

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models.answer import Answer
from people.models.fact import Fact
from people.models.subject import Subject
from staff.encryption.fields import EncryptedTextField


@pghistory.track()
class ContactMethod(Fact):
    """A way to reach someone, and whether using it is safe for them."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("Telephone")
        MESSAGING = "messaging", _("Messaging service")
        EMAIL = "email", _("E-mail")
        POST = "post", _("Postal address")
        THROUGH = "through", _("Through another person")

    subject = models.ForeignKey(
        Subject, verbose_name=_("subject"), on_delete=models.PROTECT, related_name="contact_methods"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    value = EncryptedTextField(_("number or address"), max_length=300)
    safe_to_call = models.CharField(_("safe to call"), max_length=10, choices=Answer, default=Answer.UNKNOWN)
    safe_to_write = models.CharField(_("safe to write"), max_length=10, choices=Answer, default=Answer.UNKNOWN)
    safe_to_leave_message = models.CharField(
        _("safe to leave a message"), max_length=10, choices=Answer, default=Answer.UNKNOWN
    )
    hours = EncryptedTextField(_("hours"), max_length=120, blank=True, default="")
    code_word = EncryptedTextField(
        _("code word"),
        max_length=60,
        blank=True,
        default="",
        help_text=_("What to say, or to hear, before speaking of the case."),
    )

    class Meta(Fact.Meta):
        verbose_name = _("way to reach")
        verbose_name_plural = _("ways to reach")
