"""Every page about people asks the database a fixed number of questions, however much is on file.

The budgets are committed in query_budgets.json; a page that needs fewer should lower its own.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.actions import identify_member, record_fact
from people.models import (
    Alias,
    Citation,
    Cohort,
    CohortOverlap,
    ContactMethod,
    IdentityDocument,
    Kinship,
    LegalStatus,
    MilitaryService,
    Passage,
    Person,
    Promise,
    PromiseAccount,
    Statement,
    Stay,
)
from people.span import Span
from tests.rows import a_cohort, a_fact, a_passage, a_person, a_place, a_source, a_user, an_actor

pytestmark = pytest.mark.django_db
BUDGETS: dict[str, int] = json.loads((Path(__file__).parent / "query_budgets.json").read_text())


class File:
    """A person and a group of which more and more becomes known."""

    def __init__(self) -> None:
        self.person: Person = a_person("Ana", "Zulueta")
        self.cohort: Cohort = a_cohort("Zulueta and others")
        self.country = a_place("andorra-la-vieja")
        self.source = a_source("a-growing-source")
        self.round = 0

    def grow(self) -> None:
        """One more fact of every kind, each with a citation of a passage of its own and a speaker of its own."""
        self.round += 1
        n, subject, speaker = self.round, self.person.subject, a_person(f"Speaker{self.round}", "Zulueta").subject
        year = Span.parse(str(1990 + n))
        place = a_place(f"a-growing-place-{n}", parent=self.country)
        for owner in (subject, self.cohort.subject):
            self.say("stay", a_fact(Stay, subject=owner, location=place, began=year, accepted=False), n, speaker)
            self.say("legal_status", a_fact(LegalStatus, subject=owner, began=year, accepted=False), n, speaker)
            self.say("service", a_fact(MilitaryService, subject=owner), n, speaker)
            self.say("kinship", a_fact(Kinship, subject=owner, relative=a_person().subject, location=place), n, speaker)
            self.say("contact_method", a_fact(ContactMethod, subject=owner), n, speaker)
            self.say("statement", a_fact(Statement, subject=owner), n, speaker)
            promise = a_fact(Promise, promisee=owner, promisor=an_actor(f"a-growing-actor-{n}"))
            account = record_fact(PromiseAccount(promise=promise, state=PromiseAccount.State.KEPT), actor=a_user())
            self.say("promise", promise, n, speaker)
            self.say("promise_account", account, n, speaker)
        self.say("identity_document", a_fact(IdentityDocument, person=self.person), n, speaker)
        self.say("subject", subject, n, speaker)
        member = identify_member(self.cohort, a_person(f"Member{n}", "Zulueta"), actor=a_user())
        self.say("identification", member, n, speaker)
        self.say("overlap", CohortOverlap.objects.create(one=self.cohort, other=a_cohort()), n, speaker)
        self.say("stay", a_fact(Stay, subject=speaker, location=place), n, subject)
        self.say("legal_status", a_fact(LegalStatus, subject=speaker), n, subject)
        a_fact(MilitaryService, subject=speaker)
        Alias.objects.create(person=self.person, name=f"Alias {n}")

    def say(self, column: str, fact: object, n: int, speaker: object) -> None:
        """Let somebody say so in a passage of its own."""
        passage: Passage = a_passage(n * 20, source=self.source)
        spoken = {"mode": Citation.Mode.CLAIMED, "speaker_subject": speaker}
        Citation.objects.create(**{column: fact}, passage=passage, **spoken)

    def url(self, name: str) -> str:
        """The address of a page."""
        public_id = self.cohort.subject.public_id if name.endswith("group") else self.person.subject.public_id
        if name in ("people:source", "people:location"):
            return reverse(name, args=[self.source.code if name == "people:source" else self.country.code])
        if ":detail" in name:
            return reverse("people:detail", args=[public_id])
        if ":record" in name:
            return reverse("people:record", args=[public_id, name.split(" ")[1]])
        return reverse(name)


def questions(client: Client, url: str, sent: dict[str, str] | None) -> int:
    """How many queries the page costs."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(url, sent) if sent else client.get(url)
    assert answer.status_code == 200
    # Naming its reader to the database is part of how a transaction begins.
    return len([query for query in asked if not query["sql"].startswith("SELECT amparo_enter")])


SENT = {"people:search", "people:new_person"}
TYPED = {"q": "zulueta", "given_names": "Ana", "family_names": "Zulueta"}


def test_pages_stay_within_their_budgets_however_much_is_on_file(caseworker: Client) -> None:
    file = File()
    file.grow()

    def asked() -> dict[str, int]:
        return {name: questions(caseworker, file.url(name), TYPED if name in SENT else None) for name in BUDGETS}

    asked()  # the first page of a process also asks PostgreSQL for its types
    first = asked()
    for _ in range(3):
        file.grow()
    later = asked()
    assert later == first, "The number of queries grows with the rows."
    assert {name: count for name, count in later.items() if count > BUDGETS[name]} == {}
    assert {name: count for name, count in later.items() if count < BUDGETS[name]} == {}, "Lower these budgets."


def test_no_budget_is_kept_for_a_page_that_is_gone_and_none_is_missing() -> None:
    pages = {"list", "search", "promises", "sources", "source", "locations", "location", "new_person", "new_cohort"}
    told = {name.split(" ")[0] for name in BUDGETS}
    assert told == {f"people:{page}" for page in (*pages, "detail", "record")}
