from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

import pghistory
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models.leave import Leave, LeaveQuerySet
from staff.encryption.fields import EncryptedTextField

LONGEST = timedelta(days=30)
SHORTEST_REASON = 20


class ConsentOverrideQuerySet(LeaveQuerySet["ConsentOverride"]):
    """Overrides, many at a time."""


@pghistory.track()
class ConsentOverride(Leave):
    """That a supervisor lets parts of a file be shared without consent, because waiting for it would do harm."""

    reason = EncryptedTextField(
        _("why it cannot wait for consent"),
        max_length=1000,
        multiline=True,
        validators=[MinLengthValidator(SHORTEST_REASON)],
        help_text=_("It stands on the person’s consent page, with your name. At least 20 characters."),
    )

    objects: ClassVar[models.Manager[ConsentOverride]] = ConsentOverrideQuerySet.as_manager()

    class Meta(Leave.Meta):
        verbose_name = _("override of consent")
        verbose_name_plural = _("overrides of consent")
        constraints = [
            *Leave.Meta.constraints,
            models.CheckConstraint(
                name="override_is_for_somebody",
                condition=Q(recipient__isnull=False),
                violation_error_message=_("Say with whom it is shared."),
            ),
        ]

    def check_its_days(self) -> None:
        """Refuse days that no override can have. The caller saves."""
        self.check_days(longest=LONGEST, sentence=_("Without consent nothing is shared for longer than 30 days."))
