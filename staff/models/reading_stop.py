from __future__ import annotations

from collections.abc import Iterable
from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from staff.models.user import User


class ReadingStopQuerySet(models.QuerySet["ReadingStop"]):
    """Stops, many at a time."""

    def waiting(self) -> Self:
        """Those that nobody has released."""
        return self.filter(released_at=None)

    def for_supervisor(self, user: User, *, teams: Iterable[int]) -> Self:
        """Stops of those who work in one of the teams; never the supervisor's own."""
        return self.filter(reader__in=User.objects.filter(memberships__team__in=teams)).exclude(reader=user)


@pghistory.track()
class ReadingStop(models.Model):
    """Somebody opened so many files within an hour that they open no more until a supervisor says so."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    at = models.DateTimeField(_("stopped at"), default=timezone.now, editable=False)
    files = models.PositiveIntegerField(_("files opened within the hour"), editable=False)
    released_at = models.DateTimeField(_("released at"), null=True, editable=False)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    reason = models.CharField(_("why it is released"), max_length=300, default="", editable=False)

    objects = ReadingStopQuerySet.as_manager()

    class Meta:
        verbose_name = _("stop")
        verbose_name_plural = _("stops")
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=["reader"],
                condition=Q(released_at=None),
                name="one_stop_at_a_time",
                violation_error_message=_("This reader is stopped already."),
            ),
            models.CheckConstraint(
                name="released_with_a_reason",
                condition=Q(released_at=None, reason="") | Q(released_at__isnull=False) & ~Q(reason=""),
                violation_error_message=_("Say why it is released."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader} {self.at:%Y-%m-%d}"
