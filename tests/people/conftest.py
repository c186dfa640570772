"""Who comes to the pages about people: one client for each role, and one from another office."""

from __future__ import annotations

import pytest
from django.test import Client

from staff.models import Membership, Role, User
from tests.rows import a_team, a_user


def signed_in(user: User) -> Client:
    """A client with this user signed in."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def caseworker(db: None) -> Client:
    """Works on files of the first office."""
    return signed_in(a_user("the-caseworker"))


@pytest.fixture
def supervisor(db: None) -> Client:
    """Leads the first office."""
    return signed_in(a_user("the-supervisor", Role.SUPERVISOR))


@pytest.fixture
def administrator(db: None) -> Client:
    """Looks after users and vocabularies; may see files and not write in them."""
    return signed_in(a_user("the-administrator", Role.TEAM_ADMINISTRATOR))


@pytest.fixture
def stranger(db: None) -> Client:
    """A caseworker of another office, to whom the first office's files do not exist."""
    user = User.objects.create(username="the-stranger")
    Membership.objects.create(user=user, team=a_team("second-office"), role=Role.CASEWORKER)
    return signed_in(user)
