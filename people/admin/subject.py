from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from people.admin.citation import Citations
from people.models import Grant, Subject
from staff.admin.chooser import Chooses
from staff.admin.group import Group
from staff.admin.inline import AmparoInline
from staff.admin.page import AmparoAdmin
from staff.admin.recent import AsksAgain
from staff.models import Team, User
from staff.policy import Action

BY_PUBLIC_ID = _("By the beginning of a public id. A search stands in the address: never type a name here.")


class CitationsOfASubject(Citations):
    """Who says who this is, or how many they are."""

    fk_name = "subject"


class ToAnybody(Chooses):
    """A grant names any team: it is there for those to whom the file does not belong."""

    def choices_for(self, db_field: Any, request: HttpRequest) -> QuerySet[Any]:
        """All teams; of files, one's own."""
        return Team.objects.all() if db_field.name == "team" else super().choices_for(db_field, request)


class GrantsOfASubject(ToAnybody, AmparoInline):  # type: ignore[misc]  # as for AmparoInline itself
    """Who else may see the file."""

    model = Grant
    can_delete = True
    fields = ("user", "team", "until", "reason")
    list_select_related = ("subject", "user", "team")

    def write(self, row: Any, *, actor: User) -> Any:
        """Name who gave it."""
        row.given_by = actor
        return super().write(row, actor=actor)


@admin.register(Subject)
class SubjectAdmin(AsksAgain, AmparoAdmin):
    """The file of a person or group: which office holds it and who else may see it. Names are corrected elsewhere."""

    group = Group.KNOWN
    place = 1
    sees = writes = Action.ADMINISTER_FILES
    about = ("pk",)
    inlines = (GrantsOfASubject, CitationsOfASubject)
    change_list_template = "admin/named_list.html"
    list_display = ("public_id", "kind", "team", "restricted", "synthetic", "created_at")
    list_select_related = ("team",)
    list_filter = ("kind", "restricted", "synthetic", "team")
    search_fields = ("public_id",)
    fields = ("public_id", "kind", "name", "name_es", "team", "restricted", "synthetic", "created_at")
    readonly_fields = ("public_id", "kind", "name", "name_es", "created_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A file begins with a person or a group."""
        return False


@admin.register(Grant)
class GrantAdmin(ToAnybody, AsksAgain, AmparoAdmin):
    """Who may see which file beside the office that holds it."""

    group = Group.KNOWN
    place = 5
    sees, writes = Action.ADMINISTER_FILES, Action.GRANT_SIGHT
    about = ("subject",)
    deletable = True
    list_display = ("subject", "user", "team", "until", "given_by", "given_at")
    list_select_related = ("subject", "user", "team", "given_by")
    list_filter = ("team",)
    search_fields = ("subject__public_id", "^user__username")
    search_help_text = _("By the beginning of the subject's public id or of a username.")
    fields = ("subject", "user", "team", "until", "reason", "given_by", "given_at")
    readonly_fields = ("given_by", "given_at")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Name who gave it."""
        if not change:
            obj.given_by = request.user
        super().save_model(request, obj, form, change)
