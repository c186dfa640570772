"""Asking for a file, and agreeing to a colleague's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.columns import Column, Sort, columns_of
from cases.models import Export
from cases.models.export import PURPOSE_AT_LEAST
from cases.spreadsheet import require_age_key
from staff.encryption.fields import refuse_unstorable


def _ticks(label: Any, columns: list[Column], **more: Any) -> forms.MultipleChoiceField:
    choices = [(column.key, column.label) for column in columns]
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, **more
    )


class ExportForm(forms.Form):
    """What the file is for, who receives it, and what stands in it."""

    purpose = forms.CharField(
        label=_("What it is for"),
        min_length=PURPOSE_AT_LEAST,
        max_length=500,
        validators=[refuse_unstorable],
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=_("At least 20 characters. Kept with your name, and shown to whoever must agree."),
    )
    recipient = forms.CharField(
        label=_("Who receives it"),
        max_length=120,
        validators=[refuse_unstorable],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Stands at the head of the file; your own name if it stays with you."),
    )
    plain = _ticks(_("Columns without identity"), [])
    format = forms.ChoiceField(
        label=_("Format"), choices=Export.Format, initial=Export.Format.XLSX, widget=forms.RadioSelect
    )
    age_key = forms.CharField(
        label=_("Key of the recipient"),
        max_length=100,
        required=False,
        validators=[require_age_key],
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("If the recipient has an age key (age1…), only they can open the file."),
    )

    def __init__(self, *args: Any, of: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain = columns_of(of, Sort.PLAIN)
        self.fields["plain"] = _ticks(_("Columns without identity"), plain, initial=[column.key for column in plain])
        self.order_fields(["purpose", "recipient", "plain", "identity", "masked", "format", "age_key"])

    @property
    def columns(self) -> list[str]:
        """What was ticked, in the order in which the file has it."""
        told = self.cleaned_data
        return [key for name in ("plain", "identity", "masked") for key in told.get(name, ())]

    def to_export(self, *, of: str, language: str, selection: str) -> Export:
        """The file as it is asked for."""
        told = self.cleaned_data
        return Export(
            of=of,
            format=told["format"],
            columns=self.columns,
            language=language,
            purpose=told["purpose"],
            recipient=told["recipient"],
            selection=selection,
            age_key=told["age_key"],
        )


class IdentityExportForm(ExportForm):
    """The same with what names people and leads to them: nothing of it is ticked beforehand."""

    identity = _ticks(_("Columns that name people"), [])
    masked = _ticks(_("What pages keep back"), [])

    def __init__(self, *args: Any, of: str, **kwargs: Any) -> None:
        super().__init__(*args, of=of, **kwargs)
        self.fields["identity"] = _ticks(_("Columns that name people"), columns_of(of, Sort.IDENTITY))
        self.fields["masked"] = _ticks(
            _("What pages keep back"),
            columns_of(of, Sort.MASKED),
            help_text=_("An address that leaks can kill someone. Tick only what the recipient cannot do without."),
        )
        self.order_fields(["purpose", "recipient", "plain", "identity", "masked", "format", "age_key"])


class DecisionForm(forms.Form):
    """Whether a colleague's file may be prepared, and why not."""

    decision = forms.ChoiceField(
        label=_("Your decision"),
        choices=[("agree", _("Agree: the file is prepared")), ("refuse", _("Refuse"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why not"),
        max_length=500,
        required=False,
        validators=[refuse_unstorable],
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        help_text=_("If you refuse. Your colleague reads it."),
    )

    def clean(self) -> dict[str, Any]:
        """Nobody is refused without a reason."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("decision") == "refuse" and not told.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why, so that your colleague knows what to change."))
        return told
