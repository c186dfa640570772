"""Nobody works with a password alone: the second factor is asked for before any page, and each code opens once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from pytest_django.fixtures import Settings

from staff.doorkeeper import ENROLMENT
from tests.rows import an_administrator
from tests.sign_in import PASSWORD, code_of, enter, is_in, set_up_app, with_password

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def required(settings: Settings) -> None:
    """As in production."""
    settings.SECOND_FACTOR_REQUIRED = True


def closed_pages(resolver: URLResolver, namespace: str = "") -> set[str]:
    """The addresses of all pages without a row of their own, but those that are open to strangers."""
    found: set[str] = set()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            found |= closed_pages(pattern, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern) and pattern.name and getattr(pattern.callback, "login_required", True):
            name = f"{namespace}:{pattern.name}" if namespace else pattern.name
            try:
                found |= set() if name in ENROLMENT else {reverse(name)}
            except NoReverseMatch:
                continue
    return found


def test_every_page_leads_to_enrolment_first(client: Client, required: None) -> None:
    enrol = reverse("mfa_index")
    client.force_login(an_administrator())
    pages = closed_pages(get_resolver())
    # Whoever is signed in is led away from these by allauth, to a page that leads to enrolment.
    pages -= {reverse(name) for name in ("account_inactive", "mfa_authenticate", "mfa_login_webauthn")}
    assert len(pages) > 60
    assert {reverse("admin:index"), reverse("cases:list"), reverse("people:list")} <= pages
    led = {page: client.get(page) for page in pages}
    assert {page for page, answer in led.items() if answer.headers.get("Location") != enrol} == set()
    assert client.post(reverse("people:search"), {"q": "parra"}).headers["Location"] == enrol
    assert client.get(reverse("cases:list"), headers={"HX-Request": "true"}).headers["HX-Redirect"] == enrol
    assert "second factor" in client.get(enrol).content.decode()


def test_the_picture_for_the_app_opens_to_whoever_is_just_setting_it_up(client: Client, required: None) -> None:
    picture = reverse("mfa_app_picture")
    assert client.get(picture).status_code == 302, "A stranger is sent to the door."
    assert enter(client, with_password().username).status_code == 302
    assert client.get(picture).status_code == 404, "Nothing is being set up yet."
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    shown = client.get(picture)
    assert (shown.status_code, shown.headers["Content-Type"]) == (200, "image/svg+xml")
    assert b"<svg" in shown.content


def test_who_has_set_up_an_app_works_and_is_asked_for_its_code_next_time(client: Client, required: None) -> None:
    user = with_password()
    with time_machine.travel(NOON) as clock:
        assert enter(client, user.username).status_code == 302
        assert not is_in(client)
        secret, codes = set_up_app(client)
        assert is_in(client)
        assert len(set(codes)) == 10
        client.post(reverse("account_logout"))
        answer = enter(client, user.username)
        assert answer.headers["Location"] == reverse("mfa_authenticate")
        assert not is_in(client), "A password alone must open nothing."
        clock.shift(30)
        client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
        assert is_in(client)


def test_asking_for_it_costs_a_page_no_query(client: Client, settings: Settings) -> None:
    enter(client, with_password().username)
    set_up_app(client)
    costs = []
    for settings.SECOND_FACTOR_REQUIRED in (False, True):
        is_in(client)
        with CaptureQueriesContext(connection) as asked:
            assert is_in(client)
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_a_code_of_the_app_opens_once(client: Client) -> None:
    user = with_password()
    with time_machine.travel(NOON) as clock:
        enter(client, user.username)
        secret, _codes = set_up_app(client)
        first = code_of(secret)
        client.post(reverse("account_logout"))
        for wait in (0, 29):
            # The code with which the app was set up is used as well, and is still good by the clock.
            clock.shift(wait)
            enter(client, user.username)
            client.post(reverse("mfa_authenticate"), {"code": first})
            assert not is_in(client)
        clock.shift(60)
        second = code_of(secret)
        client.post(reverse("mfa_authenticate"), {"code": second})
        assert is_in(client)
        thief = Client()
        for written in (second, f"{second[:3]} {second[3:]}"):
            clock.shift(14)
            enter(thief, user.username)
            thief.post(reverse("mfa_authenticate"), {"code": written})
            assert not is_in(thief)


def test_a_recovery_code_opens_once(client: Client) -> None:
    user = with_password()
    enter(client, user.username)
    _secret, codes = set_up_app(client)
    for expected in (True, False):
        client.post(reverse("account_logout"))
        enter(client, user.username)
        client.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert is_in(client) is expected


def test_recovery_codes_are_shown_once(client: Client) -> None:
    user = with_password()
    enter(client, user.username)
    _secret, codes = set_up_app(client)
    again = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert codes[0] not in again
    assert "10 codes are left" in again


def test_a_dump_holds_no_secret_of_a_factor_and_no_cookie(client: Client) -> None:
    user = with_password()
    enter(client, user.username)
    client.get(reverse("mfa_activate_totp"))
    half_way = client.session["mfa.totp.secret"]
    secret, codes = set_up_app(client)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(s::text, '') FROM staff_session s")
        sessions = cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(a::text, '') FROM mfa_authenticator a")
        factors = cursor.fetchone()[0]
    cookie = client.cookies["sessionid"].value
    assert "totp" in factors
    for canary in (secret, half_way, codes[0], cookie):
        for dump in (sessions, factors):
            assert canary not in dump
            assert canary.encode().hex() not in dump


def test_removing_the_last_factor_asks_for_a_new_one_at_once(client: Client, required: None) -> None:
    user = with_password()
    enter(client, user.username)
    set_up_app(client)
    assert is_in(client)
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert not Authenticator.objects.filter(user=user).exists()
    assert client.get(reverse("cases:list")).headers["Location"] == reverse("mfa_index")


def test_a_change_of_factor_ends_the_other_sessions(client: Client) -> None:
    user = with_password()
    elsewhere = Client()
    enter(elsewhere, user.username)
    enter(client, user.username)
    set_up_app(client)
    assert is_in(client)
    assert not is_in(elsewhere)


def test_who_has_a_factor_shows_it_when_signing_in_again(client: Client) -> None:
    user = with_password()
    with time_machine.travel(NOON) as clock:
        enter(client, user.username)
        secret, _codes = set_up_app(client)
        clock.shift(timedelta(minutes=6))
        asked = client.get(reverse("account_change_password")).headers["Location"]
        assert asked.startswith(reverse("mfa_reauthenticate"))
        by_password = client.get(reverse("account_reauthenticate"))
        assert by_password.headers["Location"].startswith(reverse("mfa_reauthenticate"))
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        assert client.get(reverse("account_change_password")).status_code == 302
        client.post(asked, {"code": code_of(secret)})
        assert client.get(reverse("account_change_password")).status_code == 200


def test_the_demonstration_says_that_it_asks_for_no_second_factor(client: Client, settings: Settings) -> None:
    client.force_login(an_administrator())
    pages = (reverse("cases:list"), reverse("admin:index"), reverse("mfa_index"))
    for required in (False, True):
        settings.SECOND_FACTOR_REQUIRED = required
        client.get(pages[0])
        for page in pages if not required else pages[2:]:
            assert ("A password alone opens it" in client.get(page).content.decode()) is not required


def test_a_mail_address_is_no_part_of_what_an_app_or_passkey_shows(client: Client) -> None:
    user = with_password("worker", email="someone@example.org")
    enter(client, user.username)
    for name in ("mfa_activate_totp", "mfa_add_webauthn"):
        assert "someone@example.org" not in client.get(reverse(name)).content.decode()
