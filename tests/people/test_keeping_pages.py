"""The pages on which a file is held, and let go by two people."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases.actions import close_case
from cases.models import Case, Outcome
from people.actions import agree_to_erasure
from people.models import Erasure, Grant, LegalHold, Stay, Subject
from staff.models import Role
from tests.people.conftest import signed_in
from tests.reads import looks_at, put_on_record
from tests.rows import a_case, a_cohort, a_fact, a_person, a_team, a_user, an_erasure
from tests.whole_file import WholeFile

pytestmark = pytest.mark.django_db
MISSING = "00000000-0000-4000-8000-000000000000"
ASKED = {"why": "wish", "reason": "She asked for it."}
PAGES = ("hold", "erase", "agree_to_erasure")


def url_of(name: str, subject: Subject) -> str:
    return reverse(f"people:{name}", args=[subject.public_id])


@pytest.fixture
def second(db: None) -> Client:
    """Another supervisor of the first office."""
    return signed_in(a_user("second-supervisor", Role.SUPERVISOR))


@pytest.fixture
def subject(db: None) -> Subject:
    """Somebody of the first office whose file nobody has asked to erase."""
    return a_person("Ana", "Zulueta").subject


def gone(subject: Subject) -> Subject:
    """The same file, after two people let it go."""
    agree_to_erasure(an_erasure(subject), actor=a_user("the-second"))
    return Subject.objects.get(pk=subject.pk)


def test_supervisors_hold_a_file_and_nobody_else_does(
    subject: Subject, caseworker: Client, supervisor: Client, administrator: Client, stranger: Client
) -> None:
    url = url_of("hold", subject)
    everybody = (supervisor, caseworker, administrator, stranger)
    assert [who.get(url).status_code for who in everybody] == [200, 403, 403, 403]
    assert [who.post(url, {"reason": "A court."}).status_code for who in everybody] == [303, 403, 403, 403]
    hold = LegalHold.objects.get(subject=subject)
    lift = reverse("people:lift_hold", args=[hold.public_id])
    assert [who.get(lift).status_code for who in everybody] == [200, 403, 403, 403]
    assert [who.post(lift).status_code for who in everybody] == [303, 403, 403, 403]
    hold.refresh_from_db()
    assert (hold.placed_by, hold.lifted_by) == (a_user("the-supervisor"), a_user("the-supervisor"))


def test_a_hold_needs_a_reason_and_says_so_on_the_file(
    subject: Subject, caseworker: Client, supervisor: Client
) -> None:
    url = url_of("hold", subject)
    assert supervisor.post(url, {"reason": ""}).status_code == 422
    assert "No hold stands or stood on this file." in supervisor.get(url).content.decode()
    supervisor.post(url, {"reason": "A court asks for it."})
    assert "A court asks for it." in supervisor.get(url).content.decode()
    shown = caseworker.get(subject.get_absolute_url()).content.decode()
    assert "Legal hold" in shown
    assert "A court asks for it." not in shown
    hold = LegalHold.objects.get()
    lift = reverse("people:lift_hold", args=[hold.public_id])
    supervisor.post(lift)
    told = supervisor.post(lift)
    assert told.status_code == 422
    assert "Somebody has lifted this hold already." in told.content.decode()


def test_who_may_ask_for_an_erasure_and_who_may_agree(
    subject: Subject, caseworker: Client, supervisor: Client, administrator: Client, stranger: Client
) -> None:
    ask = url_of("erase", subject)
    everybody = (caseworker, supervisor, administrator, stranger)
    assert [who.get(ask).status_code for who in everybody] == [200, 200, 403, 404]
    assert [who.post(ask, ASKED).status_code for who in (administrator, stranger)] == [403, 404]
    an_erasure(subject, asked_by=a_user("somebody-else"))
    agree = url_of("agree_to_erasure", subject)
    assert [who.get(agree).status_code for who in everybody] == [403, 200, 403, 403]
    assert [who.post(agree, {"sure": "on"}).status_code for who in (caseworker, administrator)] == [403, 403]
    withdraw = url_of("withdraw_erasure", subject)
    assert [who.post(withdraw).status_code for who in (administrator, stranger, caseworker)] == [403, 404, 303]


def test_to_a_stranger_of_the_same_rank_a_file_is_missing_whatever_is_asked_of_it(subject: Subject) -> None:
    elsewhere = a_user("leads-elsewhere", Role.SUPERVISOR)
    elsewhere.memberships.update(team=a_team("second-office"))
    client = signed_in(elsewhere)
    hold = LegalHold.objects.create(subject=subject, reason="A court.", placed_by=a_user())
    urls = [url_of(name, subject) for name in PAGES]
    urls.append(reverse("people:lift_hold", args=[hold.public_id]))
    for url in urls:
        public_id = next(part for part in url.split("/") if part.count("-") == 4)
        for send in (client.get, client.post):
            hidden, missing = send(url), send(url.replace(public_id, MISSING))
            assert hidden.status_code == missing.status_code == 404
            assert hidden.content == missing.content


def test_one_asks_and_another_agrees_a_day_later(subject: Subject, supervisor: Client, second: Client) -> None:
    ask, agree = url_of("erase", subject), url_of("agree_to_erasure", subject)
    assert supervisor.post(ask, {"why": "", "reason": ""}).status_code == 422
    assert supervisor.post(ask, ASKED).status_code == 303
    assert "Somebody has asked for this file to be erased" in second.get(subject.get_absolute_url()).content.decode()
    refused = supervisor.post(agree, {"sure": "on"})
    assert refused.status_code == 422
    assert "a second person must" in refused.content.decode()
    early = second.post(agree, {"sure": "on"})
    assert early.status_code == 422
    assert "A day must pass between asking and agreeing." in early.content.decode()
    assert "You may agree from" in second.get(ask).content.decode()
    assert second.post(ask, ASKED).status_code == 422
    assert second.post(url_of("withdraw_erasure", subject)).status_code == 303
    assert second.post(url_of("withdraw_erasure", subject)).status_code == 404
    an_erasure(subject, asked_by=a_user("the-supervisor"))
    assert second.post(agree, {}).status_code == 422
    assert second.post(agree, {"sure": "on"}).status_code == 303
    assert Subject.objects.get(pk=subject.pk).is_erased


def test_a_hold_and_an_open_case_are_told_to_whoever_asks(subject: Subject, supervisor: Client) -> None:
    a_case(subject)
    LegalHold.objects.create(subject=subject, reason="A court.", placed_by=a_user())
    told = supervisor.post(url_of("erase", subject), ASKED)
    assert told.status_code == 422
    for words in ("A legal hold stands on this file", "still open: close it first", "She asked for it."):
        assert words in told.content.decode()
    assert not Erasure.objects.exists()


def test_the_tombstone_answers_those_who_could_see_the_file_and_nobody_else(
    subject: Subject, caseworker: Client, supervisor: Client, administrator: Client, stranger: Client
) -> None:
    Grant.objects.create(subject=subject, user=a_user("named-to-it"), reason="Second opinion")
    # Moving somebody to another office ends their sessions.
    a_user("named-to-it").memberships.update(team=a_team("third-office"))
    granted = signed_in(a_user("named-to-it"))
    url = gone(subject).get_absolute_url()
    for who in (caseworker, supervisor, administrator, granted):
        told = who.get(url)
        assert told.status_code == 410
        shown = told.content.decode()
        for words in ("Erased file", "The person asked for it", "the-second", str(subject.public_id)):
            assert words in shown
        assert "Zulueta" not in shown
    hidden, missing = stranger.get(url), stranger.get(reverse("people:detail", args=[MISSING]))
    assert hidden.status_code == 404
    assert hidden.content == missing.content
    assert reverse("people:looks", args=[subject.public_id]) in supervisor.get(url).content.decode()
    assert reverse("people:looks", args=[subject.public_id]) not in caseworker.get(url).content.decode()
    looks = supervisor.get(reverse("people:looks", args=[subject.public_id]))
    assert "the-caseworker" in looks.content.decode()


def test_every_other_page_of_an_erased_file_is_missing_to_all(caseworker: Client, supervisor: Client) -> None:
    file = WholeFile()
    stay, case = file.rows[Stay], file.rows[Case]
    gone(file.subject)
    subject = [file.subject.public_id]
    urls = [
        *(reverse(f"people:{name}", args=subject) for name in ("edit", "new_alias", *PAGES)),
        reverse("people:record", args=[*subject, "stay"]),
        reverse("people:take_back", args=["stay", stay.public_id]),
        reverse("cases:new") + f"?subject={subject[0]}",
        *(reverse(f"cases:{name}", args=[case.reference]) for name in ("move", "close", "reopen", "new_note")),
        reverse("cases:what_we_hold", args=subject),
        reverse("cases:keep_longer", args=subject),
    ]
    for url in urls:
        for send in (supervisor.get, supervisor.post):
            assert send(url).status_code == 404, url


def test_the_case_of_an_erased_file_remains_as_figures(
    caseworker: Client, supervisor: Client, stranger: Client
) -> None:
    file = WholeFile()
    case = file.rows[Case]
    Case.objects.filter(pk=case.pk).update(opened_on="2020-01-01")
    gone(file.subject)
    told = caseworker.get(case.get_absolute_url())
    assert told.status_code == 410
    shown = told.content.decode()
    for words in (case.reference, "Erased file", "Goals achieved", "Closed"):
        assert words in shown
    assert "Zq" not in shown
    assert stranger.get(case.get_absolute_url()).status_code == 404
    listed = caseworker.get(reverse("cases:list") + "?state=closed").content.decode()
    assert case.reference in listed
    assert "Erased file" in listed


def test_an_erased_file_stands_in_no_list_and_is_found_by_no_name(subject: Subject, caseworker: Client) -> None:
    search = {"q": "Zulueta"}
    assert "Zulueta" in caseworker.get(reverse("people:list")).content.decode()
    gone(subject)
    for page in (caseworker.get(reverse("people:list")), caseworker.post(reverse("people:search"), search)):
        shown = page.content.decode()
        assert "Erased file" not in shown
        assert subject.get_absolute_url() not in shown


def test_an_erased_group_breaks_no_list(caseworker: Client) -> None:
    group = a_cohort().subject
    case = a_case(group)
    close_case(case, Outcome.OTHER, reason="-", actor=a_user())
    gone(group)
    assert "Erased file" in caseworker.get(reverse("cases:list") + "?state=closed").content.decode()
    assert caseworker.get(case.get_absolute_url()).status_code == 410
    assert caseworker.get(group.get_absolute_url()).status_code == 410


def test_who_looked_at_holds_and_erasures_is_on_record(subject: Subject, supervisor: Client) -> None:
    with put_on_record() as reads:
        supervisor.get(url_of("hold", subject))
        supervisor.get(url_of("erase", subject))
        gone(subject)
        supervisor.get(subject.get_absolute_url())
    assert [read.page for read in reads] == ["people:hold", "people:erase", "people:detail"]
    assert ("opened", "people:detail") in looks_at(subject.pk)


def test_a_file_offers_what_its_reader_may_do(subject: Subject, caseworker: Client, supervisor: Client) -> None:
    a_fact(Stay, subject=subject)
    pages: dict[str, Any] = {
        "caseworker": caseworker.get(subject.get_absolute_url()).content.decode(),
        "supervisor": supervisor.get(subject.get_absolute_url()).content.decode(),
    }
    letter = reverse("cases:what_we_hold", args=[subject.public_id])
    assert [url_of("hold", subject) in pages[who] for who in pages] == [False, True]
    assert [url_of("erase", subject) in pages[who] for who in pages] == [True, True]
    assert [letter in pages[who] for who in pages] == [False, True]
