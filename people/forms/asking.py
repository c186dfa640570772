"""Small forms that ask one thing: a name to look for, a day, a reason."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.forms.choices import DayInput

# The longest text that is looked for; more words only make the search slower.
LONGEST_SEARCH = 200
FIRST_DAY = date(1900, 1, 1)


class SearchForm(forms.Form):
    """A name to look for. It is sent by POST, so that no address ever holds it."""

    q = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Any part of any name. Accents and spelling may differ."),
    )


class FindForm(SearchForm):
    """What the search above every page takes: a name most of all, but a place or the reference of a case as well."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Name, reference or place")


class KnownOnForm(forms.Form):
    """The day whose knowledge a page shows."""

    known_on = forms.DateField(label=_("As known on"), required=False, widget=DayInput(attrs={"class": "form-control"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["known_on"].widget.attrs["max"] = timezone.localdate().isoformat()

    def clean_known_on(self) -> date | None:
        """A day that has come, and that an archive could know of."""
        day: date | None = self.cleaned_data["known_on"]
        if day is not None and day > timezone.localdate():
            raise ValidationError(_("Nobody knows yet what will be known on that day."))
        if day is not None and day < FIRST_DAY:
            raise ValidationError(_("Choose a day from 1900 on."))
        return day


class ReasonForm(forms.Form):
    """Why a fact is taken back or corrected."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        help_text=_("It stays on file beside what was taken back."),
    )


class ConfirmForm(forms.Form):
    """A button that says yes; it asks for nothing more."""
