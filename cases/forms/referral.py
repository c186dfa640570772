"""Forms that refer a case to a partner, and call it back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.day import DayField
from cases.models import Referral
from people.forms.consent import ClassesChoice, PartnerChoice, purposes
from people.models import Actor


class ReferralForm(forms.ModelForm):  # type: ignore[type-arg]  # Meta names the model
    """To whom, for what, which parts of the file go along, what is asked, and until when they see it."""

    recipient = PartnerChoice(label=_("Referred to"))
    purpose = forms.ChoiceField(label=_("What for"), choices=purposes(ours=False))
    classes = ClassesChoice(
        label=_("What goes along"),
        help_text=_("Only what the person agreed to share with them for this purpose. As little as will do."),
    )
    until = DayField(label=_("Until"), help_text=_("The last day on which they see it."))

    class Meta:
        model = Referral
        fields = ("recipient", "purpose", "classes", "asked", "until")
        widgets = {"asked": forms.Textarea(attrs={"rows": 3, "autocomplete": "off"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipient"].queryset = Actor.objects.partners()  # type: ignore[attr-defined]


class RecallForm(forms.Form):
    """Why a referral is called back."""

    reason = forms.CharField(
        label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"})
    )
