"""What a review of a file found, and in which language its answer is written."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.forms.day import DayField


class KeepLongerForm(forms.Form):
    """Until when a file is needed, and why."""

    until = DayField(label=_("Keep it until"))
    reason = forms.CharField(
        label=_("Why it is needed longer"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=_("It is erased with the file."),
    )


class AnswerForm(forms.Form):
    """The language of the letter: that of whoever asked, not of whoever makes it."""

    language = forms.ChoiceField(
        label=_("Language of the letter"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = "es" if (get_language() or "").startswith("es") else "en"
