"""The 481 strings of the two lists that everybody tries, each alone in a field: nothing breaks, nothing comes back raw.

A run of the tests takes a sample of the web interface: eight strings for every field, and every string somewhere.
`AMPARO_NAUGHTY=all` sends every string to every field that is typed, in the administration too, which takes hours;
`AMPARO_NAUGHTY=48` sends so many. (tests/config/test_nasty_strings.py sends other strings to the administration.)
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils.safestring import mark_safe
from pytest_django.fixtures import Settings

from config.urls import handler400, handler403, handler404, handler500, urlpatterns  # noqa: F401
from staff import recent
from staff.models import Role
from tests.crawler import Form
from tests.naughty import Outcome, all_forms, strings, try_forms
from tests.rows import a_case, a_user, an_administrator
from tests.sign_in import with_password

pytestmark = pytest.mark.django_db
TEXTS = strings()
WANTED = os.environ.get("AMPARO_NAUGHTY", "8")
EACH = len(TEXTS) if WANTED == "all" else int(WANTED)
OWN_PAGES = ["/accounts/password/change/", "/accounts/reauthenticate/", "/accounts/sign-in/"]


def echo(request: HttpRequest) -> HttpResponse:
    return HttpResponse(mark_safe(request.GET["q"]))  # noqa: S308  (it is there to be found)


def breaks(request: HttpRequest) -> HttpResponse:
    raise ValueError(request.GET["q"])


urlpatterns = [*urlpatterns, path("echo/", echo), path("breaks/", breaks)]


@pytest.fixture(autouse=True)
def nobody_is_asked_again(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It may take longer than a sign-in is recent, and writes thousands of lines."""
    monkeypatch.setattr(recent, "RECENT", 10**9)
    settings.SESSION_IDLE = settings.SESSION_AT_MOST
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def readers() -> Iterator[tuple[str, Client, list[str]]]:
    """A browser for everybody who types, and where they begin."""
    case = a_case(caseworker=a_user())
    file = case.get_absolute_url()
    for role, starts in ((Role.CASEWORKER, ["/", file, "/people/", *OWN_PAGES]), (Role.SUPERVISOR, ["/", file])):
        client = Client(raise_request_exception=False)
        client.force_login(with_password(f"the-{role.value}", role=role))
        yield "", client, starts
    yield "", Client(raise_request_exception=False), ["/accounts/login/"]
    client = Client(raise_request_exception=False)
    client.force_login(an_administrator())
    yield "admin", client, ["/admin/"]


@pytest.mark.parametrize("where", [""] if WANTED == "8" else ["", "admin"])
def test_no_naughty_string_breaks_a_page_or_comes_back_raw_or_changed(where: str) -> None:
    outcome, done = Outcome(), set[str]()
    for room, client, starts in readers():
        if room != where:
            continue
        found = {
            name: form for name, form in all_forms(client, starts, briefly=WANTED == "8").items() if name not in done
        }
        done |= set(found)
        try_forms(client, found, TEXTS, outcome, each=EACH)
    assert outcome.trouble == [], outcome
    sys.stderr.write(f"{where or 'web'}: {outcome}\n")
    assert outcome.met == set(TEXTS)
    assert outcome.counts["forms"] > 30
    assert outcome.counts["fields that keep text"] > 10
    assert outcome.counts["strings kept"] > outcome.counts["fields that keep text"] * EACH / 2


def test_the_look_finds_what_comes_back_raw_and_what_breaks(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__
    client = Client(raise_request_exception=False)
    client.force_login(a_user())
    assert len(TEXTS) == 481
    for address, said in (("/echo/", "raw"), ("/breaks/", "500")):
        outcome = Outcome()
        try_forms(client, {"x": Form(address, "get", {"q": ""}, ["q"])}, TEXTS, outcome, each=481)
        assert len([line for line in outcome.trouble if said in line]) > (100 if said == "raw" else 480)
