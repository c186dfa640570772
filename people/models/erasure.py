from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Self

import pghistory
import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.subject import Subject
from staff.encryption.fields import EncryptedTextField

# Between asking and agreeing lies at least one night: what is erased does not come back.
COOLING = timedelta(days=1)


class ErasureQuerySet(models.QuerySet["Erasure"]):
    """Erasures, many at a time."""

    def waiting(self) -> Self:
        """Those that somebody asked for and nobody has agreed to or withdrawn."""
        return self.filter(agreed_at=None, withdrawn_at=None)

    def done(self) -> Self:
        """Those after which the file is gone."""
        return self.filter(erased_at__isnull=False)


@pghistory.track()
class Erasure(models.Model):
    """That a whole file is to be erased: one asks, another agrees. Afterwards this row is what is left: the tombstone.

    The words of the reason go with the file; why it was erased stays as one of a few kinds.
    """

    class Why(models.TextChoices):
        WISH = "wish", _("The person asked for it")
        PERIOD = "period", _("It was kept as long as the schedule says")
        MISTAKE = "mistake", _("It should never have been put on file")
        TWICE = "twice", _("The same person or group has another file")
        DUTY = "duty", _("An authority or a court ordered it")

    subject = models.ForeignKey(Subject, verbose_name=_("subject"), on_delete=models.PROTECT, related_name="erasures")
    why = models.CharField(_("why"), max_length=10, choices=Why)
    reason = EncryptedTextField(_("reason in words"), max_length=500, multiline=True)
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked by"),
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    agreed_at = models.DateTimeField(_("agreed at"), null=True, blank=True, editable=False)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("agreed by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("withdrawn by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    erased_at = models.DateTimeField(_("erased at"), null=True, blank=True, editable=False)

    objects = ErasureQuerySet.as_manager()

    # What stays of it when the file is erased: see `people.erasing`.
    outlives_erasure = (
        *("subject", "why", "asked_at", "asked_by", "agreed_at", "agreed_by", "withdrawn_at", "withdrawn_by"),
        "erased_at",
    )

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ("-asked_at", "-id")
        triggers = [
            pgtrigger.Protect(name="erasure_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="erasure_stays_as_asked", fields=["subject", "why", "reason", "asked_at", "asked_by"]
            ),
            # Asking and agreeing are two acts, of two people: no row comes signed by both.
            pgtrigger.Protect(
                name="erasure_begins_unsigned",
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__agreed_at__isnull=False) | pgtrigger.Q(new__withdrawn_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="erasure_is_settled_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__agreed_at__isnull=False) | pgtrigger.Q(old__withdrawn_at__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["subject"],
                condition=Q(withdrawn_at=None),
                name="one_erasure_at_a_time",
                violation_error_message=_("Somebody has asked for this file to be erased already."),
            ),
            models.CheckConstraint(
                name="nobody_agrees_to_their_own_erasure",
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("asked_by")),
                violation_error_message=_("Whoever asked does not agree as well: a second person must."),
            ),
            models.CheckConstraint(
                name="erasure_cools_before_it_is_agreed_to",
                condition=Q(agreed_at=None, agreed_by=None)
                | Q(agreed_at__isnull=False, agreed_by__isnull=False, agreed_at__gte=F("asked_at") + COOLING),
                violation_error_message=_("A day must pass between asking and agreeing."),
            ),
            models.CheckConstraint(
                name="whoever_withdrew_an_erasure_is_named_and_nobody_agreed",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, agreed_at=None),
                violation_error_message=_("What was withdrawn names who withdrew it, and is agreed to by nobody."),
            ),
            models.CheckConstraint(
                name="nothing_is_erased_that_nobody_agreed_to",
                condition=Q(erased_at=None) | Q(agreed_at__isnull=False),
                violation_error_message=_("Nothing is erased before a second person has agreed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def cool_at(self) -> datetime:
        """From when on a second person may agree."""
        return self.asked_at + COOLING

    @property
    def has_cooled(self) -> bool:
        """Whether a second person may agree by now."""
        return timezone.now() >= self.cool_at

    @property
    def is_waiting(self) -> bool:
        """Whether it can still be agreed to or withdrawn."""
        return self.agreed_at is None and self.withdrawn_at is None

    def agree(self, *, by: Any) -> None:
        """Sign as the second person, or say why not. The caller saves, and the file goes."""
        self._require_waiting()
        if by.pk == self.asked_by_id:
            raise ValidationError(_("Whoever asked does not agree as well: a second person must."))
        if not self.has_cooled:
            raise ValidationError(_("A day must pass between asking and agreeing."))
        self.agreed_at = timezone.now()
        self.agreed_by = by

    def withdraw(self, *, by: Any) -> None:
        """Leave the file as it is, or say why not. The caller saves."""
        self._require_waiting()
        self.withdrawn_at = timezone.now()
        self.withdrawn_by = by

    def _require_waiting(self) -> None:
        if not self.is_waiting:
            raise ValidationError(_("This was settled already. Look at it again."))
