from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from staff.admin.group import Group
from staff.admin.page import ShownOnly
from staff.admin.recent import AsksAgain
from staff.models import Session
from staff.policy import Action


@admin.register(Session)
class SessionAdmin(AsksAgain, ShownOnly):
    """Who is signed in where. Deleting a row ends the session: its next request is refused."""

    group = Group.STAFF
    place = 4
    sees = writes = Action.MANAGE_SITE
    deletable = True
    fields = ("user", "browser", "address", "began_at", "seen_at", "expire_date")
    list_display = ("user", "__str__", "address", "began_at", "seen_at")
    list_select_related = ("user",)
    search_fields = ("^user__username",)
    search_help_text = _("By the beginning of a username.")
    ordering = ("-seen_at", "pk")

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The row; an address can hold a sign that no text in the database may."""
        return None if "\x00" in object_id else super().get_object(request, object_id, from_field)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Session]:
        """Sessions of users that still open a page."""
        return super().get_queryset(request).filter(user__isnull=False, expire_date__gt=timezone.now())
