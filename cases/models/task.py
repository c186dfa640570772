from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING, Self

import pghistory
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from staff.encryption.fields import EncryptedTextField

if TYPE_CHECKING:
    from staff.models import User


class TaskQuerySet(models.QuerySet["Task"]):
    """Tasks, many at a time."""

    def visible_to(self, user: User) -> Self:
        """Tasks of cases this user may know of."""
        return self.filter(case__in=Case.objects.visible_to(user))

    def open(self) -> Self:
        """Tasks still to be done, of cases still worked on."""
        return self.filter(done_at=None, case__closed_on=None)

    def owned_by(self, user: User) -> Self:
        """Tasks this user has taken on."""
        return self.filter(owner=user)

    def due_by(self, day: date) -> Self:
        """Open tasks due on `day` or before."""
        return self.open().filter(due_on__lte=day)


@pghistory.track()
class Task(models.Model):
    """A thing to do in a case."""

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.CASCADE, related_name="tasks")
    title = EncryptedTextField(_("what to do"), max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who does it"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tasks",
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    made_at = models.DateTimeField(_("entered at"), default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("entered by"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("done by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = (models.F("due_on").asc(nulls_last=True), "id")
        indexes = [models.Index(fields=["owner", "due_on"], name="task_of_owner", condition=Q(done_at=None))]
        constraints = [
            models.CheckConstraint(
                name="whoever_did_a_task_is_named_with_the_moment",
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                violation_error_message=_("A task that is done names who did it and when."),
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {str(self.public_id)[:8]}"

    @property
    def is_overdue(self) -> bool:
        """Whether it should have been done before today."""
        return self.done_at is None and self.due_on is not None and self.due_on < timezone.localdate()

    def finish(self, *, by: User) -> None:
        """Mark as done, or say why not. The caller saves."""
        if self.done_at is not None:
            raise ValidationError(_("This task is already done."))
        self.done_at = timezone.now()
        self.done_by = by

    def take_up_again(self) -> None:
        """Undo the finishing, or say why not. The caller saves."""
        if self.done_at is None:
            raise ValidationError(_("This task is not done yet."))
        self.done_at = None
        self.done_by = None
