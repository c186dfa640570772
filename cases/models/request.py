from __future__ import annotations

import uuid
from datetime import date
from typing import Self

import pghistory
import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from people.models import Actor, Attribution, Term
from staff.encryption.fields import EncryptedTextField


class RequestKind(Term):
    """Leave to work, family reunification, protection, release or decision, …"""

    class Meta(Term.Meta):
        verbose_name = _("kind of support request")
        verbose_name_plural = _("kinds of support request")


class SupportRequestQuerySet(models.QuerySet["SupportRequest"]):
    """Support requests, many at a time."""

    def get_by_natural_key(self, public_id: str) -> SupportRequest:
        """Find the request that fixtures name by its public id."""
        return self.get(public_id=public_id)

    def open(self) -> Self:
        """Requests without an outcome."""
        return self.filter(outcome="")


@pghistory.track()
class SupportRequest(models.Model):
    """What is asked for someone, of whom, and what came of it."""

    class Progress(models.TextChoices):
        OPEN = "open", _("Open")
        ASKED = "asked", _("Asked")
        WAITING = "waiting", _("Waiting")
        SETTLED = "settled", _("Settled")

    class Outcome(models.TextChoices):
        MET = "met", _("Met")
        PARTLY = "partly", _("Partly met")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="requests")
    kind = models.ForeignKey(
        RequestKind, verbose_name=_("what is asked"), on_delete=models.PROTECT, related_name="requests"
    )
    detail = EncryptedTextField(_("in detail"), max_length=1000, multiline=True, blank=True, default="")
    asked_of = models.ForeignKey(
        Actor, verbose_name=_("asked of"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    provider = models.ForeignKey(
        Actor, verbose_name=_("provider"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField(_("wanted by"), null=True, blank=True)
    progress = models.CharField(_("progress"), max_length=10, choices=Progress, default=Progress.OPEN)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True, default="")
    settled_on = models.DateField(_("settled on"), null=True, blank=True)
    result = EncryptedTextField(_("what came of it"), max_length=1000, multiline=True, blank=True, default="")
    made_at = models.DateTimeField(_("entered at"), default=timezone.now, editable=False)

    objects = SupportRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("support request")
        verbose_name_plural = _("support requests")
        ordering = ("made_at", "id")
        indexes = [models.Index(fields=["kind", "outcome", "case"], name="request_by_kind_and_outcome")]
        triggers = [pgtrigger.Protect(name="request_is_never_deleted", operation=pgtrigger.Delete)]
        constraints = [
            models.CheckConstraint(
                name="settled_request_has_an_outcome_and_a_day",
                condition=(Q(progress="settled", settled_on__isnull=False) & ~Q(outcome=""))
                | (~Q(progress="settled") & Q(settled_on=None, outcome="")),
                violation_error_message=_("A settled request has an outcome and a day; an open one has neither."),
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {str(self.public_id)[:8]}"

    def natural_key(self) -> tuple[str]:
        """Fixtures name a request by its public id."""
        return (str(self.public_id),)

    @property
    def is_open(self) -> bool:
        """Whether nothing came of it yet."""
        return not self.outcome

    def settle(self, outcome: Outcome, *, on: date, result: str) -> None:
        """Write down what came of it, or say why not. The caller saves."""
        if not self.is_open:
            raise ValidationError(_("This request is already settled."))
        if on > timezone.localdate():
            raise ValidationError({"settled_on": _("A request cannot be settled on a day that has not come yet.")})
        self.progress = self.Progress.SETTLED
        self.outcome = outcome
        self.settled_on = on
        self.result = result


@pghistory.track()
class RequestCitation(Attribution):
    """Who says that this is asked for, and where."""

    request = models.ForeignKey(
        SupportRequest, verbose_name=_("support request"), on_delete=models.PROTECT, related_name="citations"
    )

    class Meta(Attribution.Meta):
        verbose_name = _("citation of a request")
        verbose_name_plural = _("citations of requests")
