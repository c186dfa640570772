"""The page of one person or group."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.actions import copy_of, correct_fact, identify_member, record_fact, retract_fact
from people.models import (
    Answer,
    Citation,
    CohortOverlap,
    ContactMethod,
    Grant,
    IdentityDocument,
    Kinship,
    LegalStatus,
    MilitaryService,
    Promise,
    PromiseAccount,
    Statement,
    Stay,
    Subject,
)
from people.span import Span
from tests.rows import a_cohort, a_fact, a_passage, a_person, a_place, a_team, a_user

pytestmark = pytest.mark.django_db


def page_of(client: Client, subject: Subject, **query: str) -> str:
    """What the page of the subject shows."""
    return client.get(subject.get_absolute_url(), query).content.decode()


def test_the_page_tells_everything_known(caseworker: Client) -> None:
    subject = a_person("Ana", "Zulueta").subject
    a_fact(
        Stay,
        subject=subject,
        location=a_place("a-shelter"),
        custody=Stay.Custody.SHELTERED,
        began=Span.parse("2019-04"),
    )
    a_fact(LegalStatus, subject=subject, may_work=Answer.NO)
    a_fact(MilitaryService, subject=subject, unit="Third battalion")
    a_fact(Kinship, subject=subject, described_as="her mother, in the mountains", location=a_place("andorra"))
    a_fact(ContactMethod, subject=subject, safe_to_call=Answer.NO)
    a_fact(IdentityDocument, person=subject.person)
    a_fact(Statement, subject=subject, text_en="They lost their house.")
    a_fact(Promise, promisee=subject, content_en="A roof and a permit.")
    shown = page_of(caseworker, subject)
    for words in (
        "a-shelter, sheltered",
        "began April 2019",
        "may not work",
        "Third battalion",
        "her mother, in the mountains",
        "Call: No",
        "They lost their house.",
        "A roof and a permit.",
    ):
        assert words in shown


def test_every_fact_says_who_says_so_or_that_nobody_does(caseworker: Client) -> None:
    subject = a_person().subject
    stay = a_fact(Stay, subject=subject)
    assert "No source recorded" in page_of(caseworker, subject)
    passage = a_passage()
    Citation.objects.create(stay=stay, passage=passage, certainty=Citation.Certainty.PROBABLE)
    shown = page_of(caseworker, subject)
    assert passage.get_absolute_url() in shown
    assert "sure-probable" in shown
    assert "probable" in shown


def test_a_claim_is_marked_by_word_and_shape(caseworker: Client) -> None:
    claimed, held = a_person().subject, a_person().subject
    a_fact(Statement, subject=claimed, accepted=False)
    a_fact(Statement, subject=held)
    marked = page_of(caseworker, claimed).split('class="tag tag-plain"', 1)[1]
    assert marked.index("<svg") < marked.index("Claim")
    assert "Claim" not in page_of(caseworker, held)


def test_masked_values_are_not_on_the_page(caseworker: Client) -> None:
    subject = a_person("Ana", "Zulueta").subject
    a_fact(ContactMethod, subject=subject, value="0414 555 0001", code_word="turpial")
    a_fact(IdentityDocument, person=subject.person, number="V-12345678")
    a_fact(Stay, subject=subject, exact_place="calle 7, casa 3", remark="")
    a_fact(LegalStatus, subject=subject, document="PPT 99887", remark="")
    shown = page_of(caseworker, subject)
    for secret in ("0414 555 0001", "turpial", "V-12345678", "calle 7", "PPT 99887"):
        assert secret not in shown
    assert shown.count("••••••••") == 5


def test_the_title_holds_no_name(caseworker: Client) -> None:
    subject = a_person("Ana", "Zulueta").subject
    shown = page_of(caseworker, subject)
    head = shown[: shown.index("</head>")]
    assert "Zulueta" not in head
    assert f"Person {str(subject.public_id)[:8]}" in head


def test_hidden_and_missing_files_answer_with_the_same_bytes(stranger: Client) -> None:
    hidden = stranger.get(a_person().subject.get_absolute_url())
    missing = stranger.get(reverse("people:detail", args=["00000000-0000-4000-8000-000000000000"]))
    assert hidden.status_code == missing.status_code == 404
    assert hidden.content == missing.content


def test_a_restricted_file_is_missing_without_a_grant(caseworker: Client) -> None:
    subject = a_person(restricted=True).subject
    assert caseworker.get(subject.get_absolute_url()).status_code == 404
    Grant.objects.create(subject=subject, user=a_user("the-caseworker"), reason="stands in for a colleague")
    assert caseworker.get(subject.get_absolute_url()).status_code == 200


def test_a_grant_that_ended_opens_nothing(stranger: Client) -> None:
    subject = a_person().subject
    grant = Grant.objects.create(subject=subject, team=a_team("second-office"), reason="referred")
    assert stranger.get(subject.get_absolute_url()).status_code == 200
    grant.until = timezone.localdate() - timedelta(days=1)
    grant.save()
    assert stranger.get(subject.get_absolute_url()).status_code == 404


def test_a_file_of_another_office_opened_by_a_grant_names_nobody_else_of_that_office(stranger: Client) -> None:
    subject, cohort = a_person("Ana", "Zulueta").subject, a_cohort("Hidden group of the first office")
    relative = a_person("Hidden", "Relative").subject
    speaker = a_person("Hidden", "Speaker").subject
    identify_member(cohort, subject.person, actor=a_user())
    a_fact(Kinship, subject=subject, relative=relative, described_as="")
    a_fact(Kinship, subject=relative, relative=subject, described_as="")
    said = a_fact(Statement, subject=subject)
    Citation.objects.create(statement=said, passage=a_passage(), mode=Citation.Mode.QUOTED, speaker_subject=speaker)
    Grant.objects.create(subject=subject, team=a_team("second-office"), reason="referred")
    shown = page_of(stranger, subject)
    assert "Hidden" not in shown
    assert "someone whose name is kept back" in shown


def test_what_was_taken_back_is_told_with_who_when_why_and_what_replaced_it(caseworker: Client) -> None:
    subject = a_person().subject
    old = a_fact(Statement, subject=subject, text_en="They sleep at the station.")
    new = copy_of(old)
    new.text_en = "They sleep at the church."
    correct_fact(old, new, reason="Misheard on the telephone.", actor=a_user("the-caseworker"))
    gone = a_fact(Statement, subject=subject, text_en="They own a boat.")
    retract_fact(gone, reason="Somebody else entirely.", actor=a_user("the-supervisor"))
    shown = page_of(caseworker, subject)
    standing, taken_back = shown.split("Taken back", 1)
    assert "They sleep at the church." in standing
    assert "They sleep at the station." not in standing
    for words in ("They sleep at the station.", "Misheard on the telephone.", "They own a boat.", "the-supervisor"):
        assert words in taken_back
    assert f'href="#f-{new.public_id}"' in taken_back


def test_both_pages_keep_the_trace_of_an_identified_member(caseworker: Client) -> None:
    cohort, person = a_cohort("Sergeants at the border"), a_person("Ana", "Zulueta")
    identify_member(cohort, person, actor=a_user())
    assert person.subject.get_absolute_url() in page_of(caseworker, cohort.subject)
    assert "Sergeants at the border" in page_of(caseworker, person.subject)


def test_a_relative_on_file_shows_on_both_pages(caseworker: Client) -> None:
    one, other = a_person("Ana", "Zulueta").subject, a_person("Luz", "Oropeza").subject
    abroad = {"location": a_place("andorra")}
    a_fact(Kinship, subject=one, relation=Kinship.Relation.SIBLING, relative=other, described_as="", **abroad)
    assert "Luz Oropeza" in page_of(caseworker, one)
    assert "Ana Zulueta" in page_of(caseworker, other)


def test_overlaps_of_groups_are_told_from_either_side(caseworker: Client) -> None:
    one, other = a_cohort("The smaller group"), a_cohort("The larger group")
    CohortOverlap.objects.create(one=one, other=other, extent=CohortOverlap.Extent.WITHIN)
    assert "This group lies within it" in page_of(caseworker, one.subject)
    assert "It lies within this group" in page_of(caseworker, other.subject)


def test_accounts_of_a_promise_stand_below_it(caseworker: Client) -> None:
    subject = a_person().subject
    promise = a_fact(Promise, promisee=subject)
    record_fact(PromiseAccount(promise=promise, state=PromiseAccount.State.BROKEN), actor=a_user())
    record_fact(PromiseAccount(promise=promise, state=PromiseAccount.State.KEPT), actor=a_user())
    shown = page_of(caseworker, subject)
    assert "Not kept" in shown
    assert "Kept" in shown


def test_stays_are_drawn_on_a_line_without_styles(caseworker: Client) -> None:
    subject = a_person().subject
    a_fact(Stay, subject=subject, began=Span.parse("2019-04"), ended=Span.parse("2019-09"))
    shown = page_of(caseworker, subject)
    assert "<svg" in shown
    assert "lane-surely" in shown
    assert "style=" not in shown


def test_a_file_with_nothing_in_it_says_what_to_do(caseworker: Client, administrator: Client) -> None:
    subject = a_person().subject
    assert page_of(caseworker, subject).count("Record it") >= 6
    assert "Record it" not in page_of(administrator, subject)


def test_htmx_gets_the_file_alone_and_puts_it_in_place_of_the_file(caseworker: Client) -> None:
    answer = caseworker.get(a_person().subject.get_absolute_url(), headers={"HX-Request": "true"})
    assert answer["HX-Retarget"] == "#file"
    assert "<html" not in answer.content.decode()


def test_as_known_on_a_day_shows_what_was_on_file_then(caseworker: Client) -> None:
    subject = a_person().subject
    now = timezone.now()
    Subject.objects.filter(pk=subject.pk).update(created_at=now - timedelta(days=40))
    early = a_fact(Statement, subject=subject, text_en="Heard early.", recorded_at=now - timedelta(days=30))
    a_fact(Statement, subject=subject, text_en="Heard late.", recorded_at=now - timedelta(days=10))
    retract_fact(early, reason="It was wrong.", actor=a_user())

    def on(days: int) -> str:
        return page_of(caseworker, subject, known_on=(timezone.localdate() - timedelta(days=days)).isoformat())

    assert "Heard early." not in on(31)
    assert "Heard early." in on(20)
    assert "Taken back" not in on(20)
    assert "Heard late." not in on(20)
    assert "Heard late." in on(5)
    assert "It was wrong." in on(0)
    assert "nothing was on file" in on(50)
    assert "What to do with this" not in on(5)


def test_a_day_that_cannot_be_known_is_refused_with_a_sentence(caseworker: Client) -> None:
    subject = a_person("Ana", "Zulueta").subject
    for day in ("tomorrow", "2999-01-01", "0001-01-01", "\x00"):
        answer = caseworker.get(subject.get_absolute_url(), {"known_on": day})
        assert answer.status_code == 422
        assert "That day cannot be shown" in answer.content.decode()
        assert "Ana Zulueta" in answer.content.decode()
