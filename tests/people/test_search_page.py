"""The search for a name: by POST, forgiving, best match first."""

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Alias
from people.views import people as list_page
from tests.rows import a_case, a_cohort, a_person, a_place, a_team, a_user

pytestmark = pytest.mark.django_db
SEARCH = reverse("people:search")


def found(client: Client, text: str) -> list[str]:
    """The names that a search finds, in order."""
    return [row.subject.display_name for row in client.post(SEARCH, {"q": text}).context["rows"]]


@pytest.mark.parametrize("typed", ["pena", "Peña", "Penya", "PEÑA", "yosmar peña", "Iosmar Pen"])
def test_a_slip_of_spelling_finds_the_same_person(caseworker: Client, typed: str) -> None:
    a_person("Yosmar", "Peña")
    assert "Yosmar Peña" in found(caseworker, typed)


def test_every_word_must_fit(caseworker: Client) -> None:
    a_person("Yosmar", "Peña")
    assert found(caseworker, "Yosmar Zulueta") == []


def test_whole_words_come_before_beginnings_and_beginnings_before_sounds(caseworker: Client) -> None:
    # The newest comes first where nothing else decides, so the best match is the oldest here.
    a_person("Ana", "Vasquez")
    a_person("Ana", "Vasquezada")
    a_person("Zoraida", "Basques")
    answer = caseworker.post(SEARCH, {"q": "Vasquez"})
    names = [row.subject.display_name for row in answer.context["rows"]]
    assert names == ["Ana Vasquez", "Ana Vasquezada", "Zoraida Basques"]
    shown = answer.content.decode()
    assert shown.index("Same words") < shown.index("Begins like it") < shown.index("Sounds like it")


def test_other_names_and_groups_are_found_as_well(caseworker: Client) -> None:
    person = a_person("Ana", "Zulueta")
    caseworker.post(
        reverse("people:new_alias", args=[person.subject.public_id]), {"name": "Catira", "kind": "nickname"}
    )
    a_cohort("Catiras of the river")
    assert set(found(caseworker, "catira")) == {"Ana Zulueta", "Catiras of the river"}
    assert Alias.objects.filter(person=person).count() == 1


def test_a_search_finds_no_file_of_another_office(stranger: Client) -> None:
    a_person("Yosmar", "Peña")
    answer = stranger.post(SEARCH, {"q": "Peña"})
    assert answer.context["rows"] == []
    assert "Nobody on file has a name like this" in answer.content.decode()


def test_places_are_found_by_their_name(caseworker: Client) -> None:
    place = a_place("puerto-escondido")
    assert place.get_absolute_url() in caseworker.post(SEARCH, {"q": "escondido"}).content.decode()


def test_a_name_is_never_looked_for_by_get(caseworker: Client) -> None:
    a_person("Yosmar", "Peña")
    answer = caseworker.get(SEARCH, {"q": "Peña"})
    assert answer.status_code == 200
    assert answer.context["rows"] == []
    assert "Yosmar" not in answer.content.decode()


def test_what_was_looked_for_stays_in_the_box_and_out_of_the_title(caseworker: Client) -> None:
    shown = caseworker.post(SEARCH, {"q": "Peña"}).content.decode()
    assert 'value="Peña"' in shown
    assert "Peña" not in shown[: shown.index("</title>")]


def test_an_empty_or_endless_search_is_refused(caseworker: Client) -> None:
    for text in ("", "   ", "a" * 201):
        assert caseworker.post(SEARCH, {"q": text}).status_code == 422


def test_many_namesakes_are_cut_off_with_advice(stranger: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_page, "MOST_FOUND", 2)
    for number in range(3):
        a_person(f"Ana{number}", "Zulueta", team=a_team("second-office"))
    answer = stranger.post(SEARCH, {"q": "Zulueta"})
    assert len(answer.context["rows"]) == 2
    assert "Add another name to see fewer" in answer.content.decode()


def test_a_reference_leads_to_its_case(caseworker: Client) -> None:
    case = a_case(a_person("Ana", "Zulueta").subject, caseworker=a_user("the-caseworker"))
    assert case.get_absolute_url() in caseworker.post(SEARCH, {"q": case.reference}).content.decode()


def test_what_is_found_by_place_or_reference_is_not_called_nobody(caseworker: Client) -> None:
    place = a_place()
    person = a_person("Yosmar", "Peña")
    reference = a_case(person.subject).reference
    for text, shown in ((place.label_en, place.get_absolute_url()), (reference, f"/cases/{reference}/")):
        page = caseworker.post(SEARCH, {"q": text}).content.decode()
        assert shown in page
        assert "Nobody on file has a name like this" not in page
