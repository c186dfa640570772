from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models.fact import Fact
from people.models.location import Location
from people.models.person import Person
from people.models.term import Term
from staff.encryption.fields import EncryptedTextField


class DocumentKind(Term):
    """A kind of identity or residence document."""

    class Meta(Term.Meta):
        verbose_name = _("kind of identity document")
        verbose_name_plural = _("kinds of identity document")


@pghistory.track()
class IdentityDocument(Fact):
    """A paper that says who someone is."""

    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="identity_documents"
    )
    kind = models.ForeignKey(DocumentKind, verbose_name=_("kind"), on_delete=models.PROTECT, related_name="+")
    number = EncryptedTextField(_("number"), max_length=60)
    country = models.ForeignKey(
        Location,
        verbose_name=_("issued by the country"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    expires_on = models.DateField(_("expires on"), null=True, blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("identity document")
        verbose_name_plural = _("identity documents")
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                name="document_expires_after_its_issue",
                condition=Q(issued_on=None) | Q(expires_on=None) | Q(expires_on__gt=F("issued_on")),
                violation_error_message=_("A document expires after the day it was issued: check both days."),
            ),
        ]
