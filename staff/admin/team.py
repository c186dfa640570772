from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from staff.admin.chooser import AmparoForm
from staff.admin.group import Group
from staff.admin.membership import GivenRoles
from staff.admin.page import AmparoAdmin, ShownOnly
from staff.admin.recent import AsksAgain
from staff.admin.rights import InTheirTeams
from staff.models import KeyringCheck, Team
from staff.policy import SIGHT, Action, When, roles_for


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


class TeamForm(TreeForm):
    """An office. Whoever leads or works above another finds its files, so nobody puts one below their own."""

    def clean_parent(self) -> Any:
        """Refuse a place in the tree that opens the office's files to the actor."""
        parent = super().clean_parent()
        if parent is not None and self.instance.pk and parent.pk != self.instance.parent_id:
            gained = self.actor.roles.get(parent.pk, frozenset()) - self.actor.roles.get(self.instance.pk, frozenset())
            if any(gained & roles_for(action, When.OWN_TEAM) for action in SIGHT):
                raise ValidationError(
                    _("There your own role would open its files to you: ask another administrator to move it.")
                )
        return parent


class MembersOfATeam(GivenRoles):
    """Who works in a team, and as what."""

    list_select_related = ("user", "team")


@admin.register(Team)
class TeamAdmin(AsksAgain, InTheirTeams, AmparoAdmin):
    """Offices and their members. A team administrator finds their own and gives roles on the page of memberships."""

    group = Group.STAFF
    place = 1
    sees, writes = Action.MANAGE_TEAM, Action.MANAGE_SITE
    team = "pk"
    deletable = True
    form = TeamForm
    inlines = (MembersOfATeam,)
    list_display = ("name", "code", "parent")
    list_select_related = ("parent",)
    search_fields = ("^code", "name")
    search_help_text = _("By code or name.")
    ordering = ("name", "pk")
    prepopulated_fields = {"code": ("name",)}


@admin.register(KeyringCheck)
class KeyringCheckAdmin(ShownOnly):
    """The word by which a start knows its keyring."""

    group = Group.STAFF
    place = 5
    sees, writes = Action.MANAGE_SITE, None
    fields = ("made_at",)
    list_display = ("made_at",)
