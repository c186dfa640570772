from __future__ import annotations

from typing import ClassVar

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.fields import SpanField
from people.models.answer import Answer
from people.models.fact import Fact, FactQuerySet, triggers_that_keep_a_fact
from people.models.location import Location
from people.models.stay import SurelyHeld
from people.models.subject import Subject
from people.models.term import Term
from staff.encryption.fields import EncryptedTextField


class LegalStatusKind(Term):
    """Refugee, asylum applicant, awaiting a decision, …"""

    class Meta(Term.Meta):
        verbose_name = _("kind of legal status")
        verbose_name_plural = _("kinds of legal status")


class LegalStatusQuerySet(FactQuerySet["LegalStatus"]):
    """Legal statuses, many at a time."""

    def current(self) -> LegalStatusQuerySet:
        """Standing statuses that are not known to have ended."""
        return self.standing().filter(ended=None)


@pghistory.track(exclude=["held"])
class LegalStatus(Fact):
    """A person's or group's standing in the law of one country."""

    subject = models.ForeignKey(
        Subject, verbose_name=_("subject"), on_delete=models.PROTECT, related_name="legal_statuses"
    )
    kind = models.ForeignKey(LegalStatusKind, verbose_name=_("standing"), on_delete=models.PROTECT, related_name="+")
    country = models.ForeignKey(Location, verbose_name=_("country"), on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey(
        "people.Actor",
        verbose_name=_("granting authority"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    # Leave to stay and leave to work are separate facts: one has been granted without the other.
    may_work = models.CharField(_("may work"), max_length=10, choices=Answer, default=Answer.UNKNOWN)
    began = SpanField(_("began"), null=True, blank=True)
    ended = SpanField(_("ended"), null=True, blank=True)
    document = EncryptedTextField(_("document"), max_length=120, blank=True, default="")
    document_expires_on = models.DateField(_("document expires on"), null=True, blank=True)
    remark = EncryptedTextField(_("remark"), max_length=500, multiline=True, blank=True, default="")
    held = models.GeneratedField(
        expression=SurelyHeld(F("began"), F("ended")), output_field=DateRangeField(), db_persist=True
    )

    objects: ClassVar[models.Manager[LegalStatus]] = LegalStatusQuerySet.as_manager()

    class Meta(Fact.Meta):
        verbose_name = _("legal status")
        verbose_name_plural = _("legal statuses")
        triggers = triggers_that_keep_a_fact("held")
        indexes = [
            models.Index(fields=["subject", "-recorded_at"], name="status_of_subject", condition=Q(retracted_at=None)),
            models.Index(fields=["kind", "subject"], name="status_now", condition=Q(retracted_at=None, ended=None)),
        ]
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                name="legal_status_begins_before_it_ends",
                condition=Q(began=None) | Q(ended=None) | ~Q(began__fully_gt=F("ended")),
                violation_error_message=_("A legal status cannot end before it began: check both dates."),
            ),
            ExclusionConstraint(
                name="accepted_legal_statuses_do_not_overlap",
                expressions=[
                    ("subject", RangeOperators.EQUAL),
                    ("country", RangeOperators.EQUAL),
                    ("held", RangeOperators.OVERLAPS),
                ],
                condition=Q(accepted=True, retracted_at=None),
                violation_error_message=_(
                    "Another accepted legal status in this country covers some of these days: "
                    "end that one first, or record this one as a claim."
                ),
            ),
        ]
