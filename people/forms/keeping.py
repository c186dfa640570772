"""Why a file must be kept whole, and why it is to be erased."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Erasure


def _words(label: Any, help_text: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3, "autocomplete": "off"})
    return forms.CharField(label=label, max_length=500, widget=area, help_text=help_text)


class HoldForm(forms.Form):
    """Why nothing on the file may be erased."""

    reason = _words(_("Why it must be kept"), _("Which proceeding needs it, and until when you expect that."))


class EraseForm(forms.Form):
    """Why a whole file is to go: the kind stays on the tombstone, the words go with the file."""

    why = forms.TypedChoiceField(
        label=_("Why it is to be erased"),
        choices=Erasure.Why,
        coerce=Erasure.Why,
        widget=forms.RadioSelect,
        help_text=_("This much stays known afterwards."),
    )
    reason = _words(_("In words"), _("For the second person, who decides by it. It is erased with the file."))


class AgreeForm(forms.Form):
    """That the second person has read what goes."""

    sure = forms.BooleanField(label=_("I have looked at the file, and it is to go for good."))
