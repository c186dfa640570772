from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from staff.encryption.fields import EncryptedTextField
from staff.models.team import Team

if TYPE_CHECKING:
    from staff.models.user import User

LASTS = timedelta(minutes=60)
REVIEW_WITHIN = timedelta(hours=72)
# Tries that found nothing, within a day: whoever guesses has no emergency.
TRIES_WITHIN = timedelta(hours=24)
TRIES_AT_MOST = 3

# The rows `e` that open a file now, by the clock of the database.
LIVE = f"""e.file IS NOT NULL AND e.ended_at IS NULL
    AND e.began_at + interval '{LASTS.seconds} seconds' > statement_timestamp()"""


class EmergencyAccessQuerySet(models.QuerySet["EmergencyAccess"]):
    """Emergency accesses, many at a time."""

    def opened(self) -> Self:
        """Those that opened a file."""
        return self.exclude(file=None)

    def missed(self) -> Self:
        """Tries that found no file."""
        return self.filter(file=None)

    def live(self) -> Self:
        """Those that open a file now."""
        return self.opened().filter(ended_at=None, began_at__gt=Now() - LASTS)

    def waiting(self) -> Self:
        """Those that nobody has reviewed."""
        return self.opened().filter(verdict="")

    def overdue(self) -> Self:
        """Those that should have been reviewed by now."""
        return self.waiting().filter(began_at__lte=Now() - REVIEW_WITHIN)

    def not_lifted(self) -> Self:
        """Those found not justified, as long as nobody has given the right back."""
        return self.filter(verdict=EmergencyAccess.Verdict.NOT_JUSTIFIED, lifted_at=None)

    def suspending(self, user: User) -> Self:
        """Those because of which this user opens no other file in an emergency: counted from rows, by no job."""
        mine = self.filter(reader=user)
        return mine.overdue() | mine.not_lifted()

    def tries_today(self, user: User) -> int:
        """How often this user asked within a day for what is not on file."""
        return self.missed().filter(reader=user, began_at__gt=Now() - TRIES_WITHIN).count()


@pghistory.track()
class EmergencyAccess(models.Model):
    """Somebody opened a file that was closed to them, for an hour and for a reason; others review it.

    Files are named by number only: the row outlives them. Without a number it is a try that found nothing.
    """

    class Verdict(models.TextChoices):
        JUSTIFIED = "justified", _("Justified")
        NOT_JUSTIFIED = "not-justified", _("Not justified")

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who opened it"),
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    file = models.BigIntegerField(_("number of the file"), null=True, editable=False)
    team = models.ForeignKey(
        Team,
        verbose_name=_("team that owned the file"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    began_at = models.DateTimeField(_("began at"), db_default=Now(), editable=False)
    ended_at = models.DateTimeField(_("ended early at"), null=True, editable=False)
    reason = EncryptedTextField(_("reason"), max_length=500, editable=False)
    verdict = models.CharField(_("verdict"), max_length=14, choices=Verdict, blank=True, default="", editable=False)
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reviewed by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    finding = EncryptedTextField(_("what the review found"), max_length=500, blank=True, default="", editable=False)
    lifted_at = models.DateTimeField(_("right given back at"), null=True, editable=False)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("right given back by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    lifted_because = EncryptedTextField(
        _("why the right was given back"), max_length=500, blank=True, default="", editable=False
    )

    objects = EmergencyAccessQuerySet.as_manager()

    # When the file is erased, that it was opened stays, and all words about it go: see `people.erasing`.
    file_by_number = "file"
    outlives_erasure = (
        *("reader", "file", "team", "began_at", "ended_at", "verdict", "reviewed_at", "reviewed_by"),
        *("lifted_at", "lifted_by"),
    )

    class Meta:
        verbose_name = _("emergency access")
        verbose_name_plural = _("emergency accesses")
        ordering = ("-id",)
        indexes = [models.Index(fields=["team", "-id"], name="emergency_access_of_team")]
        constraints = [
            models.CheckConstraint(
                name="emergency_access_has_file_and_team_or_neither",
                condition=Q(file=None, team=None) | Q(file__isnull=False, team__isnull=False),
                violation_error_message=_("Name the file and its team, or neither."),
            ),
            models.CheckConstraint(
                name="emergency_access_is_reviewed_by_somebody",
                condition=Q(verdict="", reviewed_at=None, reviewed_by=None)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False, file__isnull=False) & ~Q(verdict=""),
                violation_error_message=_("A review has a verdict, a moment and somebody who made it."),
            ),
            models.CheckConstraint(
                name="nobody_reviews_their_own_emergency",
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("reader")),
                violation_error_message=_("Nobody reviews their own emergency access: ask another supervisor."),
            ),
            models.CheckConstraint(
                name="only_what_was_not_justified_is_lifted",
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False, verdict="not-justified"),
                violation_error_message=_("Only a right that a review took away is given back, by somebody."),
            ),
            models.CheckConstraint(
                name="nobody_gives_back_their_own_right",
                condition=Q(lifted_by=None) | ~Q(lifted_by=F("reader")),
                violation_error_message=_("Nobody gives the right back to themselves."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="emergency_access_stays", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="emergency_access_is_what_it_was", fields=["reader", "file", "team", "began_at", "reason"]
            ),
            # Whoever reviews says it once; what was said stays.
            pgtrigger.Protect(
                name="a_verdict_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.verdict <> '' AND (OLD.verdict, OLD.finding, OLD.reviewed_by_id, OLD.reviewed_at)"
                    " IS DISTINCT FROM (NEW.verdict, NEW.finding, NEW.reviewed_by_id, NEW.reviewed_at)"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def until(self) -> datetime:
        """When it ends at the latest."""
        return self.began_at + LASTS

    @property
    def review_due_at(self) -> datetime:
        """By when somebody else has to have looked at it."""
        return self.began_at + REVIEW_WITHIN

    @property
    def is_live(self) -> bool:
        """Whether it opens the file now; the database asks its own clock."""
        return self.file is not None and self.ended_at is None and timezone.now() < self.until

    @property
    def is_overdue(self) -> bool:
        """Whether the review is late."""
        return self.file is not None and not self.verdict and timezone.now() >= self.review_due_at

    @property
    def suspends(self) -> bool:
        """Whether whoever opened the file has lost the right because of this."""
        return self.is_overdue or (self.verdict == self.Verdict.NOT_JUSTIFIED and self.lifted_at is None)
