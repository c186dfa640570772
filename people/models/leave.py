from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any, Self, TypeVar

import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.actor import Actor
from people.models.field_class import Purpose, classes_field, some_classes
from people.models.subject import Subject
from staff.encryption.fields import EncryptedTextField

LeaveT = TypeVar("LeaveT", bound="Leave")

# What may change after it was written down: that it is withdrawn, once and for good.
WITHDRAWAL = ["withdrawn_at", "withdrawn_by", "withdrawal_reason"]
AHEAD = timedelta(days=366)


def triggers_that_keep_leave(*withdrawal: str) -> list[pgtrigger.Trigger]:
    """Triggers that refuse to delete leave, to change it, or to touch it once it is withdrawn.

    `withdrawal` names further columns that a withdrawal fills in.
    """
    return [
        pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        pgtrigger.ReadOnly(name="stays_as_written_down", exclude=[*WITHDRAWAL, *withdrawal]),
        # What might be shared on a given day would change if a withdrawal could be undone or moved.
        pgtrigger.Protect(
            name="withdrawn_for_good",
            operation=pgtrigger.Update,
            condition=pgtrigger.Q(old__withdrawn_at__isnull=False),
        ),
    ]


class Unnest(Func):
    """Each element of an array, in a row of its own."""

    function = "unnest"
    set_returning = True
    output_field = models.CharField()


class LeaveQuerySet(models.QuerySet[LeaveT]):
    """Leave to share, many at a time."""

    def in_force(self) -> Self:
        """Leave that holds at this moment: not withdrawn, and today lies between its days, both included.

        Today is the day of this site's time zone. Whoever shares puts this condition into the query that shares, so
        that a withdrawal acts on the next request; the answer is never kept.
        """
        today = timezone.localdate()
        return self.filter(withdrawn_at=None, begins_on__lte=today, until__gte=today)

    def to_share(self, *, with_whom: Any, purpose: Any) -> Self:
        """Leave to share with this recipient for this purpose; a recipient of None is our own office."""
        return self.filter(recipient=with_whom, purpose=purpose)

    def each_class(self) -> Any:
        """One value for each class that any of these names; to be used inside another query."""
        return self.order_by().annotate(named=Unnest("classes")).values("named").distinct()

    def classes(self) -> set[str]:
        """The classes that any of these names; one query."""
        return set(self.each_class().values_list("named", flat=True))


class Leave(models.Model):
    """That parts of a file may be shared with somebody, for a purpose, from a day until a day.

    Never changed and never deleted: it can be withdrawn, once and for good, and what was agreed stays on file.
    """

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    subject = models.ForeignKey(Subject, verbose_name=_("subject"), on_delete=models.PROTECT, related_name="%(class)ss")
    purpose = models.CharField(_("what for"), max_length=12, choices=Purpose)
    recipient = models.ForeignKey(
        Actor, verbose_name=_("with whom"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    classes = classes_field()
    begins_on = models.DateField(_("from"), default=timezone.localdate)
    until = models.DateField(_("until"), help_text=_("The last day on which it holds."))
    noted_at = models.DateTimeField(_("written down at"), default=timezone.now, editable=False)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("written down by"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("withdrawal written down by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    withdrawal_reason = EncryptedTextField(
        _("what was said"), max_length=500, multiline=True, blank=True, default="", editable=False
    )

    class Meta:
        abstract = True
        ordering = ("-noted_at", "-id")
        triggers = triggers_that_keep_leave()
        constraints = [
            some_classes("%(app_label)s_%(class)s_names_something"),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_begins_before_it_ends",
                condition=Q(until__gte=F("begins_on")),
                violation_error_message=_("It cannot end before it begins: check both days."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_is_withdrawn_after_it_is_given",
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("noted_at")),
                violation_error_message=_("It cannot be withdrawn before it was given."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["subject", "recipient", "purpose"],
                name="%(app_label)s_%(class)s_stands",
                condition=Q(withdrawn_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {str(self.public_id)[:8]}"

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was withdrawn."""
        return self.withdrawn_at is not None

    @property
    def is_in_force(self) -> bool:
        """Whether it holds today. For pages that show it: whoever shares asks the database."""
        return not self.is_withdrawn and self.begins_on <= timezone.localdate() <= self.until

    @property
    def is_to_come(self) -> bool:
        """Whether its first day has not come yet."""
        return not self.is_withdrawn and self.begins_on > timezone.localdate()

    def check_days(self, *, longest: timedelta, sentence: Any) -> None:
        """Refuse days that are over, that lie far ahead, or that lie too far apart. The caller saves."""
        today: date = timezone.localdate()
        if self.until < today:
            raise ValidationError({"until": _("That day is over: choose today or a later one.")})
        if self.begins_on > today + AHEAD:
            raise ValidationError({"begins_on": _("Choose a first day within the next year.")})
        if self.until - self.begins_on > longest:
            raise ValidationError({"until": sentence})

    def withdraw(self, *, by: Any, reason: str) -> None:
        """Let it hold no longer, from this moment on, or say why not. The caller saves."""
        if self.is_withdrawn:
            raise ValidationError(_("This was withdrawn already."))
        self.withdrawn_at = timezone.now()
        self.withdrawn_by = by
        self.withdrawal_reason = reason


def of_the_same(row: str) -> dict[str, Any]:
    """The condition that leave is about subject, recipient and purpose of an outer row; `row` leads to its subject."""
    return {"subject": OuterRef(row), "recipient": OuterRef("recipient"), "purpose": OuterRef("purpose")}
