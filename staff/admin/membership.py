"""Giving and taking roles: within one's own teams, up to one's own role, and never to oneself."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from staff.admin.chooser import AmparoForm
from staff.admin.group import Group
from staff.admin.inline import AmparoInline, WrittenByAnActor
from staff.admin.page import AmparoAdmin
from staff.admin.recent import AsksAgain
from staff.admin.rights import InTheirTeams
from staff.models import Membership, User
from staff.policy import Action, may_give

NOT_YOURS_TO_GIVE = _("You cannot give or take this role there: ask an administrator of the team above or of the site.")
NOT_TO_YOURSELF = _("Nobody gives a role to themselves or takes it: ask another administrator.")


def refusal(actor: User, row: Any) -> ValidationError | None:
    """Why the actor may not give or take this membership, if they may not."""
    if row.user_id == actor.pk:
        return ValidationError(NOT_TO_YOURSELF)
    given = may_give(actor, row.role, team_id=row.team_id, to=row.user_id)
    return None if given else ValidationError(NOT_YOURS_TO_GIVE)


class GivenForm(AmparoForm):
    """A role of a user in a team: as it stands, and as it would be, it must be the actor's to give."""

    def clean(self) -> dict[str, Any] | None:
        """Look at both."""
        cleaned = super().clean() or {}
        if self.has_changed() and not self.errors:
            before = Membership.objects.filter(pk=self.instance.pk).first()
            after = Membership(**{name: cleaned[name] for name in ("user", "team", "role") if cleaned.get(name)})
            for row in filter(None, (before, after)):
                if told := refusal(self.actor, row):
                    raise told
        return cleaned


class Given(WrittenByAnActor):
    """Roles below the page of a user or team; what is ticked for removal must be the actor's to take as well."""

    def clean(self) -> None:
        """Look at what would go."""
        super().clean()
        for form in self.deleted_forms:
            if form.instance.pk and (told := refusal(self.actor, form.instance)):
                raise told


class GivenRoles(AmparoInline):
    """Who works where, and as what."""

    model = Membership
    form = GivenForm
    formset = Given
    can_delete = True


@admin.register(Membership)
class MembershipAdmin(AsksAgain, InTheirTeams, AmparoAdmin):
    """Roles, across all users and teams."""

    group = Group.STAFF
    place = 3
    sees = writes = Action.MANAGE_TEAM
    form = GivenForm
    deletable = True
    list_display = ("user", "team", "role")
    list_select_related = ("user", "team")
    list_filter = ("role", "team")
    search_fields = ("^user__username", "^team__code")
    search_help_text = _("By the beginning of a username or of a team's code.")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Only what is the reader's to give and to take."""
        return super().has_change_permission(request, obj) and not self._is_refused(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Likewise."""
        return super().has_delete_permission(request, obj) and not self._is_refused(request, obj)

    def _is_refused(self, request: HttpRequest, row: Any) -> bool:
        actor: Any = request.user
        return row is not None and row.pk is not None and refusal(actor, row) is not None
