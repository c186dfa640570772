from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

import pghistory
import pgtrigger
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from staff.models.membership import Role
from staff.models.reach import Reach, reach_of


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractUser):
    """Someone who works here. People we serve are never users."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(
        _("name shown to colleagues"),
        max_length=120,
        blank=True,
        help_text=_("A role or a working name; it stands beside every entry this person makes."),
    )

    # Written by the actions of the administration, so that history tells who did it.
    signed_out_at = models.DateTimeField(_("signed out everywhere at"), null=True, blank=True, editable=False)
    second_factor_reset_at = models.DateTimeField(_("second factor reset at"), null=True, blank=True, editable=False)

    objects: ClassVar[UserManager[User]] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ("username",)
        # Whoever writes the row: what someone may no longer do ends with the next request.
        triggers = [
            pgtrigger.Trigger(
                name="end_sessions",
                operation=pgtrigger.Update,
                when=pgtrigger.After,
                condition=pgtrigger.AnyChange("password", "is_active", "is_staff", "is_superuser"),
                func="DELETE FROM staff_session WHERE user_id = NEW.id; RETURN NULL;",
            )
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        """The name colleagues see; Django's own parts ask for it."""
        return str(self)

    def get_short_name(self) -> str:
        """The name colleagues see; Django's own parts ask for it."""
        return str(self)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """No: Django's own table of permissions opens nothing here; `staff.policy` says who may do what."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        """No; likewise."""
        return False

    @cached_property
    def reach(self) -> Reach:
        """In which teams they have which roles, and which files name them; one query unless it came with the user."""
        fetched: dict[str, Any] | None = vars(self).get("reach_fetched")
        return Reach.told(fetched if fetched is not None else reach_of(self.pk))

    @property
    def roles(self) -> dict[int, frozenset[Role]]:
        """Roles by team id, in the teams they were given for and in all below."""
        return self.reach.roles

    @property
    def all_roles(self) -> frozenset[Role]:
        """The roles they have anywhere. A superuser is a system administrator, who sees no case."""
        held = frozenset(role for roles in self.roles.values() for role in roles)
        return held | {Role.SYSTEM_ADMINISTRATOR} if self.is_superuser else held
