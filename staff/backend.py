from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from staff.models import User
from staff.models.reach import ReachOf


class WithRoles(AuthenticationBackend):
    """Whoever is signed in, with their reach fetched along: every page asks for both."""

    def get_user(self, user_id: int) -> User | None:
        """The active user with this number."""
        user = User.objects.annotate(reach_fetched=ReachOf("pk")).filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
