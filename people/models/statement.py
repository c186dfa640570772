from __future__ import annotations

import pghistory
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.fields import SpanField
from people.models.fact import Fact
from people.models.subject import Subject
from staff.encryption.fields import EncryptedTextField


@pghistory.track()
class Statement(Fact):
    """Something said about a subject that no other noun holds: a loss, a threat, an office, a fate."""

    class Topic(models.TextChoices):
        LOSS = "loss", _("Loss")
        THREAT = "threat", _("Threat")
        NEED = "need", _("Need")
        OPINION = "opinion", _("Opinion")
        EVENT = "event", _("Event")
        ROLE = "role", _("Role")
        FATE = "fate", _("What became of them")

    subject = models.ForeignKey(Subject, verbose_name=_("subject"), on_delete=models.PROTECT, related_name="statements")
    topic = models.CharField(_("topic"), max_length=10, choices=Topic)
    happened = SpanField(_("when"), null=True, blank=True)
    text_en = EncryptedTextField(_("in our words, English"), max_length=600, multiline=True, blank=True, default="")
    text_es = EncryptedTextField(_("in our words, Spanish"), max_length=600, multiline=True, blank=True, default="")

    class Meta(Fact.Meta):
        verbose_name = _("statement")
        verbose_name_plural = _("statements")

    @property
    def text(self) -> str:
        """What is stated, in the reader's language if we have it, else in the other."""
        first, second = self.text_en, self.text_es
        if (get_language() or "").startswith("es"):
            first, second = second, first
        return first or second
