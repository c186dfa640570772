from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.fields import SpanField
from people.models.fact import Fact
from people.models.subject import Subject
from people.models.term import Term
from staff.encryption.fields import EncryptedTextField


class Branch(Term):
    """A branch of the armed forces."""

    class Meta(Term.Meta):
        verbose_name = _("branch")
        verbose_name_plural = _("branches")


class Rank(Term):
    """A military rank; `position` orders ranks from the highest."""

    class Meta(Term.Meta):
        verbose_name = _("rank")
        verbose_name_plural = _("ranks")


@pghistory.track()
class MilitaryService(Fact):
    """Where and as what someone served."""

    subject = models.ForeignKey(Subject, verbose_name=_("subject"), on_delete=models.PROTECT, related_name="services")
    branch = models.ForeignKey(
        Branch, verbose_name=_("branch"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    rank = models.ForeignKey(
        Rank, verbose_name=_("rank"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unit = EncryptedTextField(_("unit"), max_length=120, blank=True, default="")
    began = SpanField(_("from"), null=True, blank=True)
    ended = SpanField(_("to"), null=True, blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("military service")
        verbose_name_plural = _("military service")
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                name="service_says_something",
                condition=Q(branch__isnull=False)
                | Q(rank__isnull=False)
                | Q(began__isnull=False)
                | Q(ended__isnull=False),
                violation_error_message=_("Give a branch, a rank or a time of service."),
            ),
            models.CheckConstraint(
                name="service_begins_before_it_ends",
                condition=Q(began=None) | Q(ended=None) | ~Q(began__fully_gt=F("ended")),
                violation_error_message=_("Service cannot end before it began: check both dates."),
            ),
        ]
