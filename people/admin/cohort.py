from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from people.actions import create_cohort, rename_cohort
from people.admin.citation import Citations
from people.admin.subject import BY_PUBLIC_ID
from people.models import Cohort, CohortOverlap
from staff.admin.chooser import AmparoForm
from staff.admin.group import Group
from staff.admin.inline import AddedOnly
from staff.admin.page import AmparoAdmin
from staff.models import Team
from staff.policy import Action, teams_for

NAMED = ("label", "label_es")
SAID = ("description", "size_as_said", "size_as_said_es", "at_least", "at_most")


class CohortForm(AmparoForm):
    """What a group is called and how many are said to be in it."""

    label = forms.CharField(
        label=_("Name of the group"),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"}),
    )
    label_es = forms.CharField(
        label=_("Name of the group in Spanish"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"}),
        help_text=_("Empty where both languages use the same."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["label"].initial = self.instance.subject.name
            self.fields["label_es"].initial = self.instance.subject.name_es


class NewCohortForm(CohortForm):
    """The same, and which office holds the file."""

    team = forms.ModelChoiceField(Team.objects.none(), label=_("Team"))
    restricted = forms.BooleanField(label=_("Restricted"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team: Any = self.fields["team"]
        team.queryset = Team.objects.filter(pk__in=teams_for(self.actor, Action.ADMINISTER_FILES))


class OverlapsOfACohort(AddedOnly):
    """Groups that share members with this one, as far as is known."""

    model = CohortOverlap
    fk_name = "one"
    fields = ("other", "extent")
    list_select_related = ("one__subject", "other__subject")


@admin.register(Cohort)
class CohortAdmin(AmparoAdmin):
    """Groups. Written by the same actions as in the casework, so that a search finds their names."""

    group = Group.KNOWN
    place = 3
    sees = writes = Action.ADMINISTER_FILES
    about = ("subject",)
    form = CohortForm
    inlines = (OverlapsOfACohort,)
    change_list_template = "admin/named_list.html"
    list_display = ("subject", "size_as_said", "at_least", "at_most", "team", "restricted")
    list_select_related = ("subject__team",)
    list_filter = ("subject__restricted", "subject__team")
    search_fields = ("subject__public_id",)
    search_help_text = BY_PUBLIC_ID

    def get_form(self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any) -> Any:
        """A new group needs an office as well."""
        if obj is None:
            kwargs["form"] = NewCohortForm
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        """Where the file lies is said once; the subject's page changes it."""
        return (*NAMED, *SAID, "team", "restricted") if obj is None else ("subject", *NAMED, *SAID)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        """The file itself."""
        return () if obj is None else ("subject",)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Create or rename."""
        actor: Any = request.user
        said = {name: form.cleaned_data[name] for name in (*NAMED, *SAID)}
        if change:
            rename_cohort(obj, **said, actor=actor)
            return
        where = {name: form.cleaned_data[name] for name in ("team", "restricted")}
        vars(obj).update(vars(create_cohort(**said, **where, actor=actor)))

    def view_on_site(self, obj: Any) -> str:
        """The page of the subject."""
        page: str = obj.subject.get_absolute_url()
        return page

    @admin.display(description=_("team"))
    def team(self, cohort: Cohort) -> Team:
        """The office that holds the file."""
        return cohort.subject.team

    @admin.display(boolean=True, description=_("restricted"))
    def restricted(self, cohort: Cohort) -> bool:
        """Whether the file is restricted."""
        return cohort.subject.restricted


class CitationsOfAnOverlap(Citations):
    """Who says that they share members."""

    fk_name = "overlap"


@admin.register(CohortOverlap)
class CohortOverlapAdmin(AmparoAdmin):
    """Which groups share members; that it is not known forbids adding up."""

    group = Group.KNOWN
    place = 4
    sees = writes = Action.ADMINISTER_FILES
    about = ("one", "other")
    inlines = (CitationsOfAnOverlap,)
    list_display = ("__str__", "one", "other", "extent")
    list_select_related = ("one__subject", "other__subject")
    list_filter = ("extent",)
    search_fields = ("public_id", "one__subject__public_id", "other__subject__public_id")
    readonly_fields = ("public_id",)
    fields = ("one", "other", "extent", "public_id")
