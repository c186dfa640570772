"""Grants where no page is: named by the operator of the server, with a new file, and until a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from people.models import Grant, Subject
from staff.models import Membership, Role
from tests.people.conftest import signed_in
from tests.rows import a_person, a_team, a_user

pytestmark = pytest.mark.django_db
WHY = "Her brother works in the other office."
OFFICE = "office-of-grants"


@pytest.fixture
def subject() -> Subject:
    """A person on file."""
    return a_person("Eva", "Restrepova", team=a_team(OFFICE)).subject


def test_where_nobody_is_left_the_operator_of_the_server_names_somebody(
    subject: Subject,
) -> None:
    wanda = a_user("wanda")
    Membership.objects.create(user=wanda, team=a_team(OFFICE), role=Role.CASEWORKER)
    Subject.objects.filter(pk=subject.pk).update(restricted=True)
    call_command("grant_sight", str(subject.public_id), "wanda", reason=WHY, verbosity=0)
    assert signed_in(wanda).get(subject.get_absolute_url()).status_code == 200
    assert Grant.objects.get().given_by is None
    for wrong in (
        ("00000000-0000-4000-8000-000000000000", "wanda"),
        (str(subject.public_id), "nobody"),
        ("x", "wanda"),
    ):
        with pytest.raises(CommandError):
            call_command("grant_sight", *wrong, reason=WHY)
    with pytest.raises(CommandError, match="at least 20 characters"):
        call_command("grant_sight", str(subject.public_id), "wanda", reason="short")


def test_a_file_made_restricted_names_whoever_made_it() -> None:
    made = a_person("Eva", "Restrepova", team=a_team(OFFICE), restricted=True).subject
    assert made.restricted
    assert [grant.user for grant in made.grants.all()] == [a_user()]


def test_a_grant_ends_with_its_day(subject: Subject) -> None:
    today = timezone.now().date()
    days: dict[date | None, bool] = {None: True, today: True, today - timedelta(days=1): False}
    for day, stands in days.items():
        grant = Grant.objects.create(subject=subject, user=a_user("reads"), until=day, reason=WHY)
        assert grant.is_standing is stands
        assert Grant.objects.standing().filter(pk=grant.pk).exists() is stands
