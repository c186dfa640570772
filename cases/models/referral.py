from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, ClassVar, Self

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from people.models import Actor, Consent, ConsentOverride, FieldClass, Purpose
from people.models.field_class import classes_field, some_classes
from people.models.leave import of_the_same
from staff.encryption.fields import EncryptedTextField

if TYPE_CHECKING:
    from staff.models import User

# What leave to share rests on: consent, or where it cannot be waited for, a supervisor's override.
LEAVE: tuple[Any, ...] = (Consent, ConsentOverride)
RECALL = ["recalled_at", "recalled_by", "recall_reason"]


class ReferralQuerySet(models.QuerySet["Referral"]):
    """Referrals, many at a time."""

    def standing(self) -> Self:
        """Referrals that nobody has called back and whose last day is not over, consent or not."""
        return self.filter(recalled_at=None, until__gte=timezone.localdate())

    def in_force(self) -> Self:
        """Standing referrals of which some part may be shared at this moment."""
        covered = Q()
        for model in LEAVE:
            leave = model.objects.in_force().filter(
                **of_the_same("case__subject"), classes__overlap=OuterRef("classes")
            )
            covered |= Q(Exists(leave))
        return self.standing().filter(covered)

    def to_partner(self, user: User) -> Self:
        """Referrals to the organisation that this user works for."""
        return self.filter(recipient__partnerships__user=user)

    def with_leave(self) -> Self:
        """Each with the classes that may be shared at this moment, in `consented` and `overridden`."""
        leave = {
            name: ArraySubquery(model.objects.in_force().filter(**of_the_same("case__subject")).each_class())
            for name, model in zip(("consented", "overridden"), LEAVE, strict=True)
        }
        return self.annotate(**leave)


@pghistory.track()
class Referral(models.Model):
    """A case referred to a partner: what is asked of them, and which parts of the file they may see, until a day.

    Whether they see a part is asked of consent at every request. Never changed, never deleted: it can be called back.
    """

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="referrals")
    recipient = models.ForeignKey(
        Actor, verbose_name=_("referred to"), on_delete=models.PROTECT, related_name="referrals"
    )
    purpose = models.CharField(_("what for"), max_length=12, choices=Purpose)
    classes = classes_field()
    asked = EncryptedTextField(
        _("what is asked of them"),
        max_length=1000,
        multiline=True,
        help_text=_("They read this text as it stands: write nothing into it that was not agreed."),
    )
    until = models.DateField(_("until"), help_text=_("The last day on which they see it."))
    made_at = models.DateTimeField(_("referred at"), default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("referred by"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    recalled_at = models.DateTimeField(_("called back at"), null=True, blank=True, editable=False)
    recalled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("called back by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    recall_reason = EncryptedTextField(
        _("why it was called back"), max_length=500, multiline=True, blank=True, default="", editable=False
    )

    objects: ClassVar[models.Manager[Referral]] = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        ordering = ("-made_at", "-id")
        indexes = [
            models.Index(fields=["recipient", "until"], name="referral_stands", condition=Q(recalled_at=None)),
            models.Index(fields=["case", "-made_at", "-id"], name="referral_newest_of_case"),
        ]
        triggers = [
            pgtrigger.Protect(name="referral_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="referral_stays_as_made", exclude=RECALL),
            pgtrigger.Protect(
                name="referral_is_recalled_for_good",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__recalled_at__isnull=False),
            ),
        ]
        constraints = [
            some_classes("referral_names_something"),
            models.CheckConstraint(
                name="referral_is_recalled_after_it_is_made",
                condition=Q(recalled_at=None) | Q(recalled_at__gte=F("made_at")),
                violation_error_message=_("A referral cannot be called back before it was made."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {str(self.public_id)[:8]}"

    def get_absolute_url(self) -> str:
        """Where the partner reads it."""
        return reverse("cases:referred", args=[self.public_id])

    @property
    def is_standing(self) -> bool:
        """Whether nobody has called it back and its last day is not over."""
        return self.recalled_at is None and self.until >= timezone.localdate()

    @property
    def agreed(self) -> list[FieldClass]:
        """The parts that may be shared at this moment; of a row that `with_leave` fetched."""
        leave = {*self.consented, *self.overridden}  # type: ignore[attr-defined]
        return [word for word in FieldClass if word.value in leave and word.value in self.classes]

    @property
    def not_agreed(self) -> list[FieldClass]:
        """The parts that were referred and may not be shared at this moment."""
        agreed = self.agreed
        return [word for word in FieldClass if word.value in self.classes and word not in agreed]

    def recall(self, *, by: Any, reason: str) -> None:
        """Call it back, or say why not. The caller saves."""
        if self.recalled_at is not None:
            raise ValidationError(_("This referral was called back already."))
        self.recalled_at = timezone.now()
        self.recalled_by = by
        self.recall_reason = reason
