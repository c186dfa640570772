from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from people.actions import add_alias, create_person, index_names, rename_person
from people.admin.subject import BY_PUBLIC_ID
from people.models import Alias, Person, Subject
from staff.admin.chooser import AmparoForm
from staff.admin.group import Group
from staff.admin.inline import AmparoInline
from staff.admin.page import AmparoAdmin
from staff.models import Team, User
from staff.policy import Action, teams_for

NAMED = ("given_names", "family_names", "birth", "sex")


class PersonForm(AmparoForm):
    """Who someone is."""

    def clean(self) -> dict[str, Any] | None:
        """Somebody known by name has one."""
        cleaned = super().clean()
        if not (self.cleaned_data.get("given_names") or self.cleaned_data.get("family_names")):
            self.add_error(
                None, ValidationError(_("Give at least one name: people without names are kept as a group."))
            )
        return cleaned


class NewPersonForm(PersonForm):
    """Who someone is, and which office holds the file."""

    team = forms.ModelChoiceField(Team.objects.none(), label=_("Team"))
    restricted = forms.BooleanField(label=_("Restricted"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team: Any = self.fields["team"]
        team.queryset = Team.objects.filter(pk__in=teams_for(self.actor, Action.ADMINISTER_FILES))


class OtherNames(AmparoInline):
    """Other names a person goes by."""

    model = Alias
    can_delete = True

    def write(self, row: Any, *, actor: User) -> Any:
        """Make the person findable by it."""
        return add_alias(row.person, name=row.name, kind=row.kind, actor=actor)


@admin.register(Person)
class PersonAdmin(AmparoAdmin):
    """Persons known by name. Written by the same actions as in the casework, so that a search finds every name."""

    group = Group.KNOWN
    place = 2
    sees = writes = Action.ADMINISTER_FILES
    about = ("subject",)
    form = PersonForm
    inlines = (OtherNames,)
    change_list_template = "admin/named_list.html"
    list_display = ("subject", "sex", "team", "restricted")
    list_select_related = ("subject__team",)
    list_filter = ("sex", "subject__restricted", "subject__team")
    search_fields = ("subject__public_id",)
    search_help_text = BY_PUBLIC_ID

    def get_form(self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any) -> Any:
        """A new person needs an office as well."""
        if obj is None:
            kwargs["form"] = NewPersonForm
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        """Where the file lies is said once; the subject's page changes it."""
        return (*NAMED, "team", "restricted") if obj is None else ("subject", *NAMED)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        """The file itself."""
        return () if obj is None else ("subject",)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Create or rename."""
        actor: Any = request.user
        said = {name: form.cleaned_data[name] for name in NAMED}
        if change:
            rename_person(obj, **said, actor=actor)
            return
        where = {name: form.cleaned_data[name] for name in ("team", "restricted")}
        vars(obj).update(vars(create_person(**said, **where, actor=actor)))

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Other names are names: what was changed or removed must be found, or not found, as well."""
        super().save_formset(request, form, formset, change)
        if formset.changed_objects or formset.deleted_objects:
            index_names(Subject.objects.select_for_update().get(pk=form.instance.pk))

    def view_on_site(self, obj: Any) -> str:
        """The page of the subject."""
        page: str = obj.subject.get_absolute_url()
        return page

    @admin.display(description=_("team"))
    def team(self, person: Person) -> Team:
        """The office that holds the file."""
        return person.subject.team

    @admin.display(boolean=True, description=_("restricted"))
    def restricted(self, person: Person) -> bool:
        """Whether the file is restricted."""
        return person.subject.restricted
