"""Notices tell a colleague that something happened, by kind and number; their words name nobody."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from staff.models import Notice, Role
from staff.notices.telling import PAGES, WORDS
from tests.people.conftest import signed_in
from tests.rows import a_user

pytestmark = pytest.mark.django_db
KIND = Notice.Kind.EMERGENCY_OPENED
URL = "staff:notices"


@pytest.fixture
def reader() -> Client:
    """A supervisor to whom two things were told; somebody else was told a third."""
    supervisor = a_user("the-supervisor", Role.SUPERVISOR)
    for about in (1, 2):
        Notice.objects.create(to=supervisor, kind=KIND, about=about)
    Notice.objects.create(to=a_user("somebody"), kind=KIND, about=3)
    return signed_in(supervisor)


def test_each_kind_has_words_and_a_page() -> None:
    assert set(WORDS) == set(PAGES) == set(Notice.Kind)


def test_one_sees_ones_own_the_newest_first_each_with_its_page(reader: Client) -> None:
    page = reader.get(reverse(URL))
    links = [notice.url for notice in page.context["notices"]]
    assert links == [reverse("cases:emergency_access", args=[about]) for about in (2, 1)]
    assert all(link in page.content.decode() for link in links)


def test_the_bell_counts_on_every_page_what_nobody_read_yet(reader: Client) -> None:
    assert "2 notices to read" in reader.get(reverse("people:list")).content.decode()
    assert reader.post(reverse("staff:read_notices")).status_code == 302
    assert "0 notices to read" in reader.get(reverse("people:list")).content.decode()
    assert Notice.objects.unread().count() == 1
    assert not any(notice.is_new for notice in reader.get(reverse(URL)).context["notices"])


def test_who_was_told_nothing_is_told_so(db: None) -> None:
    assert "Nothing to tell you" in signed_in(a_user("new-here")).get(reverse(URL)).content.decode()


def test_where_the_role_does_not_open_the_page_there_is_no_link(db: None) -> None:
    keeper = a_user("keeper", Role.SYSTEM_ADMINISTRATOR)
    Notice.objects.create(to=keeper, kind=KIND, about=1)
    page = signed_in(keeper).get(reverse(URL))
    assert [notice.url for notice in page.context["notices"]] == [""]


def test_a_notice_is_marked_by_post_only(reader: Client) -> None:
    assert reader.get(reverse("staff:read_notices")).status_code == 405
    assert Notice.objects.unread().count() == 3
