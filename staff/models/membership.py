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
    TEAM_ADMINISTRATOR = "team-administrator", _("Team administrator")
    SYSTEM_ADMINISTRATOR = "system-administrator", _("System administrator")
    AUDITOR = "auditor", _("Auditor")
    PARTNER = "partner", _("Partner")


@pghistory.track()
class Membership(models.Model):
    """One role of a user in a team, and so in every team below it."""

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
                fields=["user", "team", "role"],
                name="each_role_in_a_team_once",
                violation_error_message=_("This user already has this role in this team."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.team} · {self.get_role_display()}"
