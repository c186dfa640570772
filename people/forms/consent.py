"""What a person agrees to: giving consent, withdrawing it, and sharing without it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.forms.choices import CodeChoice, DayInput
from people.models import Actor, Consent, ConsentOverride, FieldClass, Purpose
from people.models.override import LONGEST

OURSELVES = "ourselves"


class ClassesChoice(forms.MultipleChoiceField):
    """The parts of a file that something is about, one box for each."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        said = {"label": _("What is shared"), "choices": FieldClass.choices}
        super().__init__(**{**said, "error_messages": {"required": _("Choose at least one part.")}, **kwargs})


class PartnerChoice(CodeChoice):
    """An organisation that can be asked for support."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(None, **{"label": _("With whom"), "empty_label": _("Choose an organisation"), **kwargs})


def purposes(*, ours: bool) -> list[tuple[str, Any]]:
    """What something is shared for, as choices; `ours` adds our own work."""
    offered = [(word.value, word.label) for word in Purpose if ours or word is not Purpose.OWN_WORK]
    return [("", _("Choose what for")), *offered]


class ConsentForm(forms.ModelForm):  # type: ignore[type-arg]  # Meta names the model
    """What somebody agrees to."""

    recipient = forms.ChoiceField(label=_("With whom"))
    purpose = forms.ChoiceField(label=_("What for"), choices=purposes(ours=True))
    classes = ClassesChoice(help_text=_("Mark only what they were asked about and agreed to. Nothing else is shared."))

    class Meta:
        model = Consent
        fields = ("recipient", "purpose", "classes", "begins_on", "until", "how", "given_by", "remark")
        widgets = {
            "begins_on": DayInput(),
            "until": DayInput(),
            "remark": forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partners = {actor.code: actor for actor in Actor.objects.partners()}
        named = [(code, actor.label) for code, actor in self.partners.items()]
        self.fields["recipient"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose with whom")),
            (OURSELVES, _("Our own office")),
            *named,
        ]
        self.fields["how"].choices = [("", _("Choose how")), *Consent.How.choices]  # type: ignore[attr-defined]

    def clean_recipient(self) -> Actor | None:
        """The organisation, or nobody else where it is our own office."""
        return self.partners.get(self.cleaned_data["recipient"])


class WithdrawForm(forms.Form):
    """That somebody no longer agrees."""

    how = forms.TypedChoiceField(
        label=_("How they said so"), choices=[("", _("Choose how")), *Consent.How.choices], coerce=Consent.How
    )
    reason = forms.CharField(
        label=_("What was said"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        help_text=_("They need not say why."),
    )


class OverrideForm(forms.ModelForm):  # type: ignore[type-arg]  # Meta names the model
    """Sharing without consent: with whom, what, until when, and why it cannot wait."""

    recipient = PartnerChoice()
    purpose = forms.ChoiceField(label=_("What for"), choices=purposes(ours=False))
    classes = ClassesChoice(help_text=_("As little as will do."))

    class Meta:
        model = ConsentOverride
        fields = ("recipient", "purpose", "classes", "until", "reason")
        widgets = {"until": DayInput(), "reason": forms.Textarea(attrs={"rows": 3, "autocomplete": "off"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipient"].queryset = Actor.objects.partners()  # type: ignore[attr-defined]
        days = {"min": timezone.localdate().isoformat(), "max": (timezone.localdate() + LONGEST).isoformat()}
        self.fields["until"].widget.attrs |= days


class EndForm(forms.Form):
    """Why an override ends before its day."""

    reason = forms.CharField(
        label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"})
    )
