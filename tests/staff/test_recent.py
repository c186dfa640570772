"""What cannot be undone asks for a sign-in of at most five minutes; then one is back where one was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import URLPattern, reverse

from people.models import ContactMethod
from staff.models import Membership, Role
from tests.house.test_recent import tagged
from tests.rows import a_fact, a_person, a_team, an_administrator
from tests.sign_in import PASSWORD, enter, with_password

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
FILLING: dict[str, Any] = {
    "object_id": "1",
    "id": "1",
    "pk": 1,
    "public_id": uuid4(),
    "slug": "stay",
    "of": "cases",
    "reference": "AMP-2026-000001",
    "name": "exact_place",
}


def address_of(name: str, pattern: URLPattern) -> str:
    """An address that the pattern answers to; nothing need be there."""
    return reverse(name, kwargs={word: FILLING.get(word, FILLING["public_id"]) for word in pattern.pattern.converters})


def test_every_sensitive_page_refuses_a_sign_in_of_six_minutes(client: Client) -> None:
    with time_machine.travel(NOON) as clock:
        everything = an_administrator()
        everything.set_password(PASSWORD)
        everything.save()
        for role in Role:
            Membership.objects.get_or_create(user=everything, team=a_team(), role=role)
        enter(client, everything.username)
        clock.shift(timedelta(minutes=6))
        for name, pattern in tagged().items():
            answer = client.post(address_of(name, pattern))
            assert answer.status_code == 302, name
            assert answer.headers["Location"].startswith(reverse("account_reauthenticate")), name


def test_a_page_opens_after_signing_in_again(client: Client) -> None:
    with time_machine.travel(NOON) as clock:
        enter(client, with_password().username)
        assert client.get(reverse("account_change_password")).status_code == 200
        clock.shift(timedelta(minutes=5, seconds=1))
        asked = client.get(reverse("account_change_password")).headers["Location"]
        assert client.get(asked).status_code == 200
        assert client.post(asked, {"password": "wrong"}).status_code == 422
        assert client.get(reverse("account_change_password")).status_code == 302
        back = client.post(asked, {"password": PASSWORD})
        assert back.headers["Location"] == reverse("account_change_password")
        assert client.get(reverse("account_change_password")).status_code == 200


@pytest.mark.parametrize("in_place", [False, True])
def test_a_masked_value_is_shown_after_signing_in_again_and_pressing_again(client: Client, in_place: bool) -> None:
    fact = a_fact(ContactMethod, subject=a_person().subject, value="0414 555 0001")
    reveal = reverse("people:reveal", args=["way-to-reach", fact.public_id, "value"])
    page = fact.subject.get_absolute_url()
    here = f"http://testserver{page}?known_on=2026-03-01"
    headers = {"HX-Request": "true", "HX-Current-URL": here} if in_place else {"Referer": here}
    with time_machine.travel(NOON) as clock:
        enter(client, with_password().username)
        assert "0414 555 0001" in client.post(reveal, headers=headers).content.decode()
        clock.shift(timedelta(minutes=6))
        answer = client.post(reveal, headers=headers)
        assert "0414" not in answer.content.decode()
        asked = answer.headers["HX-Redirect" if in_place else "Location"]
        back = client.post(asked, {"password": PASSWORD}, follow=True)
        assert back.redirect_chain[-1][0] == f"{page}?known_on=2026-03-01"
        assert "press once more" in back.content.decode()
        assert "0414 555 0001" in client.post(reveal, headers=headers).content.decode()


def test_another_site_cannot_say_where_one_comes_back_to(client: Client) -> None:
    enter(client, with_password().username)
    for elsewhere in ("https://example.org/", "//example.org", "javascript:alert(1)", ""):
        assert client.get(reverse("staff:again"), {"next": elsewhere}).headers["Location"] == "/"
    reveal = reverse("people:reveal", args=["stay", uuid4(), "exact_place"])
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=6)):
        answer = client.post(reveal, headers={"Referer": "https://example.org/"})
        inner = parse_qs(urlsplit(answer.headers["Location"]).query)["next"][0]
        assert parse_qs(urlsplit(inner).query)["next"] == ["/"]
