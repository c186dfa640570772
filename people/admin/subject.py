from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from people.admin.citation import Citations
from people.models import Grant, Subject
from staff.admin.group import Group
from staff.admin.page import AmparoAdmin, ShownOnly
from staff.admin.recent import AsksAgain
from staff.policy import Action

BY_PUBLIC_ID = _("By the beginning of a public id. A search stands in the address: never type a name here.")


class CitationsOfASubject(Citations):
    """Who says who this is, or how many they are."""

    fk_name = "subject"


@admin.register(Subject)
class SubjectAdmin(AsksAgain, AmparoAdmin):
    """The file of a person or group: which office holds it. Names, and who else may see it, are changed elsewhere."""

    group = Group.KNOWN
    place = 1
    sees = writes = Action.ADMINISTER_FILES
    about = ("pk",)
    inlines = (CitationsOfASubject,)
    change_list_template = "admin/named_list.html"
    list_display = ("public_id", "kind", "team", "restricted", "synthetic", "created_at")
    list_select_related = ("team",)
    list_filter = ("kind", "restricted", "synthetic", "team")
    search_fields = ("public_id",)
    fields = ("public_id", "kind", "name", "name_es", "team", "restricted", "synthetic", "created_at")
    # Restricting names whoever restricts; it is done where it says who will lose sight of the file.
    readonly_fields = ("public_id", "kind", "name", "name_es", "restricted", "created_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A file begins with a person or a group."""
        return False


@admin.register(Grant)
class GrantAdmin(AsksAgain, ShownOnly):
    """Who may see which file beside the office that holds it: named, and taken back, on the pages of the file."""

    group = Group.KNOWN
    place = 5
    sees, writes = Action.ADMINISTER_FILES, None
    about = ("subject",)
    masked = ("reason",)
    list_display = ("subject", "kind", "user", "team", "until", "given_by", "given_at", "taken_back_at")
    list_select_related = ("subject", "user", "team", "given_by")
    list_filter = ("team",)
    search_fields = ("subject__public_id", "^user__username")
    search_help_text = _("By the beginning of the subject's public id or of a username.")
    fields = (
        "subject",
        "kind",
        "user",
        "team",
        "until",
        "reason",
        "given_by",
        "given_at",
        "taken_back_at",
        "taken_back_by",
    )
