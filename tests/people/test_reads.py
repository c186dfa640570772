"""Who looks at whom is on record before the page is shown; and what is not on record is not shown."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Case
from people.blind_index import query_tokens
from people.models import Citation, ContactMethod, Kinship, Promise, Stay, Subject
from staff.models import Membership, Read, Role, User
from tests.people.conftest import signed_in
from tests.reads import looks_at, put_on_record, seen_in
from tests.rows import a_case, a_fact, a_passage, a_person, a_place, a_team, a_user, an_administrator

pytestmark = pytest.mark.django_db
MISSING = "00000000-0000-4000-8000-000000000000"


class World:
    """One person of each way in which a page may come to name somebody, each with a family name of their own."""

    def __init__(self) -> None:
        self.abroad = a_place("andorra")
        self.held = self.person("Abascal")
        self.speaker = self.person("Bermejo")
        self.relative = self.person("Cifuentes")
        self.promised = self.person("Dorrego")
        self.case = a_case(self.held, caseworker=a_user("the-caseworker"))
        self.stay = a_fact(Stay, subject=self.held, location=self.abroad)
        self.passage = a_passage()
        said = {"mode": Citation.Mode.CLAIMED, "speaker_subject": self.speaker}
        Citation.objects.create(stay=self.stay, passage=self.passage, **said)
        a_fact(Kinship, subject=self.held, relative=self.relative, location=self.abroad, described_as="")
        a_fact(Promise, promisee=self.promised)

    def person(self, family: str) -> Subject:
        """Somebody on file."""
        return a_person("Zoraida", family).subject

    @property
    def names(self) -> dict[str, int]:
        """Everybody by family name."""
        people = (self.held, self.speaker, self.relative, self.promised)
        return {one.name.split()[-1]: one.pk for one in people}

    @property
    def pages(self) -> dict[str, str]:
        """Every page on which somebody is named."""
        file, case = [self.held.public_id], [self.case.reference]
        return {
            "people:list": reverse("people:list"),
            "people:detail": reverse("people:detail", args=file),
            "people:consent": reverse("people:consent", args=file),
            "people:consent_statement": reverse("people:consent_statement", args=file),
            "people:give_consent": reverse("people:give_consent", args=file),
            "people:edit": reverse("people:edit", args=file),
            "people:erase": reverse("people:erase", args=file),
            "people:record": reverse("people:record", args=[*file, "stay"]),
            "people:correct": reverse("people:correct", args=["stay", self.stay.public_id]),
            "people:take_back": reverse("people:take_back", args=["stay", self.stay.public_id]),
            "people:cite": reverse("people:cite", args=["stay", self.stay.public_id]),
            "people:promises": reverse("people:promises"),
            "people:source": self.passage.source.get_absolute_url(),
            "people:location": reverse("people:location", args=[self.abroad.code]),
            "cases:my_work": reverse("cases:my_work"),
            "cases:list": reverse("cases:list"),
            "cases:detail": reverse("cases:detail", args=case),
            "cases:move": reverse("cases:move", args=case),
            "cases:referrals": reverse("cases:referrals", args=case),
            "cases:refer": reverse("cases:refer", args=case),
            "cases:record_stay": reverse("cases:record_stay", args=case),
            "cases:new": f"{reverse('cases:new')}?subject={self.held.public_id}",
        }


SEARCHES = {
    "people:search": {"q": "zoraida"},
    "cases:choose_subject": {"q": "zoraida"},
    "people:new_person": {"given_names": "Zoraida", "family_names": "Abascal"},
}


def test_every_page_names_only_those_who_are_on_record_for_it_with_one_more_query(caseworker: Client) -> None:
    world = World()
    found: set[str] = set()
    for name, url in {**world.pages, **{name: reverse(name) for name in SEARCHES}}.items():
        with put_on_record() as reads:
            got = caseworker.post(url, SEARCHES[name]) if name in SEARCHES else caseworker.get(url)
        shown = got.content.decode()
        assert got.status_code == 200, name
        named = {family for family in world.names if family in shown}
        found |= named
        assert {world.names[family] for family in named} <= seen_in(reads), name
        # One row holds them all: a page that wrote a second one named somebody its view had not told of.
        assert [read.page for read in reads] == [name]
    assert found == set(world.names), "Some of them stood on no page: the test proves little."


def test_a_read_says_who_when_from_where_and_how(caseworker: Client) -> None:
    world = World()
    with put_on_record() as reads:
        caseworker.get(world.pages["cases:detail"], REMOTE_ADDR="203.0.113.9")
    (read,) = reads
    assert read.reader == a_user("the-caseworker").pk
    assert (read.address, read.page, read.status) == ("203.0.113.9", "cases:detail", 200)
    assert (read.opened, read.opened_cases) == ([world.held.pk], [world.case.pk])
    assert world.speaker.pk in read.listed
    with put_on_record() as reads:
        caseworker.get(reverse("cases:list"))
    assert (reads[0].opened, reads[0].listed_cases) == ([], [world.case.pk])


def test_a_revealed_field_and_a_search_are_told_without_their_words(caseworker: Client) -> None:
    fact = a_fact(ContactMethod, value="0414 555 0001")
    with put_on_record() as reads:
        caseworker.post(reverse("people:reveal", args=["way-to-reach", fact.public_id, "value"]))
        caseworker.post(reverse("people:search"), {"q": "Quiñonez"})
    shown, searched = reads
    assert (shown.revealed, shown.revealed_of, shown.opened) == (
        "people.contactmethod.value",
        fact.pk,
        [fact.subject_id],
    )
    assert looks_at(fact.subject_id)[0] == ("revealed", "people:reveal")
    (word,) = query_tokens("quinonez")
    assert word.word in searched.tokens
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(r::text, ' ') FROM staff_read r")
        (everything,) = cursor.fetchone()
    assert "0414" not in everything
    assert "uinonez" not in everything.casefold()


def test_what_was_refused_is_on_record_although_the_request_rolled_back(
    stranger: Client, administrator: Client
) -> None:
    subject = a_person().subject
    case = a_case(subject)
    fact = a_fact(ContactMethod, subject=subject)
    with put_on_record() as reads:
        stranger.get(reverse("people:detail", args=[subject.public_id]))
        stranger.get(reverse("cases:detail", args=[case.reference]))
        stranger.post(reverse("people:reveal", args=["way-to-reach", fact.public_id, "value"]))
        works_in_two_offices().get(reverse("people:edit", args=[subject.public_id]))
        administrator.get(reverse("people:new_person"))
    told = [(read.page, read.status, read.opened) for read in reads]
    assert told[:4] == [
        ("people:detail", 404, [subject.pk]),
        ("cases:detail", 404, [subject.pk]),
        ("people:reveal", 404, [subject.pk]),
        ("people:edit", 403, [subject.pk]),
    ]
    assert told[4:] == [("people:new_person", 403, [])]
    assert {how for how, _page in looks_at(subject.pk)} == {"refused"}


def test_hidden_and_missing_cost_the_same_and_are_both_on_record(stranger: Client) -> None:
    fact = a_fact(Stay)
    for hidden, missing in (
        (reverse("people:detail", args=[fact.subject.public_id]), reverse("people:detail", args=[MISSING])),
        (reverse("people:cite", args=["stay", fact.public_id]), reverse("people:cite", args=["stay", MISSING])),
        (reverse("cases:detail", args=[a_case().reference]), reverse("cases:detail", args=["AMP-1999-000001"])),
    ):
        asked = []
        with put_on_record() as reads:
            for url in (hidden, missing):
                with CaptureQueriesContext(connection) as seen:
                    assert stranger.get(url).status_code == 404
                asked.append(len(seen))
        assert asked[0] == asked[1]
        assert [bool(read.opened) for read in reads] == [True, False]


def works_in_two_offices() -> Client:
    """Somebody who may write in the other office's files, and only see the first one's."""
    both = User.objects.create(username="works-in-two-offices")
    Membership.objects.create(user=both, team=a_team(), role=Role.TEAM_ADMINISTRATOR)
    Membership.objects.create(user=both, team=a_team("second-office"), role=Role.SUPERVISOR)
    return signed_in(both)


@pytest.fixture
def nothing_can_be_recorded() -> Iterator[None]:
    """The application's right to add to the record is gone, for every connection."""
    with psycopg.connect(os.environ["AMPARO_OWNER_DATABASE_URL"], autocommit=True) as owner:
        owner.execute("REVOKE INSERT ON staff_read FROM amparo")
        try:
            yield
        finally:
            owner.execute("GRANT INSERT ON staff_read TO amparo")


def test_no_record_no_page(administrator: Client, caseworker: Client, nothing_can_be_recorded: None) -> None:
    world = World()
    admin = signed_in(an_administrator("sees-all"))
    pages = {name: (caseworker, url) for name, url in world.pages.items()}
    pages |= {name: (caseworker, reverse(name)) for name in SEARCHES}
    pages["admin change"] = (admin, reverse("admin:people_person_change", args=[world.held.pk]))
    pages["admin list"] = (admin, reverse("admin:people_stay_changelist"))
    pages["admin history"] = (admin, reverse("admin:cases_case_history", args=[world.case.pk]))
    pages["hidden"] = (caseworker, reverse("people:detail", args=[MISSING]))
    for name, (client, url) in pages.items():
        client.raise_request_exception = False
        got = client.post(url, SEARCHES[name]) if name in SEARCHES else client.get(url)
        assert got.status_code == 500, name
        assert not [family for family in world.names if family in got.content.decode()], name
    assert not Read.objects.filter(reader=a_user("the-caseworker").pk).exists()


def test_the_record_is_written_before_a_line_of_the_page_is_rendered(
    caseworker: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World()
    on_record: list[int] = []

    def watched(renders: Any) -> Any:
        def rendered(*args: Any, **kwargs: Any) -> Any:
            on_record.append(Read.objects.filter(opened__contains=[world.held.pk]).count())
            return renders(*args, **kwargs)

        return rendered

    monkeypatch.setattr("people.views.answer.render", watched(render))
    monkeypatch.setattr(TemplateResponse, "render", watched(TemplateResponse.render))
    caseworker.get(world.pages["people:detail"])
    caseworker.get(world.pages["cases:detail"])
    admin = signed_in(an_administrator("sees-all"))
    admin.get(reverse("admin:people_person_change", args=[world.held.pk]))
    # A page of the administration is rendered inside its view; asked again, it is rendered already.
    assert on_record == [1, 2, 3, 3]


def test_a_view_that_forgets_to_tell_is_put_on_record_all_the_same(
    caseworker: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World()
    monkeypatch.setattr("people.views.people.collector", SimpleNamespace(listed=lambda subjects: None))
    with put_on_record() as reads:
        shown = caseworker.get(reverse("people:location", args=[world.abroad.code])).content.decode()
    assert "Abascal" in shown
    assert world.held.pk in seen_in(reads)


def test_a_supervisor_sees_who_has_looked_and_nobody_else_does(
    caseworker: Client, supervisor: Client, administrator: Client, stranger: Client
) -> None:
    world = World()
    case: Case = world.case
    caseworker.get(world.pages["people:detail"])
    caseworker.get(world.pages["cases:detail"])
    caseworker.get(world.pages["cases:list"])
    stranger.get(world.pages["people:detail"])
    urls = [reverse("people:looks", args=[world.held.public_id]), reverse("cases:looks", args=[case.reference])]
    elsewhere = User.objects.create(username="leads-another-office")
    Membership.objects.create(user=elsewhere, team=a_team("third-office"), role=Role.SUPERVISOR)
    others = (caseworker, administrator, works_in_two_offices(), signed_in(elsewhere))
    for url in urls:
        assert [one.get(url).status_code for one in others] == [403, 403, 403, 404]
        assert supervisor.get(url).status_code == 200
    supervisor.get(urls[0])
    shown = supervisor.get(urls[0]).content.decode()
    for words in ("the-caseworker", "the-stranger", "Opened", "Refused", "127.0.0.1"):
        assert words in shown
    assert "Seen in a list" not in shown
    assert "Seen in a list" in supervisor.get(urls[0] + "?lists=yes").content.decode()
    assert "the-supervisor" in shown, "The supervisor's own look is on record as well."
    for page in ("people:detail", "cases:detail"):
        link = urls[page == "cases:detail"]
        assert link in supervisor.get(world.pages[page]).content.decode()
        assert link not in caseworker.get(world.pages[page]).content.decode()


def test_looks_come_a_page_at_a_time(supervisor: Client) -> None:
    subject = a_person().subject
    reader = signed_in(a_user("reads-a-lot"))
    for _ in range(51):
        reader.get(subject.get_absolute_url())
    url = reverse("people:looks", args=[subject.public_id])
    with CaptureQueriesContext(connection) as asked:
        first = supervisor.get(url)
    # Session, user, file, looks, names of those who looked, and the record of this look.
    told = [query["sql"] for query in asked if not re.search("SAVEPOINT|^SELECT amparo_enter", query["sql"])]
    assert len(told) == 6
    assert len(first.context["looks"]) == 50
    older = supervisor.get(first.context["next_url"])
    assert [look.who for look in older.context["looks"]] == ["reads-a-lot"]
