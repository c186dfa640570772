from __future__ import annotations

import uuid
from typing import Any, Self

import pghistory
import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.subject import Subject
from staff.encryption.fields import EncryptedTextField


class LegalHoldQuerySet(models.QuerySet["LegalHold"]):
    """Legal holds, many at a time."""

    def standing(self) -> Self:
        """Those that nobody has lifted."""
        return self.filter(lifted_at=None)


@pghistory.track()
class LegalHold(models.Model):
    """A file must be kept whole, because a court, an inquiry or the person needs what is in it.

    While a hold stands the database itself refuses to erase the file or anything on it; see `people.erasing`. Each
    proceeding has a hold of its own, so that lifting one leaves the others.
    """

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    subject = models.ForeignKey(Subject, verbose_name=_("subject"), on_delete=models.PROTECT, related_name="holds")
    reason = EncryptedTextField(_("why it must be kept"), max_length=500, multiline=True)
    placed_at = models.DateTimeField(_("placed at"), default=timezone.now, editable=False)
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("placed by"),
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True, editable=False)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("lifted by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = LegalHoldQuerySet.as_manager()

    # What `people.erasing` asks of a model: rows of this kind that stand in the way, and the sentence that says so.
    stops_erasure = (Q(lifted_at=None), _("A legal hold stands on this file: nothing on it can be erased."))

    class Meta:
        verbose_name = _("legal hold")
        verbose_name_plural = _("legal holds")
        ordering = ("-placed_at", "-id")
        triggers = [
            pgtrigger.Protect(name="hold_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="hold_stays_as_placed", exclude=["lifted_at", "lifted_by"]),
            pgtrigger.Protect(
                name="hold_is_lifted_for_good",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__lifted_at__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="whoever_lifted_a_hold_is_named_with_the_moment",
                condition=Q(lifted_at=None, lifted_by=None) | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                violation_error_message=_("A hold that is lifted names who lifted it and when."),
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {str(self.public_id)[:8]}"

    @property
    def is_standing(self) -> bool:
        """Whether nobody has lifted it."""
        return self.lifted_at is None

    def lift(self, *, by: Any) -> None:
        """Let the file be erased again as far as this hold goes, or say why not. The caller saves."""
        if not self.is_standing:
            raise ValidationError(_("Somebody has lifted this hold already."))
        self.lifted_at = timezone.now()
        self.lifted_by = by
