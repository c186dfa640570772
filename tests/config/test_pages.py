"""Pages that belong to no app, the one door, and what every answer carries."""

import json
import logging
import sys

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection
from django.http import HttpRequest
from django.test import Client, RequestFactory, override_settings
from pytest_django import DjangoAssertNumQueries

from config import pages
from config.journal import JsonLines
from staff.models import User
from tests.rows import a_user

pytestmark = pytest.mark.django_db
PASSWORD = "a long one for the tests"


@pytest.fixture
def caseworker() -> User:
    return User.objects.create_user("maria", password=PASSWORD)


def plain_request() -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    return request


def test_health_is_told_without_sign_in_and_never_cached(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]
    assert client.post("/healthz").status_code == 405


def test_health_says_when_the_database_is_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OperationalError("connection to server at secret-host failed")

    monkeypatch.setattr(connection, "cursor", away)
    answer = pages.healthz(plain_request())
    assert (answer.status_code, answer.content) == (503, b"database unreachable\n")


@override_settings(SECURE_SSL_REDIRECT=True)
def test_a_watchdog_may_ask_for_health_without_https(client: Client) -> None:
    assert client.get("/healthz").status_code == 200
    assert client.get("/accounts/login/").status_code == 301


def test_every_answer_tells_the_browser_what_it_may_load(client: Client) -> None:
    for path in ("/accounts/login/", "/no-such-page/", "/admin/", "/healthz"):
        policy = client.get(path)["Content-Security-Policy"]
        assert sorted(part.strip() for part in policy.split(";")) == [
            "base-uri 'none'",
            "connect-src 'self'",
            "default-src 'none'",
            "font-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "img-src 'self'",
            "report-uri /policy-report/",
            "require-trusted-types-for 'script'",
            "script-src 'self'",
            "style-src 'self'",
            "trusted-types default amparo",
        ]


@pytest.mark.parametrize(("wanted", "spoken"), [("es-VE,es;q=0.9", "es"), ("en-GB", "en"), ("fr", "en")])
def test_the_browsers_language_is_spoken_and_english_where_it_is_not_known(
    client: Client, wanted: str, spoken: str
) -> None:
    answer = client.get("/accounts/login/", headers={"accept-language": wanted})
    assert f'<html lang="{spoken}"' in answer.content.decode()


def test_sign_in_leads_to_ones_work(client: Client, caseworker: User) -> None:
    answer = client.post("/accounts/login/", {"login": "maria", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert client.session.get_expiry_age() <= 10 * 60 * 60


def test_a_wrong_password_and_an_unknown_name_are_told_alike(client: Client, caseworker: User) -> None:
    def told(name: str) -> list[str]:
        answer = client.post("/accounts/login/", {"login": name, "password": "wrong"})
        return list(answer.context["form"].non_field_errors())

    assert told("maria") == told("nobody-of-that-name") != []


def test_a_guesser_is_stopped_even_with_the_right_password(client: Client, caseworker: User) -> None:
    for _ in range(5):
        client.post("/accounts/login/", {"login": "maria", "password": "wrong"})
    answer = client.post("/accounts/login/", {"login": "maria", "password": PASSWORD})
    assert answer.status_code == 422
    assert "Too many attempts" in str(answer.context["form"].non_field_errors())


def test_what_was_typed_wrongly_at_the_door_is_refused_by_the_status_as_well(client: Client, caseworker: User) -> None:
    answer = client.post("/accounts/login/", {"login": "maria", "password": "wrong"})
    assert answer.status_code == 422
    assert 'value="maria"' in answer.content.decode()
    client.force_login(caseworker)
    for path, typed in (("password/change/", {"oldpassword": "x"}), ("reauthenticate/", {"password": "x"})):
        assert client.get(f"/accounts/{path}").status_code in (200, 302)
        assert client.post(f"/accounts/{path}", typed).status_code == 422


def test_an_address_that_only_answers_a_form_says_so(client: Client) -> None:
    client.force_login(a_user())
    for path in ("/leave/", "/theme/"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
        assert "This address only answers a form" in answer.content.decode()
    assert "could not be read" in client.post("/theme/", {"theme": "no-such-theme"}).content.decode()


@pytest.mark.parametrize("path", ["signup/", "password/reset/", "email/", "password/set/", "confirm-email/", ""])
def test_no_other_door_is_open(client: Client, path: str) -> None:
    assert client.get(f"/accounts/{path}").status_code == 404


def test_the_administration_has_no_sign_in_page_of_its_own(client: Client) -> None:
    answer = client.get("/admin/login/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/accounts/login/")


def test_what_is_missing_is_said_without_repeating_the_address(client: Client) -> None:
    one, other = client.get("/people/first-address/x"), client.get("/people/second-address/y")
    assert one.status_code == other.status_code == 404
    assert one.content == other.content
    assert b"address/x" not in one.content


def test_refusals_have_their_pages() -> None:
    request = plain_request()
    assert pages.bad_request(request, ValueError()).status_code == 400
    assert pages.refused(request, PermissionDenied()).status_code == 403
    assert pages.refused_form(request).status_code == 403
    assert pages.refused(request, PermissionDenied()).content != pages.refused_form(request).content


def test_a_form_without_its_token_is_refused_with_a_page(caseworker: User) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/accounts/login/", {"login": "maria", "password": PASSWORD})
    assert answer.status_code == 403
    assert b"<h1>" in answer.content


def test_a_broken_page_is_answered_without_the_database(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        answer = pages.broken(plain_request())
    assert answer.status_code == 500
    assert b"<h1>" in answer.content


def test_a_log_line_tells_the_kind_and_place_of_an_error_and_not_its_words() -> None:
    try:
        raise ValueError("Key (name)=(Someone We Serve) already exists")
    except ValueError:
        record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "at %s", ("/cases/",), sys.exc_info())
    line = JsonLines().format(record)
    assert "Someone" not in line
    told = json.loads(line)
    assert (told["level"], told["from"], told["says"], told["error"]) == (
        "error",
        "django.request",
        "at /cases/",
        "ValueError",
    )
    assert told["where"][0].startswith(__file__)
