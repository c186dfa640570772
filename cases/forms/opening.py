from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.moves import who_works_on_cases
from staff.models import Team, User


class NewCaseForm(forms.Form):
    """Whose case it is to be."""

    caseworker = forms.ModelChoiceField(
        User.objects.none(), label=_("Caseworker"), required=False, empty_label=_("Nobody yet")
    )

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["caseworker"].queryset = who_works_on_cases(team)  # type: ignore[attr-defined]
