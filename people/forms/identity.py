"""Who someone is: names, birth and sex of a person; label and size of a group."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.fields import SpanFormField
from people.models import Alias, Person
from staff.models import Team, User
from staff.policy import Action, teams_for

OFF = {"autocomplete": "off", "spellcheck": "false"}
MAX_SIZE = 1_000_000


class TeamForm(forms.Form):
    """A form for a new file, which one of the user's teams will own."""

    team = forms.ModelChoiceField(Team.objects.none(), label=_("Team that owns the file"), to_field_name="code")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = teams_for(user, Action.ADD_PEOPLE)
        field = self.fields["team"]
        field.queryset = Team.objects.filter(pk__in=teams)  # type: ignore[attr-defined]
        if len(teams) == 1:
            field.widget = forms.HiddenInput()
            field.initial = Team.objects.get(pk=teams[0]).code
        else:
            self.order_fields([*(name for name in self.fields if name != "team"), "team"])


class NamesForm(forms.Form):
    """The names alone, to look for who is on file already."""

    given_names = forms.CharField(
        label=_("Given names"), max_length=100, required=False, widget=forms.TextInput(attrs=OFF)
    )
    family_names = forms.CharField(
        label=_("Family names"), max_length=100, required=False, widget=forms.TextInput(attrs=OFF)
    )

    def clean(self) -> dict[str, Any]:
        """A person on file has a name; people known only together are a group."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.full_name:
            self.add_error("given_names", _("Write at least one name. People without a known name belong to a group."))
        return cleaned

    @property
    def full_name(self) -> str:
        """Given and family names as they will be shown."""
        return f"{self.cleaned_data.get('given_names', '')} {self.cleaned_data.get('family_names', '')}".strip()


class PersonForm(NamesForm):
    """Who a person is."""

    birth = SpanFormField(label=_("Born"), required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=Person.Sex, initial=Person.Sex.UNKNOWN)


class NewPersonForm(PersonForm, TeamForm):
    """A person who is put on file."""


class CohortForm(forms.Form):
    """Who a group is, and how many are said to be in it."""

    label = forms.CharField(
        label=_("What we call the group"),
        max_length=200,
        widget=forms.TextInput(attrs=OFF),
        help_text=_("A neutral description, such as “officers sheltered at the embassy”."),
    )
    label_es = forms.CharField(
        label=_("What we call the group in Spanish"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs=OFF),
        help_text=_("Empty where both languages use the same."),
    )
    description = forms.CharField(
        label=_("Who they are"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3, **OFF})
    )
    size_as_said = forms.CharField(
        label=_("Size as said"),
        max_length=80,
        required=False,
        help_text=_("In the words of the source, such as “a handful”."),
    )
    size_as_said_es = forms.CharField(
        label=_("Size as said, in Spanish"),
        max_length=80,
        required=False,
        help_text=_("Empty where both languages use the same."),
    )
    at_least = forms.IntegerField(
        label=_("At least"),
        required=False,
        min_value=0,
        max_value=MAX_SIZE,
        help_text=_("Only if a number was given. Empty means: not known."),
    )
    at_most = forms.IntegerField(label=_("At most"), required=False, min_value=0, max_value=MAX_SIZE)


class NewCohortForm(CohortForm, TeamForm):
    """A group that is put on file."""


class AliasForm(forms.Form):
    """Another name a person goes by."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs=OFF))
    kind = forms.ChoiceField(label=_("Kind"), choices=Alias.Kind, initial=Alias.Kind.SPELLING)
