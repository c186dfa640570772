"""The four sign-ins of the demonstration. Outside it they are a reason not to start."""

import json
import os
import secrets
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.actions import assign_case
from cases.models import Case
from staff.models import Membership, Role, Team, User

# Who each of them is. The administrator of a small office keeps both its team and its site.
ROLES = {
    "caseworker": (Role.CASEWORKER,),
    "supervisor": (Role.SUPERVISOR,),
    "administrator": (Role.TEAM_ADMINISTRATOR, Role.SYSTEM_ADMINISTRATOR),
}
NAMES = {
    "caseworker": _("Caseworker"),
    "supervisor": _("Supervisor"),
    "administrator": _("Administrator"),
}

# Marks an account as one of these. `invalid` is a domain that can never exist (RFC 2606).
MAIL = "@demonstration.invalid"


def active_demo_accounts() -> list[str]:
    """Return the user names of the demonstration's accounts that can still sign in."""
    return list(User.objects.filter(is_active=True, email__endswith=MAIL).values_list("username", flat=True))


def make_demo_accounts(file: Path) -> None:
    """Make the accounts that are missing, all in one team, with the passwords that `file` holds (mode 0600).

    A role whose password the file does not hold gets a new one. Passwords that someone changed are left alone.
    """
    known = read_sign_ins(file)
    passwords = {username: known.get(username) or secrets.token_urlsafe(12) for username in ROLES}
    # Written before the accounts are: a password that nobody can read helps nobody.
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as sink:
        json.dump(passwords, sink, indent=2)
    with transaction.atomic():
        team = Team.objects.order_by("pk").first() or Team.objects.create(code="demonstration", name="Demonstration")
        for username, roles in ROLES.items():
            keeps = Role.SYSTEM_ADMINISTRATOR in roles
            user, is_new = User.objects.get_or_create(
                username=username,
                defaults={
                    "name": str(NAMES[username]),
                    "email": f"{username}{MAIL}",
                    "is_staff": keeps,
                    "is_superuser": keeps,
                },
            )
            if is_new or username not in known:
                user.set_password(passwords[username])
                user.save(update_fields=["password"])
            if not user.memberships.exists():
                for role in roles:
                    Membership.objects.create(user=user, team=team, role=role)


def hand_out_cases(count: int = 3) -> None:
    """Let the supervisor give the first cases to the caseworker, so that each of the two has something to do."""
    caseworker, supervisor = (User.objects.get(username=name) for name in ("caseworker", "supervisor"))
    for case in Case.objects.open().filter(caseworker=None).order_by("reference")[:count]:
        assign_case(case, caseworker, actor=supervisor)


def read_sign_ins(file: Path) -> dict[str, str]:
    """Return password by user name, as far as the file holds them."""
    try:
        content = json.loads(file.read_text())
    except (OSError, ValueError):
        return {}
    return {str(name): str(password) for name, password in content.items()}
