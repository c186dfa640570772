"""The three sign-ins of the demonstration, one for each role. Outside it they are a reason not to start."""

import json
import os
import secrets
from pathlib import Path

from django.db import transaction

from cases.actions import assign_case
from cases.models import Case
from staff.models import Membership, Role, Team, User

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
    passwords = {role.value: known.get(role.value) or secrets.token_urlsafe(12) for role in Role}
    # Written before the accounts are: a password that nobody can read helps nobody.
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as sink:
        json.dump(passwords, sink, indent=2)
    with transaction.atomic():
        team = Team.objects.order_by("pk").first() or Team.objects.create(code="demonstration", name="Demonstration")
        for role in Role:
            user, is_new = User.objects.get_or_create(
                username=role.value,
                defaults={
                    "name": str(role.label),
                    "email": f"{role.value}{MAIL}",
                    "is_staff": role == Role.ADMINISTRATOR,
                    "is_superuser": role == Role.ADMINISTRATOR,
                },
            )
            if is_new or role.value not in known:
                user.set_password(passwords[role.value])
                user.save(update_fields=["password"])
            Membership.objects.get_or_create(user=user, team=team, defaults={"role": role})


def hand_out_cases(count: int = 3) -> None:
    """Let the supervisor give the first cases to the caseworker, so that each of the two has something to do."""
    people = {role: User.objects.get(username=role.value) for role in (Role.SUPERVISOR, Role.CASEWORKER)}
    for case in Case.objects.open().filter(caseworker=None).order_by("reference")[:count]:
        assign_case(case, people[Role.CASEWORKER], actor=people[Role.SUPERVISOR])


def read_sign_ins(file: Path) -> dict[str, str]:
    """Return password by user name, as far as the file holds them."""
    try:
        content = json.loads(file.read_text())
    except (OSError, ValueError):
        return {}
    return {str(name): str(password) for name, password in content.items()}
