"""Recording a fact of any kind, with who says so."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people.models import (
    KINDS,
    Branch,
    Citation,
    DocumentKind,
    Identification,
    LegalStatus,
    LegalStatusKind,
    Rank,
    Stay,
)
from people.span import Span
from tests.rows import a_cohort, a_fact, a_passage, a_person, a_place, a_source, a_team, a_term, a_user, an_actor

pytestmark = pytest.mark.django_db
NOBODY = {"cite-mode": "asserted", "cite-certainty": "unverified"}


def said(slug: str) -> dict[str, Any]:
    """What is typed to record a fact of this kind."""
    country = a_place()
    typed: dict[str, Callable[[], dict[str, Any]]] = {
        "service": lambda: {"branch": a_term(Branch).pk, "rank": a_term(Rank).pk, "began": "2009", "ended": "2019"},
        "stay": lambda: {"location": country.code, "custody": "free", "began": "abril de 2019"},
        "legal-status": lambda: {"kind": a_term(LegalStatusKind).pk, "country": country.code, "may_work": "no"},
        "relative": lambda: {"relation": "partner", "described_as": "his wife", "location": country.code},
        "way-to-reach": lambda: {
            "kind": "phone",
            "value": "0414 555 0001",
            "safe_to_call": "no",
            "safe_to_write": "yes",
            "safe_to_leave_message": "unknown",
        },
        "document": lambda: {"kind": a_term(DocumentKind).pk, "number": "V-1", "country": country.code},
        "statement": lambda: {"topic": "loss", "text_es": "Perdió su casa."},
        "promise": lambda: {"promisor": an_actor().code, "content_en": "A roof."},
    }
    return typed[slug]() | {"accepted": "on", **NOBODY}


@pytest.mark.parametrize("slug", [slug for slug in KINDS if slug not in ("member", "account")])
def test_every_kind_of_fact_can_be_recorded(caseworker: Client, slug: str) -> None:
    subject = a_person().subject
    url = reverse("people:record", args=[subject.public_id, slug])
    assert caseworker.get(url).status_code == 200
    answer = caseworker.post(url, said(slug))
    assert answer.status_code == 303
    assert answer["Location"] == subject.get_absolute_url()
    fact = KINDS[slug].model._default_manager.get(**{KINDS[slug].owner: subject})
    assert fact.recorded_by == a_user("the-caseworker")
    assert fact.accepted
    assert caseworker.get(answer["Location"]).status_code == 200


def test_an_unticked_fact_is_a_claim(caseworker: Client) -> None:
    subject = a_person().subject
    typed = said("stay")
    del typed["accepted"]
    caseworker.post(reverse("people:record", args=[subject.public_id, "stay"]), typed)
    assert not Stay.objects.get(subject=subject).accepted


def test_impossible_dates_come_back_with_a_sentence_and_what_was_typed(caseworker: Client) -> None:
    subject = a_person().subject
    url = reverse("people:record", args=[subject.public_id, "stay"])
    answer = caseworker.post(url, said("stay") | {"began": "2020", "ended": "2019", "exact_place": "calle 7"})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "A stay cannot end before it began" in shown
    assert 'value="calle 7"' in shown
    assert not Stay.objects.filter(subject=subject).exists()


def test_a_stay_over_another_accepted_one_is_refused_in_the_words_of_the_rule(caseworker: Client) -> None:
    subject = a_person().subject
    a_fact(Stay, subject=subject, began=Span.parse("2019"), ended=Span.parse("2021"))
    url = reverse("people:record", args=[subject.public_id, "stay"])
    answer = caseworker.post(url, said("stay") | {"began": "2020"})
    assert answer.status_code == 422
    assert "Another accepted stay covers some of these days" in answer.content.decode()


def test_a_new_stay_ends_the_earlier_one_when_told_so(caseworker: Client) -> None:
    subject = a_person().subject
    earlier = a_fact(Stay, subject=subject, began=Span.parse("2019"))
    url = reverse("people:record", args=[subject.public_id, "stay"])
    assert "This ends the earlier one" in caseworker.get(url).content.decode()
    typed = said("stay") | {"began": "May 2020", "ends": str(earlier.public_id)}
    assert caseworker.post(url, typed).status_code == 303
    earlier.refresh_from_db()
    assert not earlier.is_standing
    assert earlier.corrected_by.ended == Span.parse("2020-05")
    assert Stay.objects.accepted().get(subject=subject, ended=None).began == Span.parse("2020-05")


def test_ending_the_earlier_one_needs_a_beginning(caseworker: Client) -> None:
    subject = a_person().subject
    earlier = a_fact(Stay, subject=subject, began=Span.parse("2019"))
    url = reverse("people:record", args=[subject.public_id, "stay"])
    answer = caseworker.post(url, said("stay") | {"began": "", "ends": str(earlier.public_id)})
    assert answer.status_code == 422
    assert "Say when it began: the earlier one ends then." in answer.content.decode()


def test_only_facts_of_this_person_can_be_ended(caseworker: Client) -> None:
    subject, other = a_person().subject, a_person().subject
    a_fact(LegalStatus, subject=subject)
    foreign = a_fact(LegalStatus, subject=other)
    url = reverse("people:record", args=[subject.public_id, "legal-status"])
    answer = caseworker.post(url, said("legal-status") | {"began": "2020", "ends": str(foreign.public_id)})
    assert answer.status_code == 422
    foreign.refresh_from_db()
    assert foreign.is_standing


def test_a_fact_is_recorded_with_who_says_so(caseworker: Client) -> None:
    subject, passage, speaker = a_person().subject, a_passage(), an_actor("a-speaker")
    typed = said("stay") | {
        "cite-source": passage.source.code,
        "cite-passage": str(passage.public_id),
        "cite-speaker": f"actor:{speaker.code}",
        "cite-mode": "claimed",
        "cite-certainty": "probable",
        "cite-inferred": "The year is ours.",
    }
    assert caseworker.post(reverse("people:record", args=[subject.public_id, "stay"]), typed).status_code == 303
    citation = Citation.objects.get(stay__subject=subject)
    assert (citation.passage, citation.speaker_actor, citation.mode) == (passage, speaker, "claimed")
    assert (citation.certainty, citation.inferred) == ("probable", "The year is ours.")


def test_the_person_of_the_file_can_be_the_one_who_speaks(caseworker: Client) -> None:
    subject, passage = a_person().subject, a_passage()
    typed = said("statement") | {
        "cite-source": passage.source.code,
        "cite-passage": str(passage.public_id),
        "cite-speaker": "file",
        "cite-mode": "quoted",
    }
    assert caseworker.post(reverse("people:record", args=[subject.public_id, "statement"]), typed).status_code == 303
    assert Citation.objects.get(statement__subject=subject).speaker_subject == subject


def test_a_speaker_and_the_source_do_not_speak_at_once(caseworker: Client) -> None:
    subject, passage = a_person().subject, a_passage()
    typed = said("stay") | {
        "cite-source": passage.source.code,
        "cite-passage": str(passage.public_id),
        "cite-speaker": f"actor:{an_actor().code}",
        "cite-mode": "asserted",
    }
    answer = caseworker.post(reverse("people:record", args=[subject.public_id, "stay"]), typed)
    assert answer.status_code == 422
    assert "What the source itself states has no other speaker" in answer.content.decode()
    assert "speaker" in answer.context["cite"].errors
    assert not Stay.objects.filter(subject=subject).exists()


def test_a_source_without_a_passage_is_no_citation(caseworker: Client) -> None:
    subject = a_person().subject
    typed = said("stay") | {"cite-source": a_source().code}
    answer = caseworker.post(reverse("people:record", args=[subject.public_id, "stay"]), typed)
    assert answer.status_code == 422
    assert "Choose the passage" in answer.content.decode()


def test_the_passages_of_a_source_are_shown_without_losing_or_judging_what_was_typed(caseworker: Client) -> None:
    subject, passage = a_person().subject, a_passage(source=a_source("another-source"))
    typed = {"began": "half typed", "cite-source": "another-source", "show_passages": "yes"}
    answer = caseworker.post(reverse("people:record", args=[subject.public_id, "stay"]), typed)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert str(passage.public_id) in shown
    assert 'value="half typed"' in shown
    assert "errors-summary" not in shown


def test_in_place_the_form_comes_alone_and_answers_in_place(caseworker: Client) -> None:
    url = reverse("people:record", args=[a_person().subject.public_id, "stay"])
    part = caseworker.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert f'hx-post="{url}"' in part
    assert "closest .inplace" in part
    assert "closest .inplace" not in caseworker.get(url).content.decode()


def test_a_member_is_identified_out_of_a_group(caseworker: Client) -> None:
    cohort, person = a_cohort("Sergeants"), a_person("Ana", "Zulueta")
    url = reverse("people:record", args=[cohort.subject.public_id, "member"])
    assert caseworker.get(url)["Location"] == reverse("people:choose", args=[cohort.subject.public_id, "member"])
    url += f"?other={person.subject.public_id}"
    assert "Ana Zulueta is one of: Sergeants" in caseworker.get(url).content.decode()
    assert caseworker.post(url, {"accepted": "on", **NOBODY}).status_code == 303
    assert Identification.objects.get(cohort=cohort, person=person).accepted
    twice = caseworker.post(url, {"accepted": "on", **NOBODY})
    assert twice.status_code == 422
    assert "already identified as a member of this group" in twice.content.decode()


def test_a_hidden_person_cannot_be_identified(stranger: Client) -> None:
    office = a_team("second-office")
    cohort = a_cohort()
    type(cohort.subject).objects.filter(pk=cohort.pk).update(team=office)
    url = reverse("people:record", args=[cohort.subject.public_id, "member"])
    for other in (a_person().subject.public_id, a_cohort().subject.public_id, "nonsense"):
        assert stranger.get(url, {"other": str(other)}).status_code == 404


def test_pages_that_make_no_sense_do_not_exist(caseworker: Client) -> None:
    person, cohort = a_person().subject, a_cohort().subject
    for subject, slug in ((person, "member"), (cohort, "document"), (person, "account"), (person, "horoscope")):
        assert caseworker.get(reverse("people:record", args=[subject.public_id, slug])).status_code == 404


def test_a_form_that_was_sent_without_anything_is_refused_and_not_taken_for_a_look(caseworker: Client) -> None:
    subject = a_person().subject
    answer = caseworker.post(reverse("people:record", args=[subject.public_id, "stay"]), {})
    assert answer.status_code == 422
    assert answer.context["form"].errors
