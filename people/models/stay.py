from __future__ import annotations

from typing import ClassVar

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from people.fields import SpanField
from people.models.fact import Fact, FactQuerySet, triggers_that_keep_a_fact
from people.models.location import Location
from people.models.subject import Subject
from staff.encryption.fields import EncryptedTextField


class SurelyHeld(Func):
    """The days on which something surely held, given spans for its beginning and its end.

    From the last day it can have begun until the first day it can have ended; open where nothing is known.
    Two months that touch, or two unknown ends that cannot be compared, do not count as an overlap.
    """

    function = "surely_held"
    output_field = DateRangeField()


class StayQuerySet(FactQuerySet["Stay"]):
    """Stays, many at a time."""

    def current(self) -> StayQuerySet:
        """Standing stays that are not known to have ended."""
        return self.standing().filter(ended=None)


@pghistory.track(exclude=["held"])
class Stay(Fact):
    """A person's or group's time in a place."""

    class Custody(models.TextChoices):
        FREE = "free", _("Not held")
        DETAINED = "detained", _("Held in detention")
        GUEST = "guest", _("Guest of a mission")
        SHELTERED = "sheltered", _("Sheltered")
        UNKNOWN = "unknown", _("Not known")

    subject = models.ForeignKey(Subject, verbose_name=_("subject"), on_delete=models.PROTECT, related_name="stays")
    location = models.ForeignKey(Location, verbose_name=_("place"), on_delete=models.PROTECT, related_name="stays")
    custody = models.CharField(_("custody"), max_length=10, choices=Custody, default=Custody.UNKNOWN)
    began = SpanField(_("began"), null=True, blank=True)
    ended = SpanField(_("ended"), null=True, blank=True)
    exact_place = EncryptedTextField(
        _("exact place"),
        max_length=300,
        blank=True,
        default="",
        help_text=_("Street, room or bed; shown only on demand."),
    )
    remark = EncryptedTextField(_("remark"), max_length=500, multiline=True, blank=True, default="")
    held = models.GeneratedField(
        expression=SurelyHeld(F("began"), F("ended")), output_field=DateRangeField(), db_persist=True
    )

    objects: ClassVar[models.Manager[Stay]] = StayQuerySet.as_manager()

    class Meta(Fact.Meta):
        verbose_name = _("stay")
        verbose_name_plural = _("stays")
        triggers = triggers_that_keep_a_fact("held")
        indexes = [
            models.Index(fields=["subject", "-recorded_at"], name="stay_of_subject", condition=Q(retracted_at=None)),
            models.Index(
                fields=["location", "subject"], name="stay_here_now", condition=Q(retracted_at=None, ended=None)
            ),
        ]
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                name="stay_begins_before_it_ends",
                condition=Q(began=None) | Q(ended=None) | ~Q(began__fully_gt=F("ended")),
                violation_error_message=_("A stay cannot end before it began: check both dates."),
            ),
            ExclusionConstraint(
                name="accepted_stays_do_not_overlap",
                expressions=[("subject", RangeOperators.EQUAL), ("held", RangeOperators.OVERLAPS)],
                condition=Q(accepted=True, retracted_at=None),
                violation_error_message=_(
                    "Another accepted stay covers some of these days: "
                    "end that one first, or record this one as a claim."
                ),
            ),
        ]
