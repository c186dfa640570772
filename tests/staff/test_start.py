"""The first page leads everybody to where their role has something to do."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from staff.models import Role, User
from tests.rows import a_user

pytestmark = pytest.mark.django_db

LEADS = {
    Role.CASEWORKER: "",
    Role.SUPERVISOR: "",
    Role.TEAM_ADMINISTRATOR: "",
    Role.AUDITOR: "/reading/record/",
    Role.SYSTEM_ADMINISTRATOR: "/admin/",
    Role.PARTNER: "/referred/",
}


@pytest.mark.parametrize("role", Role)
def test_each_role_begins_where_it_has_something_to_do(role: Role) -> None:
    client = Client()
    client.force_login(a_user(f"a-{role.value}", role, is_staff=role == Role.SYSTEM_ADMINISTRATOR))
    answer = client.get("/")
    assert answer.headers.get("Location", "") == LEADS[role]
    assert client.get("/", follow=True).status_code == 200


def test_a_superuser_begins_in_the_administration_and_finds_no_file_there() -> None:
    client = Client()
    client.force_login(User.objects.create(username="root", is_staff=True, is_superuser=True))
    page = client.get("/", follow=True)
    assert page.redirect_chain == [("/admin/", 302)]
    shown = page.content.decode()
    assert "Users" in shown
    for nobody_of_theirs in ("Subjects", "Cases", "Stays", "Sources"):
        assert nobody_of_theirs not in shown


def test_who_has_no_role_is_told_so() -> None:
    client = Client()
    client.force_login(User.objects.create(username="new"))
    assert client.get("/").status_code == 403


@pytest.mark.parametrize(("role", "entries"), [(Role.AUDITOR, ["staff:audit"]), (Role.PARTNER, [])])
def test_the_navigation_shows_what_a_role_may_open_and_nothing_else(role: Role, entries: list[str]) -> None:
    client = Client()
    client.force_login(a_user(f"a-{role.value}", role))
    shown = client.get(reverse("staff:sessions")).content.decode().partition('<div class="me">')[0]
    for name in ("cases:list", "people:list", "people:sources", "staff:stops", "staff:audit", "admin:index"):
        assert (f'href="{reverse(name)}"' in shown) is (name in entries)
