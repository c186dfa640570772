"""What a search in the administration finds, and that it never takes a name."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Kinship, LegalStatusKind, Location, Stay, Subject
from staff.admin import paginator
from staff.admin.search import found_by
from tests.rows import a_case, a_fact, a_person, a_place, a_term, an_administrator

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client: Client) -> Client:
    """An administrator's browser."""
    client.force_login(an_administrator())
    return client


def found(client: Client, url_name: str, text: str) -> list[Any]:
    """The rows that a list shows for a search."""
    answer = client.get(reverse(f"admin:{url_name}_changelist"), {"q": text})
    return list(answer.context["cl"].result_list)


def test_a_public_id_is_found_by_its_beginning(signed_in: Client) -> None:
    wanted, other = a_person().subject, a_person().subject
    for text in (str(wanted.public_id), str(wanted.public_id)[:9], wanted.public_id.hex.upper()):
        assert found(signed_in, "people_subject", text) == [wanted]
    assert other not in found(signed_in, "people_subject", str(wanted.public_id)[:13])


def test_what_is_no_public_id_finds_nothing_rather_than_everything(signed_in: Client) -> None:
    a_person()
    for text in ("abc", "Xiomara", "xiomara quinonez", "g" * 32, "a" * 33):
        assert found(signed_in, "people_subject", text) == []


def test_a_name_in_the_search_of_any_list_finds_nobody(signed_in: Client) -> None:
    case = a_case()
    a_fact(Stay, subject=case.subject)
    for url_name in ("people_person", "people_stay", "people_citation", "cases_case", "cases_note", "cases_event"):
        assert found(signed_in, url_name, "Xiomara") == []


def test_a_fact_is_found_by_its_subject(signed_in: Client) -> None:
    stay = a_fact(Stay)
    assert found(signed_in, "people_stay", str(stay.subject.public_id)) == [stay]


def test_a_case_is_found_by_its_reference_in_any_case_and_by_its_caseworker(signed_in: Client) -> None:
    worker = an_administrator("finds-me")
    case = a_case(caseworker=worker)
    a_case()
    for text in (case.reference, case.reference.lower(), "finds-me", f"{case.reference} finds"):
        assert found(signed_in, "cases_case", text) == [case]


def test_a_place_is_found_by_its_code_or_a_part_of_its_name(signed_in: Client) -> None:
    place = a_place("far-away-place")
    Location.objects.filter(pk=place.pk).update(label_en="Shelter of the Tests")
    assert found(signed_in, "people_location", "far-away") == [place]
    assert found(signed_in, "people_location", "of the tests") == [place]


def test_the_list_of_people_sends_a_name_to_the_casework_by_post(signed_in: Client) -> None:
    for url_name in ("people_subject", "people_person", "people_cohort"):
        page = signed_in.get(reverse(f"admin:{url_name}_changelist")).content.decode()
        assert f'method="post" action="{reverse("people:search")}"' in page


def test_a_null_character_finds_nothing() -> None:
    assert not found_by(Subject.objects.all(), ["public_id"], "\x00").exists()


def test_counting_stops_at_the_cap_and_says_so(signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paginator, "CAP", 3)
    for _ in range(5):
        a_person()
    page = signed_in.get(reverse("admin:people_subject_changelist")).content.decode()
    assert "more than 3 subjects" in page


def choices(client: Client, model: str, field: str, term: str, **more: str) -> Any:
    """The answer of the look-up behind a chooser."""
    app, name = model.split(".")
    asked = {"app_label": app, "model_name": name, "field_name": field, "term": term, **more}
    return client.get(reverse("admin:autocomplete"), asked)


def test_a_chooser_offers_rows_by_their_neutral_name(signed_in: Client) -> None:
    subject = a_person().subject
    answer = choices(signed_in, "people.stay", "subject", str(subject.public_id)[:12])
    assert json.loads(answer.content)["results"] == [{"id": str(subject.pk), "text": str(subject)}]
    assert "Xiomara" not in str(subject)


def test_a_chooser_of_persons_and_groups_takes_the_same_queries_for_many_as_for_few(
    signed_in: Client, django_assert_num_queries: Any
) -> None:
    few = [a_person() for _ in range(2)]
    with django_assert_num_queries(8):  # one of them names the reader to the database
        choices(signed_in, "people.identitydocument", "person", "")
    many = [a_person() for _ in range(10)]
    with django_assert_num_queries(8):
        assert len(choices(signed_in, "people.identitydocument", "person", "").json()["results"]) >= len(few + many)


@pytest.mark.parametrize("term", ["\x00", "'\"\\", "Xiomara", "%", "9" * 300])
def test_a_chooser_bears_whatever_is_typed(signed_in: Client, term: str) -> None:
    a_person()
    answer = choices(signed_in, "people.stay", "subject", term)
    assert answer.status_code == 200
    assert answer.json()["results"] == []


def test_a_chooser_answers_nobody_but_administrators(client: Client) -> None:
    a_person()
    assert choices(client, "people.stay", "subject", "").status_code == 302


def test_a_short_vocabulary_is_offered_in_full_and_a_new_fact_is_not_offered_what_is_retired(signed_in: Client) -> None:
    a_term(LegalStatusKind, "still-offered")
    a_term(LegalStatusKind, "no-longer", retired=True)
    page = signed_in.get(reverse("admin:people_legalstatus_add")).content.decode()
    assert "English still-offered" in page
    assert "English no-longer" not in page


def test_a_list_answers_no_question_about_what_it_masks(signed_in: Client) -> None:
    place = a_place("a-safe-house")
    Location.objects.filter(pk=place.pk).update(latitude="41.12345", longitude="2.12345")
    kinship = a_fact(Kinship, relative=a_person().subject)
    asked = [("people_location", "latitude__gte=40"), ("people_location", "longitude__lt=3")]
    asked += [("people_kinship", f"relative={kinship.relative_id}"), ("people_kinship", "relative__isnull=False")]
    asked += [("people_subject", "name_tokens__len=2")]
    for url_name, query in asked:
        answer = signed_in.get(f"{reverse(f'admin:{url_name}_changelist')}?{query}")
        assert (answer.status_code, answer["Location"][-4:]) == (302, "?e=1"), query
    for url_name, query in (("people_location", "kind__id__exact=1"), ("people_stay", "standing=yes")):
        assert signed_in.get(f"{reverse(f'admin:{url_name}_changelist')}?{query}").status_code == 200, query
    show = reverse("admin:people_location_show", args=[1, "latitude"]).replace("/1/", "/%C2%B2/")
    assert signed_in.post(show).status_code == 404
