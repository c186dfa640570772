from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from staff.admin.chooser import AmparoForm
from staff.admin.group import Group
from staff.admin.inline import AmparoInline
from staff.admin.page import AmparoAdmin, ShownOnly
from staff.admin.recent import AsksAgain
from staff.models import KeyringCheck, Membership, Team


class TreeForm(AmparoForm):
    """A row that is part of another of its kind, which cannot lead back to itself."""

    def clean_parent(self) -> Any:
        """Walk up from the chosen row; refuse a circle."""
        parent = above = self.cleaned_data["parent"]
        while above is not None:
            if above.pk == self.instance.pk:
                raise ValidationError(_("This cannot be a part of itself: choose another."))
            above = above.parent
        return parent


class MembersOfATeam(AmparoInline):
    """Who works in a team, and as what."""

    model = Membership
    can_delete = True
    list_select_related = ("user", "team")


@admin.register(Team)
class TeamAdmin(AsksAgain, AmparoAdmin):
    """Offices and their members."""

    group = Group.STAFF
    place = 1
    deletable = True
    form = TreeForm
    inlines = (MembersOfATeam,)
    list_display = ("name", "code", "parent")
    list_select_related = ("parent",)
    search_fields = ("^code", "name")
    search_help_text = _("By code or name.")
    ordering = ("name", "pk")
    prepopulated_fields = {"code": ("name",)}


@admin.register(Membership)
class MembershipAdmin(AsksAgain, AmparoAdmin):
    """Roles, across all users and teams."""

    group = Group.STAFF
    place = 3
    deletable = True
    list_display = ("user", "team", "role")
    list_select_related = ("user", "team")
    list_filter = ("role", "team")
    search_fields = ("^user__username", "^team__code")
    search_help_text = _("By the beginning of a username or of a team's code.")


@admin.register(KeyringCheck)
class KeyringCheckAdmin(ShownOnly):
    """The word by which a start knows its keyring."""

    group = Group.STAFF
    place = 5
    fields = ("made_at",)
    list_display = ("made_at",)
