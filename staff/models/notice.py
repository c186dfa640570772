from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from staff.models.user import User


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices, many at a time."""

    def to(self, user: User) -> Self:
        """Those to one user."""
        return self.filter(to=user)

    def unread(self) -> Self:
        """Those that nobody has marked as read."""
        return self.filter(read_at=None)


class Notice(models.Model):
    """Something that a colleague should know. It holds a kind and a number; its words hold nobody's name and no place.

    What the number is of is said by the kind; `staff.notices.telling` has the words and the page.
    """

    class Kind(models.TextChoices):
        EMERGENCY_OPENED = "emergency-opened", _("A file was opened in an emergency")
        EMERGENCY_REVIEWED = "emergency-reviewed", _("Your emergency access was reviewed")
        RIGHT_GIVEN_BACK = "right-given-back", _("You may open files in an emergency again")

    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, editable=False)
    about = models.BigIntegerField(_("number of what it is about"), editable=False)
    at = models.DateTimeField(_("told at"), default=timezone.now, editable=False)
    read_at = models.DateTimeField(_("read at"), null=True, editable=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["to", "-id"], name="notice_newest_first"),
            models.Index(fields=["to"], name="notice_unread", condition=Q(read_at=None)),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
