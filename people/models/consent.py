from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

import pghistory
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models.field_class import Purpose
from people.models.leave import Leave, LeaveQuerySet, triggers_that_keep_leave
from staff.encryption.fields import EncryptedTextField

LONGEST = timedelta(days=731)


class ConsentQuerySet(LeaveQuerySet["Consent"]):
    """Consents, many at a time."""


@pghistory.track()
class Consent(Leave):
    """That a person or group agrees to share parts of their file: with whom, for what, until when; how they said so.

    Without a recipient it is given to our own office, where our own work needs it.
    """

    class How(models.TextChoices):
        SPOKEN = "spoken", _("Spoken, face to face")
        WRITTEN = "written", _("In writing, signed")
        TELEPHONE = "telephone", _("By telephone")
        MESSAGE = "message", _("By message")
        GUARDIAN = "guardian", _("Through a guardian")
        ANOTHER = "another", _("Through somebody they chose")

    how = models.CharField(_("how they agreed"), max_length=10, choices=How)
    given_by = EncryptedTextField(
        _("who spoke for them"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("Where a guardian or somebody they chose agreed: who, and what they are to the person."),
    )
    remark = EncryptedTextField(
        _("in their own words"),
        max_length=500,
        multiline=True,
        blank=True,
        default="",
        help_text=_("What they asked for, or asked not to be done."),
    )
    withdrawal_how = models.CharField(
        _("how they withdrew"), max_length=10, choices=How, blank=True, default="", editable=False
    )

    objects: ClassVar[models.Manager[Consent]] = ConsentQuerySet.as_manager()

    class Meta(Leave.Meta):
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        triggers = triggers_that_keep_leave("withdrawal_how")
        constraints = [
            *Leave.Meta.constraints,
            models.CheckConstraint(
                name="consent_to_own_work_is_given_to_us",
                condition=~Q(purpose=Purpose.OWN_WORK) | Q(recipient=None),
                violation_error_message=_("Consent to our own work is given to our own office."),
            ),
            models.CheckConstraint(
                name="consent_is_withdrawn_in_some_way",
                condition=Q(withdrawn_at=None, withdrawal_how="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal_how="")),
                violation_error_message=_("Say how they withdrew."),
            ),
        ]

    def clean(self) -> None:
        """Somebody who speaks for another is named."""
        spoken_for = self.how in (self.How.GUARDIAN, self.How.ANOTHER)
        if spoken_for and not self.given_by:
            raise ValidationError({"given_by": _("Say who spoke for them.")})

    def check_its_days(self) -> None:
        """Refuse days that no consent can have. The caller saves."""
        self.check_days(
            longest=LONGEST, sentence=_("Nobody agrees for longer than two years at once: ask again when it runs out.")
        )

    def withdraw_as(self, how: Any, *, by: Any, reason: str) -> None:
        """Withdraw, with how they said so. The caller saves."""
        self.withdraw(by=by, reason=reason)
        self.withdrawal_how = how
