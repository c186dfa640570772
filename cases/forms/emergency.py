"""Opening a file in an emergency, and saying what others think of it."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from staff.models import EmergencyAccess
from staff.reason import LONGEST, SHORTEST

REFERENCE = re.compile(r"AMP-[0-9]{4}-[0-9]{6}", re.IGNORECASE)


def sentence(label: Any, help_text: Any) -> forms.CharField:
    """A reason that others must understand."""
    area = forms.Textarea(attrs={"rows": 3, "autocomplete": "off"})
    return forms.CharField(label=label, min_length=SHORTEST, max_length=LONGEST, widget=area, help_text=help_text)


class EmergencyForm(forms.Form):
    """Which file, why, and that it is meant. Nothing is looked up before all three are given."""

    called = forms.CharField(
        label=_("Reference of the case, or id of the file"),
        max_length=50,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Such as AMP-2026-000001, or the id that stands in the address of the file. Never a name."),
    )
    reason = sentence(
        _("What the emergency is"),
        _("At least 20 characters. Colleagues who do not see the file read it: write nobody's name and no place."),
    )
    meant = forms.BooleanField(
        label=_("This is an emergency. I know that the caseworker and the supervisors are told now.")
    )

    def clean_called(self) -> dict[str, Any]:
        """What was given: a reference or an id, neither of them looked up yet."""
        called: str = self.cleaned_data["called"].strip()
        if REFERENCE.fullmatch(called):
            return {"reference": called.upper()}
        try:
            return {"public_id": UUID(called)}
        except ValueError:
            raise ValidationError(_("Write a reference such as AMP-2026-000001, or the whole id of a file.")) from None


class ReviewForm(forms.Form):
    """Whether it was justified."""

    verdict = forms.ChoiceField(label=_("Verdict"), choices=EmergencyAccess.Verdict, widget=forms.RadioSelect)
    finding = sentence(
        _("What you found"),
        _("At least 20 characters. Speak to your colleague first. Write nobody's name and no place."),
    )


class LiftForm(forms.Form):
    """Why the right is given back."""

    reason = sentence(_("Why the right is given back"), _("At least 20 characters. It stays on record with your name."))
