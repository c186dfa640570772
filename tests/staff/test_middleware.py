"""What every answer carries, whoever asks."""

import pytest
from django.test import Client
from django.urls import reverse

from staff.models import User

OPEN_PAGES = ("account_login", "staff:today", "healthz")


@pytest.mark.django_db
def test_no_browser_keeps_a_page(client: Client) -> None:
    for name in OPEN_PAGES:
        assert client.get(reverse(name)).headers["Cache-Control"] == "no-store"
    assert client.get("/no-such-page/").headers["Cache-Control"] == "no-store"
    client.force_login(User.objects.create(username="someone"))
    assert client.get(reverse("account_change_password")).headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_every_page_but_the_open_ones_asks_a_stranger_to_sign_in(client: Client) -> None:
    closed = ("cases:my_work", "cases:list", "people:list", "people:sources", "people:promises", "people:locations")
    for name in closed:
        answer = client.get(reverse(name))
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, reverse("account_login"))
    for name in OPEN_PAGES:
        assert client.get(reverse(name)).status_code == 200


@pytest.mark.django_db
def test_a_stranger_can_choose_a_language_before_signing_in(client: Client) -> None:
    answer = client.post(reverse("set_language"), {"language": "es", "next": reverse("account_login")})
    assert answer.status_code == 302
    assert 'lang="es"' in client.get(reverse("account_login")).content.decode()
