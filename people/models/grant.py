from __future__ import annotations

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.subject import Subject
from staff.encryption.fields import EncryptedTextField
from staff.models import Team


class GrantQuerySet(models.QuerySet["Grant"]):
    """Grants, many at a time."""

    def standing(self) -> Self:
        """Those that nobody has taken back and whose day has not passed, by the day that row security goes by."""
        today = timezone.now().date()
        return self.filter(Q(until=None) | Q(until__gte=today), taken_back_at=None)


@pghistory.track()
class Grant(models.Model):
    """Lets one more user or team see one subject, until a day, for a reason. What was taken back stays on file."""

    class Kind(models.TextChoices):
        GIVEN = "given", _("Given by a colleague")
        # Whoever restricts a file keeps seeing it, so that nobody locks it away from everyone.
        KEPT = "kept", _("Kept by whoever restricted the file")

    subject = models.ForeignKey(Subject, verbose_name=_("subject"), on_delete=models.CASCADE, related_name="grants")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    team = models.ForeignKey(
        Team, verbose_name=_("team"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    until = models.DateField(_("until"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=5, choices=Kind, default=Kind.GIVEN, editable=False)
    reason = EncryptedTextField(_("reason"), max_length=500)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("given by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    given_at = models.DateTimeField(_("given at"), default=timezone.now, editable=False)
    taken_back_at = models.DateTimeField(_("taken back at"), null=True, blank=True, editable=False)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("taken back by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = GrantQuerySet.as_manager()

    # Whoever could see a file sees its tombstone; the words of the reason go.
    outlives_erasure = (
        *("subject", "user", "team", "until", "kind", "given_by", "given_at", "taken_back_at", "taken_back_by"),
    )

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        ordering = ("-given_at",)
        constraints = [
            models.CheckConstraint(
                name="grant_is_to_a_user_or_a_team",
                condition=Q(user=None, team__isnull=False) | Q(user__isnull=False, team=None),
                violation_error_message=_("Name either a user or a team, not both and not neither."),
            ),
            models.CheckConstraint(
                name="nobody_grants_to_themselves",
                condition=Q(kind="kept", user__isnull=False, given_by__isnull=False, user=F("given_by"))
                | Q(kind="given") & (Q(user=None) | Q(given_by=None) | ~Q(user=F("given_by"))),
                violation_error_message=_("Nobody names themselves: ask a colleague who sees the file."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}"

    @property
    def is_standing(self) -> bool:
        """Whether it opens the file today, in so far as that lies with the grant."""
        return self.taken_back_at is None and (self.until is None or self.until >= timezone.now().date())
