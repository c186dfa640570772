from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from staff.models.team import Team


class Role(models.TextChoices):
    """What a member of a team is there to do; `staff.policy` says what each may do."""

    CASEWORKER = "caseworker", _("Caseworker")
    SUPERVISOR = "supervisor", _("Supervisor")
    ADMINISTRATOR = "administrator", _("Administrator")


@pghistory.track()
class Membership(models.Model):
    """A user's place in a team, with one role there."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("user"), on_delete=models.CASCADE, related_name="memberships"
    )
    team = models.ForeignKey(Team, verbose_name=_("team"), on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.CASEWORKER)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ("team", "user")
        # A role that was given, changed or taken ends the sessions that began without it.
        triggers = [
            pgtrigger.Trigger(
                name="end_sessions",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.After,
                func="DELETE FROM staff_session WHERE user_id IN (NEW.user_id, OLD.user_id); RETURN NULL;",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "team"],
                name="one_role_per_team",
                violation_error_message=_("This user already has a role in this team: change that role instead."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.team} · {self.get_role_display()}"
