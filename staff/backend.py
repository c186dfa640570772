from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from staff.models import Membership, User


class WithRoles(AuthenticationBackend):
    """Whoever is signed in, with their roles fetched along: every page asks for both."""

    def get_user(self, user_id: int) -> User | None:
        """The active user with this number."""
        held = Membership.objects.filter(user=OuterRef("pk")).order_by()
        roles = ArraySubquery(held.values(told=JSONObject(team="team_id", role="role")))
        user = User.objects.annotate(roles_fetched=roles).filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
