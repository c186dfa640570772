"""Far more files than usual within an hour: sign in again, then a supervisor."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.models import ContactMethod
from staff.actions import release_reader
from staff.models import Membership, ReadingStop, Role, User
from tests.people.conftest import signed_in
from tests.reads import put_on_record
from tests.rows import a_fact, a_person, a_team, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_numbers(settings: Any) -> None:
    """Three files within an hour, then sign in again; five at most."""
    settings.FILES_PER_HOUR, settings.FILES_PER_HOUR_AT_MOST = 3, 5


def files(count: int) -> list[str]:
    return [a_person().subject.get_absolute_url() for _ in range(count)]


def sign_in_again(client: Client) -> None:
    """As the page for it does."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()


def test_the_numbers_leave_a_working_day_in_peace() -> None:
    # Set by hand above: what a site starts with stands in the settings.
    text = (settings.BASE_DIR / "config" / "settings.py").read_text()
    assert 'env.int("AMPARO_FILES_PER_HOUR", default=60)' in text
    assert 'env.int("AMPARO_FILES_PER_HOUR_AT_MOST", default=120)' in text


def test_one_file_too_many_asks_for_sign_in_and_the_same_files_stay_open(caseworker: Client) -> None:
    few = files(4)
    assert [caseworker.get(url).status_code for url in few[:3]] == [200, 200, 200]
    with put_on_record() as reads:
        answer = caseworker.get(few[3])
    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('account_reauthenticate')}?next={few[3].replace('/', '%2F')}"
    assert [(read.status, len(read.opened)) for read in reads] == [(401, 1)]
    assert caseworker.get(few[0]).status_code == 200, "A file that was opened already is no further one."
    sign_in_again(caseworker)
    assert caseworker.get(few[3]).status_code == 200


def test_in_place_the_whole_page_goes_to_the_sign_in(caseworker: Client) -> None:
    few = files(3)
    for url in few:
        caseworker.get(url)
    fact = a_fact(ContactMethod)
    url = reverse("people:reveal", args=["way-to-reach", fact.public_id, "value"])
    answer = caseworker.post(url, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"].startswith(reverse("account_reauthenticate"))
    assert fact.value not in answer.content.decode()


def test_lists_do_not_count(caseworker: Client) -> None:
    files(8)
    assert [caseworker.get(reverse("people:list")).status_code for _ in range(3)] == [200] * 3
    assert caseworker.post(reverse("people:search"), {"q": "Xiomara"}).status_code == 200
    assert caseworker.get(files(1)[0]).status_code == 200


def test_an_hour_later_the_count_begins_anew(caseworker: Client) -> None:
    few = files(4)
    for url in few[:3]:
        caseworker.get(url)
    caseworker.cookies.clear()
    with time_machine.travel(timedelta(minutes=61) + _now(), tick=True):
        again = signed_in(a_user("the-caseworker"))
        assert again.get(few[3]).status_code == 200


def _now() -> datetime:
    return timezone.now()


def stopped(client: Client) -> list[str]:
    """Open more files than there may be; the addresses of those left."""
    many = files(8)
    for url in many[:6]:
        sign_in_again(client)
        client.get(url)
    return many[5:]


def test_beyond_the_second_number_nothing_opens_until_a_supervisor_releases_it(
    caseworker: Client, supervisor: Client
) -> None:
    left = stopped(caseworker)
    sign_in_again(caseworker)
    answer = caseworker.get(left[0])
    assert answer.status_code == 429
    assert "A supervisor must release you first" in answer.content.decode()
    assert "Xiomara" not in answer.content.decode()
    assert caseworker.get(reverse("people:list")).status_code == 200
    stop = ReadingStop.objects.get()
    assert (stop.reader, stop.files) == (a_user("the-caseworker"), 6)
    queue = supervisor.get(reverse("staff:stops")).content.decode()
    assert "the-caseworker" in queue
    url = reverse("staff:release", args=[stop.pk])
    assert url in queue
    assert supervisor.get(url).status_code == 200
    assert supervisor.post(url, {"reason": " "}).status_code == 422
    assert supervisor.post(url, {"reason": "They take over the files of a colleague."}).status_code == 302
    sign_in_again(caseworker)
    assert caseworker.get(left[0]).status_code == 200
    stop.refresh_from_db()
    assert (stop.released_by, stop.reason) == (a_user("the-supervisor"), "They take over the files of a colleague.")
    assert "They take over the files" in supervisor.get(reverse("staff:stops")).content.decode()


def test_a_stop_outlasts_the_hour(caseworker: Client) -> None:
    left = stopped(caseworker)
    with time_machine.travel(timedelta(minutes=61) + _now(), tick=True):
        assert signed_in(a_user("the-caseworker")).get(left[0]).status_code == 429


def test_nobody_releases_themselves_and_nobody_another_office(supervisor: Client, caseworker: Client) -> None:
    stopped(supervisor)
    stop = ReadingStop.objects.get()
    elsewhere = User.objects.create(username="leads-another-office")
    Membership.objects.create(user=elsewhere, team=a_team("second-office"), role=Role.SUPERVISOR)
    url = reverse("staff:release", args=[stop.pk])
    for client, status in ((supervisor, 404), (signed_in(elsewhere), 404), (caseworker, 403)):
        assert client.post(url, {"reason": "Because."}).status_code == status
    with pytest.raises(ValidationError):
        release_reader(stop, reason="Because.", actor=a_user("the-supervisor"))
    stop.refresh_from_db()
    assert stop.released_at is None


def test_the_operator_of_the_server_releases_where_no_supervisor_can(supervisor: Client) -> None:
    left = stopped(supervisor)
    with pytest.raises(CommandError):
        call_command("release_reader", "nobody-of-that-name", reason="x")
    call_command("release_reader", "the-supervisor", reason="The only supervisor, spoken to by phone.")
    sign_in_again(supervisor)
    assert supervisor.get(left[0]).status_code == 200
    assert ReadingStop.objects.get().released_by is None


def test_the_administration_counts_as_well(caseworker: Client) -> None:
    admin = signed_in(a_user("sees-all", Role.TEAM_ADMINISTRATOR, is_staff=True, is_superuser=True))
    people = [a_person() for _ in range(4)]
    urls = [reverse("admin:people_person_change", args=[person.pk]) for person in people]
    assert [admin.get(url).status_code for url in urls] == [200, 200, 200, 302]
