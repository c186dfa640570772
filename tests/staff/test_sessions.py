"""A session ends when its owner is away, with the working day, and at once when what someone may do changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from staff.actions import reset_second_factor, sign_out_everywhere
from staff.models import Membership, Role, Session, User
from staff.sessions import browser_of, shortened
from tests.rows import a_team, a_user, an_administrator
from tests.sign_in import FIREFOX, PASSWORD, enter, is_in, with_password

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def test_twenty_minutes_without_anyone_end_it(client: Client, settings: Settings) -> None:
    settings.SESSION_NOTED_EVERY = timedelta(minutes=1)
    user = with_password()
    with time_machine.travel(NOON) as clock:
        enter(client, user.username)
        for _ in range(4):
            clock.shift(timedelta(minutes=18))
            assert is_in(client)
        clock.shift(timedelta(minutes=20, seconds=1))
        assert not is_in(client)


def test_ten_hours_end_it_whatever_one_does(client: Client, settings: Settings) -> None:
    settings.SESSION_NOTED_EVERY = timedelta(minutes=1)
    user = with_password()
    with time_machine.travel(NOON) as clock:
        enter(client, user.username)
        for _ in range(39):
            clock.shift(timedelta(minutes=15))
            assert is_in(client)
        clock.shift(timedelta(minutes=15, seconds=1))
        assert not is_in(client)


def test_what_has_ended_is_swept_out_at_the_next_sign_in(client: Client) -> None:
    user = with_password()
    with time_machine.travel(NOON) as clock:
        enter(client, user.username)
        ended = Session.objects.get(user=user)
        clock.shift(timedelta(hours=11))
        enter(Client(), user.username)
        assert not Session.objects.filter(pk=ended.pk).exists()


def test_the_cookie_changes_at_sign_in(client: Client) -> None:
    user = with_password()
    client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    before = client.cookies["sessionid"].value
    enter(client, user.username)
    assert client.cookies["sessionid"].value != before
    assert not Session.objects.filter(session_key=Session.key_of(before)).exists()


def _leave(user: User, client: Client) -> None:
    client.post(reverse("account_logout"))


def _change_password(user: User, client: Client) -> None:
    other = Client()
    enter(other, user.username)
    sent = {"oldpassword": PASSWORD, "password1": "seven-lamps-over-water", "password2": "seven-lamps-over-water"}
    assert other.post(reverse("account_change_password"), sent).status_code == 302
    assert is_in(other), "Who changed it stays."


def _promote(user: User, client: Client) -> None:
    member = user.memberships.get()
    member.role = Role.SUPERVISOR
    member.save()


def _raw_role(user: User, client: Client) -> None:
    Membership.objects.filter(user=user).update(role=Role.SUPERVISOR)


ENDINGS: dict[str, Callable[[User, Client], object]] = {
    "sign-out": _leave,
    "password changed": _change_password,
    "role changed": _promote,
    "role changed past the models": _raw_role,
    "role given": lambda user, client: Membership.objects.create(user=user, team=a_team("second-office")),
    "role taken": lambda user, client: user.memberships.all().delete(),
    "closed": lambda user, client: get_user_model().objects.filter(pk=user.pk).update(is_active=False),
    "made staff": lambda user, client: get_user_model().objects.filter(pk=user.pk).update(is_staff=True),
    "ended by an administrator": lambda user, client: sign_out_everywhere(user, actor=an_administrator()),
    "factor reset": lambda user, client: reset_second_factor(user, actor=an_administrator()),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_old_cookie_is_refused_at_the_next_request(ending: str, client: Client) -> None:
    user = with_password()
    enter(client, user.username)
    stolen = Client()
    stolen.cookies["sessionid"] = client.cookies["sessionid"].value
    bystander = Client()
    bystander.force_login(a_user("bystander"))
    assert is_in(stolen)
    ENDINGS[ending](user, client)
    answer = stolen.get(reverse("cases:list"))
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, reverse("account_login"))
    assert is_in(bystander)


def test_who_has_no_password_has_none_to_change(client: Client) -> None:
    user = a_user()
    user.set_unusable_password()
    user.save()
    client.force_login(user)
    assert client.get(reverse("account_change_password")).status_code == 404
    assert reverse("account_change_password") not in client.get(reverse("mfa_index")).content.decode()


def test_a_changed_name_ends_nothing(client: Client) -> None:
    user = with_password()
    enter(client, user.username)
    user.name = "Another"
    user.save()
    assert is_in(client)


def test_the_list_says_in_words_where_one_is_and_keeps_no_more(client: Client) -> None:
    user = with_password()
    enter(client, user.username, REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT=FIREFOX)
    page = client.get(reverse("staff:sessions"), REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT=FIREFOX).content.decode()
    row = Session.objects.get(user=user)
    assert (row.browser, row.address) == ("Firefox, Linux", "203.0.113.0/24")
    assert "Firefox, Linux" in page
    assert "203.0.113.77" not in page
    assert "203.0.113.77" not in row.session_data
    assert FIREFOX not in str(client.session.items())


def test_its_owner_ends_one_session_or_all_others(client: Client) -> None:
    user = with_password()
    browsers = [Client() for _ in range(3)]
    for browser in [client, *browsers]:
        enter(browser, user.username)
    key = Session.key_of(browsers[0].cookies["sessionid"].value)
    client.post(reverse("staff:end_session"), {"key": key})
    assert [is_in(browser) for browser in browsers] == [False, True, True]
    client.post(reverse("staff:end_session"))
    assert [is_in(browser) for browser in browsers] == [False, False, False]
    assert is_in(client)


def test_nobody_ends_or_sees_the_session_of_somebody_else(client: Client) -> None:
    owner = Client()
    enter(owner, with_password("the-owner").username, HTTP_USER_AGENT=FIREFOX)
    enter(client, with_password("the-other").username)
    key = Session.key_of(owner.cookies["sessionid"].value)
    assert key not in client.get(reverse("staff:sessions")).content.decode()
    client.post(reverse("staff:end_session"), {"key": key})
    assert is_in(owner)


def test_a_part_asked_for_after_the_session_has_ended_opens_the_sign_in_as_a_page(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/cases/?sort=opened"}
    answer = client.get(reverse("cases:list"), headers=headers)
    assert answer.headers["HX-Redirect"] == "/accounts/login/?next=%2Fcases%2F%3Fsort%3Dopened"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (FIREFOX, "Firefox, Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge, Windows",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_a_browser_is_known_by_family_and_system(user_agent: str, words: str) -> None:
    assert browser_of(user_agent) == words


@pytest.mark.parametrize(
    ("address", "network"),
    [("203.0.113.77", "203.0.113.0/24"), ("2001:db8:12:34::7", "2001:db8:12::/48"), ("unknown", ""), ("", "")],
)
def test_of_an_address_the_network_is_kept(address: str, network: str) -> None:
    assert shortened(address) == network
