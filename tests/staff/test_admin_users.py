"""Administrators make users, give roles and close accounts; what a rule refuses comes back as a sentence."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from staff.models import Membership, Role, Team, User
from tests.filled_form import complaints, submit
from tests.rows import a_person, a_team, a_user, an_administrator

pytestmark = pytest.mark.django_db
GOOD_PASSWORD = "quiet-harbour-violin-47"


@pytest.fixture
def signed_in(client: Client) -> Client:
    """An administrator's browser."""
    client.force_login(an_administrator())
    return client


def change(row: Any) -> str:
    """The address of a row's page."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def test_a_new_user_gets_a_first_password_and_a_role(signed_in: Client) -> None:
    team = a_team()
    answer = submit(
        signed_in,
        reverse("admin:staff_user_add"),
        username="new-colleague",
        usable_password="true",
        password1=GOOD_PASSWORD,
        password2=GOOD_PASSWORD,
    )
    user = User.objects.get(username="new-colleague")
    assert answer.status_code == 302
    assert user.check_password(GOOD_PASSWORD)
    submit(signed_in, change(user), **{"memberships-0-team": team.pk, "memberships-0-role": "supervisor"})
    assert User.objects.get(pk=user.pk).roles == {team.pk: frozenset({Role.SUPERVISOR})}


def test_passwords_are_hashed_with_argon2() -> None:
    ours = [hasher for hasher in settings.PASSWORD_HASHERS if not hasher.endswith("MD5PasswordHasher")]
    assert ours[0] == "django.contrib.auth.hashers.Argon2PasswordHasher"


def test_a_weak_password_comes_back_with_a_sentence(signed_in: Client) -> None:
    answer = submit(
        signed_in,
        reverse("admin:staff_user_add"),
        username="weak",
        usable_password="true",
        password1="12345",
        password2="12345",
    )
    assert "too short" in complaints(answer)
    assert not User.objects.filter(username="weak").exists()


def test_a_user_is_deactivated_and_never_deleted(signed_in: Client) -> None:
    user = a_user("leaver")
    submit(signed_in, change(user), is_active=None)
    user.refresh_from_db()
    assert not user.is_active
    assert signed_in.post(reverse("admin:staff_user_delete", args=[user.pk]), {"post": "yes"}).status_code == 403


def test_administrators_cannot_shut_themselves_out(signed_in: Client) -> None:
    me = an_administrator()
    for right in ("is_active", "is_staff", "is_superuser"):
        assert "ask another administrator" in complaints(submit(signed_in, change(me), **{right: None}))
    me.refresh_from_db()
    assert me.is_active
    assert me.is_superuser
    assert submit(signed_in, change(an_administrator("another")), is_superuser=None).status_code == 302


def test_administrators_cannot_take_their_own_password_away(signed_in: Client) -> None:
    me, other = an_administrator(), an_administrator("another")
    for user in (me, other):
        user.set_password(GOOD_PASSWORD)
        user.save()
    signed_in.force_login(me)
    typed = {"usable_password": "false", "unset-password": "yes"}
    answer = signed_in.post(reverse("admin:auth_user_password_change", args=[me.pk]), typed, follow=True)
    assert "ask another administrator" in answer.content.decode()
    signed_in.post(reverse("admin:auth_user_password_change", args=[other.pk]), typed)
    for user in (me, other):
        user.refresh_from_db()
    assert (me.has_usable_password(), other.has_usable_password()) == (True, False)


def test_the_page_for_a_new_password_says_what_is_wrong_and_has_no_name_in_its_title(signed_in: Client) -> None:
    url = reverse("admin:auth_user_password_change", args=[a_user("forgetful").pk])
    answer = signed_in.post(url, {"usable_password": "true", "password1": "12345", "password2": "12345"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "too short" in page
    title = page.partition("</title>")[0].rpartition("<title>")[2]
    assert "password" in title
    assert "forgetful" not in title


def test_groups_and_single_permissions_are_not_offered(signed_in: Client) -> None:
    page = signed_in.get(change(a_user())).content.decode()
    assert "user_permissions" not in page
    assert 'name="groups"' not in page


def test_a_role_twice_in_one_team_comes_back_with_the_rule(signed_in: Client) -> None:
    user = a_user()
    answer = submit(signed_in, reverse("admin:staff_membership_add"), user=user.pk, team=a_team().pk, role="caseworker")
    assert "already has this role in this team" in complaints(answer)


def test_a_rule_that_only_the_database_sees_comes_back_with_its_sentence(
    signed_in: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As if a colleague gave the same role between the check and the saving.
    monkeypatch.setattr(Membership, "validate_constraints", lambda self, exclude=None: None)
    monkeypatch.setattr(Membership, "validate_unique", lambda self, exclude=None: None)
    user = a_user()
    answer = submit(signed_in, reverse("admin:staff_membership_add"), user=user.pk, team=a_team().pk, role="caseworker")
    assert "already has this role in this team" in complaints(answer)
    assert user.memberships.count() == 1


def test_a_team_cannot_become_part_of_itself(signed_in: Client) -> None:
    above, below = a_team("above"), a_team("below")
    Team.objects.filter(pk=below.pk).update(parent=above)
    for parent in (above, below):
        assert "cannot be a part of itself" in complaints(submit(signed_in, change(above), parent=parent.pk))


def test_a_team_that_holds_files_is_kept_and_the_page_names_no_one(signed_in: Client) -> None:
    a_person()
    url = reverse("admin:staff_team_delete", args=[a_team().pk])
    page = signed_in.get(url).content.decode()
    assert "protected" in page
    assert "Xiomara" not in page
    assert signed_in.post(url, {"post": "yes"}).status_code == 422
    assert Team.objects.filter(code="test-office").exists()


def test_a_team_that_holds_nothing_is_deleted(signed_in: Client) -> None:
    team = a_team("nothing-here")
    signed_in.post(reverse("admin:staff_team_delete", args=[team.pk]), {"post": "yes"})
    assert not Team.objects.filter(pk=team.pk).exists()


def test_the_page_of_a_team_takes_the_same_queries_for_ten_members_as_for_two(
    signed_in: Client, django_assert_max_num_queries: Any
) -> None:
    for n in range(2):
        a_user(f"few-{n}")
    with django_assert_max_num_queries(50) as few:
        signed_in.get(change(a_team()))
    for n in range(10):
        a_user(f"many-{n}")
    with django_assert_max_num_queries(len(few)):
        signed_in.get(change(a_team()))


def test_a_message_says_what_was_done_in_a_word(signed_in: Client) -> None:
    submit(signed_in, change(a_team()), name="Renamed office")
    page = signed_in.get(reverse("admin:index")).content.decode()
    assert "Saved." in page
    assert "successfully" not in page


def test_an_administrator_without_full_rights_sees_no_page_of_rows(client: Client) -> None:
    user = a_user("half", is_staff=True)
    client.force_login(user)
    assert client.get(reverse("admin:index")).status_code == 200
    assert client.get(reverse("admin:people_subject_changelist")).status_code == 403
