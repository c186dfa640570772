"""What an administrator does to a sign-in, and what history keeps of it."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from staff.models import Session, User
from tests.rows import a_user, an_administrator
from tests.sign_in import enter, is_in, set_up_app, with_password

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client) -> Client:
    """An administrator's browser."""
    client.force_login(an_administrator())
    return client


def step(name: str, user: User) -> str:
    """The page of one step."""
    return reverse(f"admin:staff_user_{name}", args=[user.pk])


def test_a_lost_second_factor_is_reset_and_history_says_by_whom(administrator: Client) -> None:
    user, owner = with_password(), Client()
    enter(owner, user.username)
    set_up_app(owner)
    change = reverse("admin:staff_user_change", args=[user.pk])
    assert "authenticator app, recovery codes" in administrator.get(change).content.decode()
    assert administrator.get(step("reset_second_factor", user)).status_code == 200
    assert Authenticator.objects.filter(user=user).exists(), "Looking must change nothing."
    administrator.post(step("reset_second_factor", user))
    assert not Authenticator.objects.filter(user=user).exists()
    assert not is_in(owner)
    history = administrator.get(reverse("admin:staff_user_history", args=[user.pk])).content.decode()
    assert "Second factor reset at" in history
    assert str(an_administrator()) in history
    assert enter(owner, user.username).headers["Location"] == "/", "The password alone opens the way to enrolment."


def test_all_sessions_of_a_user_are_ended_and_history_says_so(administrator: Client) -> None:
    user, owner = with_password(), Client()
    enter(owner, user.username)
    administrator.post(step("end_sessions", user))
    assert not is_in(owner)
    assert is_in(administrator)
    history = administrator.get(reverse("admin:staff_user_history", args=[user.pk])).content.decode()
    assert "Signed out everywhere at" in history


def test_one_session_is_ended_from_the_list(administrator: Client) -> None:
    user, browsers = with_password(), [Client(), Client()]
    for browser in browsers:
        enter(browser, user.username)
        is_in(browser)
    key = Session.key_of(browsers[0].cookies["sessionid"].value)
    assert key in administrator.get(reverse("admin:staff_user_change", args=[user.pk])).content.decode()
    administrator.post(reverse("admin:staff_session_delete", args=[key]), {"post": "yes"})
    assert [is_in(browser) for browser in browsers] == [False, True]


def test_administrators_do_neither_to_themselves(administrator: Client) -> None:
    me = an_administrator()
    for name in ("end_sessions", "reset_second_factor"):
        assert "ask another administrator" in administrator.post(step(name, me)).content.decode()
    assert is_in(administrator)


def test_only_administrators_do_it(client: Client) -> None:
    user = a_user("victim")
    client.force_login(a_user("half", is_staff=True))
    for name in ("end_sessions", "reset_second_factor"):
        assert client.post(step(name, user)).status_code in (302, 403)
    user.refresh_from_db()
    assert (user.signed_out_at, user.second_factor_reset_at) == (None, None)


def test_who_changes_their_own_password_stays_where_they_are_and_nowhere_else(administrator: Client) -> None:
    me, elsewhere = an_administrator(), Client()
    elsewhere.force_login(me)
    url: Any = reverse("admin:auth_user_password_change", args=[me.pk])
    typed = {"usable_password": "true", "password1": "quiet-harbour-violin-47", "password2": "quiet-harbour-violin-47"}
    assert administrator.post(url, typed).status_code == 302
    assert is_in(administrator)
    assert not is_in(elsewhere)


def test_the_only_administrator_is_let_in_again_at_the_machine(client: Client) -> None:
    user = with_password()
    enter(client, user.username)
    set_up_app(client)
    call_command("reset_second_factor", user.username)
    assert not Authenticator.objects.filter(user=user).exists()
    assert not is_in(client)
    with pytest.raises(CommandError):
        call_command("reset_second_factor", "nobody-of-this-name")


def test_what_the_next_sign_in_asks_for_is_said_as_it_is(administrator: Client, settings: Settings) -> None:
    change = reverse("admin:staff_user_change", args=[a_user().pk])
    set_up_app(administrator)
    for required in (False, True):
        settings.SECOND_FACTOR_REQUIRED = required
        page = administrator.get(change).content.decode()
        assert ("the next sign-in asks for one" in page) is required
