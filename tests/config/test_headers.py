"""The twelve headers are on every answer, whatever its status and whoever made it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse
from pytest_django.fixtures import Settings

from config.headers import HEADERS
from config.urls import handler400, handler403, handler404, handler500, urlpatterns  # noqa: F401
from tests.rows import a_case, a_user, an_administrator

pytestmark = pytest.mark.django_db
TWELVE = {*HEADERS, "Content-Security-Policy", "Strict-Transport-Security"}
TWO_YEARS = 2 * 365 * 24 * 60 * 60
PAGES_ONLY = "no-store"


def broken(request: HttpRequest) -> HttpResponse:
    raise ValueError("a page that breaks")


urlpatterns = [*urlpatterns, path("broken/", broken)]


@pytest.fixture(autouse=True)
def over_https() -> Iterator[None]:
    """As in production, where every answer travels over HTTPS."""
    with override_settings(SECURE_HSTS_SECONDS=TWO_YEARS):
        yield


@pytest.fixture
def administrator(client: Client) -> Client:
    """A browser to which everything opens."""
    client.raise_request_exception = False
    client.force_login(an_administrator())
    return client


def missing(answer: Any) -> set[str]:
    """The headers that an answer lacks."""
    return TWELVE - set(answer.headers)


def addresses(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """An address for every pattern; where one takes a word, a word that names nothing."""
    for pattern in resolver.url_patterns:
        route = re.sub(
            r"<(\w+:)?\w+>", "0", re.sub(r"<uuid:\w+>", "0" * 8 + "-0000-4000-8000-" + "0" * 12, _route(pattern))
        )
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, before + route)
        elif isinstance(pattern, URLPattern):
            yield before + route


def _route(pattern: URLPattern | URLResolver) -> str:
    return re.sub(r"\(\?P<\w+>.*?\)|[\^$\\]", "", str(pattern.pattern)).replace("?", "")


def test_there_are_twelve() -> None:
    assert len(TWELVE) == 12


def test_every_address_answers_with_all_of_them_to_a_stranger_and_to_an_administrator(administrator: Client) -> None:
    found = sorted(set(addresses(get_resolver())))
    assert len(found) > 150, "Too few addresses were found: the test looks in the wrong place."
    stranger = Client(raise_request_exception=False)
    statuses = set()
    for address in found:
        for answer in (
            stranger.get(f"/{address}", secure=True),
            administrator.get(f"/{address}", secure=True),
            administrator.post(f"/{address}", secure=True)
            if "logout" not in address and "leave" not in address
            else None,
        ):
            if answer is not None:
                statuses.add(answer.status_code)
                assert missing(answer) == set(), f"/{address}"
                assert answer["Cache-Control"] == PAGES_ONLY, f"/{address}"
    assert statuses >= {200, 302, 404, 405}


def test_every_status_has_them(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__
    worker = Client(raise_request_exception=False)
    worker.force_login(a_user())
    note = f"{a_case(caseworker=a_user()).get_absolute_url()}notes/new/"
    forged = Client(enforce_csrf_checks=True)
    tries = {
        200: worker.get("/", secure=True),
        302: Client().get("/", secure=True),
        303: worker.post(note, {"kind": "note", "text": "x"}, secure=True),
        400: worker.get("/", secure=True, headers={"host": "evil.example"}),
        403: forged.post("/accounts/login/", {}, secure=True),
        404: worker.get("/nothing/", secure=True),
        405: worker.post("/healthz", secure=True),
        413: worker.post(note, {"text": "x" * 3_000_000}, secure=True),
        422: worker.post(note, {}, secure=True),
        500: worker.get("/broken/", secure=True),
    }
    assert {status: answer.status_code for status, answer in tries.items()} == {status: status for status in tries}
    assert {status: missing(answer) for status, answer in tries.items() if missing(answer)} == {}


def test_whoever_tries_too_often_gets_them_too(client: Client) -> None:
    cache.clear()
    for _ in range(40):
        answer = client.post("/accounts/login/", {"login": "nobody", "password": "wrong"}, secure=True)
        if answer.status_code == 429:
            break
    assert answer.status_code == 429
    assert missing(answer) == set()
    assert b"<h1>" in answer.content


def test_a_redirect_to_https_and_a_file_have_them(client: Client) -> None:
    with override_settings(SECURE_SSL_REDIRECT=True):
        redirect = Client().get("/accounts/login/")
    assert (redirect.status_code, missing(redirect)) == (301, {"Strict-Transport-Security"})
    for name in ("js/trust.js", "htmx/htmx.min.js", "admin/css/base.css", "img/amparo.svg"):
        answer = client.get(f"/static/{name}", secure=True)
        assert (answer.status_code, missing(answer)) == (200, set()), name
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_over_plain_http_nothing_is_said_of_transport(client: Client) -> None:
    assert missing(client.get("/accounts/login/")) == {"Strict-Transport-Security"}


def test_the_policy_has_no_exception(settings: Settings) -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert directives["report-uri"] == reverse("policy_report")
    allowed = {value for name in directives.keys() - {"report-uri"} for value in directives[name]}
    assert allowed == {"'self'", "'none'", "'script'", "default", "amparo"}
    exceptions = re.compile("csp_(exempt|update|replace)|csp_nonce")
    rooms = [Path(settings.BASE_DIR, room) for room in ("config", "staff", "people", "cases", "templates")]
    files = [file for room in rooms for ending in ("py", "html") for file in room.rglob(f"*.{ending}")]
    assert [str(file) for file in files if exceptions.search(file.read_text())] == []
