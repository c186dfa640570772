from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import CharField
from django.utils.translation import gettext_lazy as _

from staff.admin.chooser import AmparoForm


class FactForm(AmparoForm):
    """A fact as it stands, with the reason why it is about to be corrected."""

    reason = CharField(
        label=_("Why it is corrected"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"}),
    )

    @property
    def corrected(self) -> set[str]:
        """The fields that say something else than what is on file."""
        return set(self.changed_data) - {"reason", "accepted"}

    def clean(self) -> dict[str, Any] | None:
        """A correction has a reason."""
        cleaned = super().clean()
        if self.instance.pk and self.corrected and not self.cleaned_data.get("reason"):
            self.add_error(
                "reason", ValidationError(_("Say why it is corrected: the earlier version stays on file with it."))
            )
        return cleaned


class ReasonForm(forms.Form):
    """Why a fact is taken back."""

    reason = CharField(label=_("Why it is taken back"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
