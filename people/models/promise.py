from __future__ import annotations

import pghistory
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.fields import SpanField
from people.models.actor import Actor
from people.models.fact import Fact
from people.models.subject import Subject
from staff.encryption.fields import EncryptedTextField


@pghistory.track()
class Promise(Fact):
    """What someone undertook to do for a person or group."""

    promisor = models.ForeignKey(
        Actor, verbose_name=_("promised by"), on_delete=models.PROTECT, related_name="promises"
    )
    promisee = models.ForeignKey(
        Subject, verbose_name=_("promised to"), on_delete=models.PROTECT, related_name="promises"
    )
    content_en = EncryptedTextField(
        _("what was promised, English"), max_length=400, multiline=True, blank=True, default=""
    )
    content_es = EncryptedTextField(
        _("what was promised, Spanish"), max_length=400, multiline=True, blank=True, default=""
    )
    made = SpanField(_("made"), null=True, blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("promise")
        verbose_name_plural = _("promises")

    @property
    def content(self) -> str:
        """What was promised, in the reader's language if we have it, else in the other."""
        first, second = self.content_en, self.content_es
        if (get_language() or "").startswith("es"):
            first, second = second, first
        return first or second


@pghistory.track()
class PromiseAccount(Fact):
    """Who says a promise was kept. The state belongs to the account, never to us."""

    class State(models.TextChoices):
        KEPT = "kept", _("Kept")
        PARTLY = "partly", _("Partly kept")
        BROKEN = "broken", _("Not kept")
        DENIED = "denied", _("Denied that it was made")
        SILENT = "silent", _("No position taken")
        UNKNOWN = "unknown", _("Not known")

    promise = models.ForeignKey(Promise, verbose_name=_("promise"), on_delete=models.PROTECT, related_name="accounts")
    state = models.CharField(_("state"), max_length=10, choices=State)
    said = SpanField(_("said"), null=True, blank=True)
    remark = EncryptedTextField(_("remark"), max_length=400, multiline=True, blank=True, default="")

    class Meta(Fact.Meta):
        verbose_name = _("account of a promise")
        verbose_name_plural = _("accounts of promises")
