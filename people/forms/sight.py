"""Who may see a file: why it is restricted, and who is named."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from people.forms.choices import DayInput
from people.models import Subject
from people.sight import colleagues_to_name, teams_to_name
from staff.models import Team, User
from staff.reason import LONGEST, SHORTEST


class SightReasonForm(forms.Form):
    """Why something changes about who sees a file."""

    reason = forms.CharField(
        label=_("Why"),
        min_length=SHORTEST,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=_("At least 20 characters. It stays on file beside who is named."),
    )


class GrantForm(SightReasonForm):
    """A colleague or a team who may see the file as well, until a day."""

    user = forms.ModelChoiceField(
        User.objects.none(), label=_("Colleague"), required=False, empty_label=_("Choose a colleague")
    )
    team = forms.ModelChoiceField(Team.objects.none(), label=_("Or a team"), required=False, empty_label=_("No team"))
    until = forms.DateField(
        label=_("Until the end of"),
        required=False,
        widget=DayInput(),
        help_text=_("Empty: until somebody takes it back."),
    )

    field_order = ("user", "team", "until", "reason")

    def __init__(self, *args: Any, subject: Subject, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = [user.pk for user in colleagues_to_name(but=actor)]
        self.fields["user"].queryset = User.objects.filter(pk__in=colleagues)  # type: ignore[attr-defined]
        if subject.restricted:
            # A restricted file opens to people, not to teams.
            del self.fields["team"]
        else:
            teams = [team.pk for team in teams_to_name()]
            self.fields["team"].queryset = Team.objects.filter(pk__in=teams)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Either a colleague or a team."""
        cleaned = super().clean() or self.cleaned_data
        cleaned.setdefault("team", None)
        if not self.errors and bool(cleaned.get("user")) == bool(cleaned["team"]):
            raise ValidationError(_("Name either a colleague or a team."))
        return cleaned
