from __future__ import annotations

from django.contrib import admin

from cases.admin.work import BY_CASE
from cases.models import Event
from staff.admin.group import Group
from staff.admin.page import ShownOnly
from staff.policy import Action


@admin.register(Event)
class EventAdmin(ShownOnly):
    """The story of all cases: never changed, never deleted."""

    group = Group.WORK
    place = 5
    sees, writes = Action.ADMINISTER_FILES, None
    about, about_cases = ("case__subject",), ("case",)
    list_display = ("at", "case", "actor", "verb")
    list_select_related = ("case", "actor")
    list_filter = ("verb",)
    search_fields = ("^case__reference", "^actor__username")
    search_help_text = BY_CASE
    fields = ("case", "at", "actor", "verb", "why", "detail")
