from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from people.actions import place_location
from people.models import Actor, Location
from staff.admin.group import Group
from staff.admin.page import AmparoAdmin
from staff.policy import Action

CODE_FROM_LABEL: dict[str, Sequence[str]] = {"code": ("label_en",)}


@admin.register(Location)
class LocationAdmin(AmparoAdmin):
    """Places, each within a larger one. A place that moves takes everything below it along."""

    group = Group.KNOWN
    place = 30
    sees = writes = Action.KEEP_SOURCES
    masked = ("address", "latitude", "longitude")
    deletable = True
    list_display = ("label_en", "label_es", "kind", "parent", "code")
    list_select_related = ("kind", "parent", "authority")
    list_filter = ("kind",)
    search_fields = ("^code", "label_en", "label_es")
    search_help_text = _("By code or name.")
    ordering = ("path",)
    prepopulated_fields = CODE_FROM_LABEL
    fieldsets = (
        (None, {"fields": ("label_en", "label_es", "code", "kind", "parent", "authority")}),
        (_("Exactly where"), {"fields": ("address", ("latitude", "longitude"))}),
    )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Put it in its place in the tree."""
        place_location(obj)


@admin.register(Actor)
class ActorAdmin(AmparoAdmin):
    """Organisations, governments and public figures that speak, promise or provide."""

    group = Group.KNOWN
    place = 31
    sees = writes = Action.KEEP_SOURCES
    deletable = True
    list_display = ("label_en", "label_es", "kind", "country", "provides_support", "code")
    list_select_related = ("country",)
    list_filter = ("kind", "provides_support")
    search_fields = ("^code", "label_en", "label_es")
    search_help_text = _("By code or name.")
    ordering = ("label_en", "pk")
    prepopulated_fields = CODE_FROM_LABEL
    fields = ("label_en", "label_es", "code", "kind", "country", "provides_support")
