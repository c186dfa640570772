from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any, Self, TypeVar

import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from staff.encryption.fields import EncryptedTextField

FactT = TypeVar("FactT", bound="Fact")

# A fact, once recorded, changes in these columns only: it can be accepted, or, once and for good, taken back.
MUTABLE = ["accepted", "retracted_at", "retracted_by", "retraction_reason"]


def triggers_that_keep_a_fact(*computed: str) -> list[pgtrigger.Trigger]:
    """Triggers that refuse to delete a fact, to change it after it was recorded, or to touch it once it was taken back.

    `computed` names columns the database fills in itself: they are still empty when these triggers run.
    """
    return [
        pgtrigger.Protect(name="fact_is_never_deleted", operation=pgtrigger.Delete),
        pgtrigger.ReadOnly(name="fact_stays_as_recorded", exclude=[*MUTABLE, *computed]),
        # What was known on a given day would change if a retraction could be undone or moved to another day.
        pgtrigger.Protect(
            name="fact_is_taken_back_for_good",
            operation=pgtrigger.Update,
            condition=pgtrigger.Q(old__retracted_at__isnull=False),
        ),
    ]


def end_of(day: date) -> datetime:
    """The first moment after `day`, where this site's time is kept."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


class FactQuerySet(models.QuerySet[FactT]):
    """Facts, many at a time."""

    def get_by_natural_key(self, public_id: str) -> FactT:
        """Find the fact that fixtures name by its public id."""
        return self.get(public_id=public_id)

    def standing(self) -> Self:
        """Facts that nobody has taken back."""
        return self.filter(retracted_at=None)

    def accepted(self) -> Self:
        """Standing facts that we hold to be so, as against claims that merely stand on file."""
        return self.standing().filter(accepted=True)

    def known_on(self, day: date) -> Self:
        """Facts on file at the end of `day`: recorded by then and not yet taken back."""
        end = end_of(day)
        return self.filter(Q(retracted_at=None) | Q(retracted_at__gte=end), recorded_at__lt=end)


class Fact(models.Model):
    """Something we hold, with the moment we came to hold it and, if so, the moment we took it back.

    Facts are never edited away: `people.actions.correct_fact` records a new row and retracts the old one.
    """

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    accepted = models.BooleanField(
        _("accepted"), default=True, help_text=_("We hold this to be so. A mere claim stays on file without it.")
    )
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    retracted_at = models.DateTimeField(_("taken back at"), null=True, blank=True, editable=False)
    retracted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("taken back by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    retraction_reason = EncryptedTextField(
        _("why it was taken back"), max_length=500, blank=True, default="", editable=False
    )
    corrects = models.OneToOneField(
        "self",
        verbose_name=_("corrects"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="corrected_by",
    )

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("-recorded_at", "-id")
        triggers = triggers_that_keep_a_fact()
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_is_retracted_after_it_is_recorded",
                condition=Q(retracted_at=None) | Q(retracted_at__gte=models.F("recorded_at")),
                violation_error_message=_("A fact cannot be taken back before it was recorded."),
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {str(self.public_id)[:8]}"

    def keeps_back(self, name: str) -> bool:
        """Whether a field that its kind masks is masked in this very fact."""
        return True

    def natural_key(self) -> tuple[str]:
        """Fixtures name a fact by its public id."""
        return (str(self.public_id),)

    @property
    def is_standing(self) -> bool:
        """Whether nobody has taken this back."""
        return self.retracted_at is None

    def stood_at(self, moment: datetime | None) -> bool:
        """Whether nobody had taken this back before `moment`; None asks about now."""
        return self.retracted_at is None or (moment is not None and self.retracted_at >= moment)

    def retract(self, *, by: Any, reason: str) -> None:
        """Take this back, or say why it cannot be. The caller saves."""
        if not self.is_standing:
            raise ValidationError(_("This was already taken back."))
        self.retracted_at = timezone.now()
        self.retracted_by = by
        self.retraction_reason = reason
