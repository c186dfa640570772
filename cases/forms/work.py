"""Forms that add work to a case: what is asked, what is to be done, what was heard."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.forms.day import DayField
from cases.models import Note, RequestKind, SupportRequest
from people.forms.choices import CodeChoice
from people.models import Actor
from staff.models import Team, User
from staff.policy import Action, who_may


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})


class RequestForm(forms.ModelForm):  # type: ignore[type-arg]  # Meta names the model
    """What is asked for someone, of whom, and by when."""

    kind = CodeChoice(None, label=_("What is asked"), empty_label=_("Choose what is asked"))
    asked_of = CodeChoice(None, label=_("Asked of"), required=False, empty_label=_("Nobody yet"))
    provider = CodeChoice(None, label=_("Provider"), required=False, empty_label=_("Nobody yet"))
    due_on = DayField(label=_("Wanted by"), required=False)
    progress = forms.ChoiceField(
        label=_("Progress"),
        choices=[
            (word.value, word.label) for word in SupportRequest.Progress if word is not SupportRequest.Progress.SETTLED
        ],
    )

    class Meta:
        model = SupportRequest
        fields = ("kind", "detail", "asked_of", "provider", "due_on", "progress")
        widgets = {"detail": _area(3)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = RequestKind.objects.offered()  # type: ignore[attr-defined]
        self.fields["asked_of"].queryset = Actor.objects.all()  # type: ignore[attr-defined]
        self.fields["provider"].queryset = Actor.objects.filter(provides_support=True)  # type: ignore[attr-defined]


class SettleForm(forms.Form):
    """What came of a request."""

    outcome = forms.TypedChoiceField(
        label=_("Outcome"),
        choices=SupportRequest.Outcome,
        coerce=SupportRequest.Outcome,
        widget=forms.RadioSelect,
    )
    settled_on = DayField(label=_("On what day"), initial=timezone.localdate)
    result = forms.CharField(label=_("What came of it"), required=False, max_length=1000, widget=_area(3))


class TaskForm(forms.Form):
    """A thing to do, who does it, and by when."""

    title = forms.CharField(
        label=_("What to do"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    owner = forms.ModelChoiceField(
        User.objects.none(), label=_("Who does it"), required=False, empty_label=_("Nobody yet")
    )
    due_on = DayField(label=_("By when"), required=False)

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = who_may(Action.SEE_CASES, team=team).order_by("name", "username")
        self.fields["owner"].queryset = colleagues  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    """What someone heard, saw or thought."""

    kind = forms.TypedChoiceField(label=_("Kind"), choices=Note.Kind, coerce=Note.Kind)
    text = forms.CharField(
        label=_("Text"), max_length=10_000, widget=_area(6), help_text=_("In your own words. It is stored encrypted.")
    )
