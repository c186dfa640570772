from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from people.forms.choices import DayInput

EARLIEST = date(1900, 1, 1)
LATEST = date(2199, 12, 31)


class DayField(forms.DateField):
    """One day of the calendar, within the years that anyone here can mean."""

    widget = DayInput

    def validate(self, value: Any) -> None:
        """Refuse a year that is a slip of the finger."""
        super().validate(value)
        if value is not None and not EARLIEST <= value <= LATEST:
            raise ValidationError(_("Check the year: it must lie between 1900 and 2199."))
