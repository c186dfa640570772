"""Forms that move a case along: stage, closing, risk, who acts next, whose case it is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.day import DayField
from cases.models import NEXT, Case, NextActor, Outcome, Stage
from cases.models.case import Level
from staff.models import Team, User
from staff.policy import Action, who_may


def why(label: Any = None, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    """The reason of a change, kept in the story."""
    area = forms.Textarea(attrs={"rows": 2, "autocomplete": "off"})
    return forms.CharField(label=label or _("Why"), required=required, max_length=500, widget=area, help_text=help_text)


class MoveForm(forms.Form):
    """Another stage and why. Every stage is understood, so that what cannot be is refused with its reason."""

    stage = forms.TypedChoiceField(
        label=_("Next stage"),
        choices=Stage,
        coerce=Stage,
        widget=forms.RadioSelect,
        help_text=_("A case goes one stage on, or one back. To end the work, close the case."),
    )
    reason = why()

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        legal = NEXT[case.stage]
        self.fields["stage"].widget.choices = [(stage.value, stage.label) for stage in legal]
        self.fields["stage"].initial = legal[0] if legal else None


class CloseForm(forms.Form):
    """How the work ended, and why it ends now."""

    outcome = forms.TypedChoiceField(
        label=_("How it ended"), choices=[("", _("Choose an outcome")), *Outcome.choices], coerce=Outcome
    )
    reason = why(help_text=_("It stays in the story. Nobody sees it but those who see the case."))


class ReopenForm(forms.Form):
    """Why the work is taken up again."""

    reason = why()


class RatingForm(forms.Form):
    """How much is at stake, and how soon it wants attention."""

    risk = forms.TypedChoiceField(label=_("Risk"), choices=Level, coerce=int)
    priority = forms.TypedChoiceField(label=_("Priority"), choices=Level, coerce=int)
    reason = why(required=False)


class NextStepForm(forms.Form):
    """Who must act next, what, and by when."""

    next_actor = forms.TypedChoiceField(label=_("Who must act next"), choices=NextActor, coerce=NextActor)
    next_step = forms.CharField(label=_("What"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    next_due_on = DayField(label=_("By when"), required=False, help_text=_("Left empty, the case sorts last."))


class AssignForm(forms.Form):
    """Whose case it is."""

    caseworker = forms.ModelChoiceField(User.objects.none(), label=_("Caseworker"), empty_label=_("Choose a colleague"))

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["caseworker"].queryset = who_works_on_cases(team)  # type: ignore[attr-defined]


def who_works_on_cases(team: Team) -> Any:
    """Colleagues whose role in this team lets them work on its cases."""
    return who_may(Action.WORK_ON_CASE, team=team).order_by("name", "username")
