"""The list of persons and groups."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Answer, LegalStatus, LegalStatusKind, Stay, Subject
from people.views import people as list_page
from tests.rows import a_cohort, a_fact, a_person, a_place, a_team, a_term

pytestmark = pytest.mark.django_db
LIST = reverse("people:list")


def test_the_list_shows_who_where_and_with_which_standing(caseworker: Client) -> None:
    subject = a_person("Aurelio", "Zambrano").subject
    a_fact(Stay, subject=subject, location=a_place("a-shelter"), custody=Stay.Custody.SHELTERED)
    a_fact(LegalStatus, subject=subject, kind=a_term(LegalStatusKind, "a-standing"), may_work=Answer.NO)
    shown = caseworker.get(LIST).content.decode()
    for words in ("Aurelio Zambrano", "a-shelter", "Sheltered", "English a-standing", subject.get_absolute_url()):
        assert words in shown


def test_a_group_is_shown_with_its_size_as_it_was_said(caseworker: Client) -> None:
    a_cohort("Sergeants at the border", size_as_said="a dozen or so", size_as_said_es="una docena")
    a_cohort("Corporals at the border", size_as_said="dos o three")
    assert "“a dozen or so”" in caseworker.get(LIST).content.decode()
    in_spanish = caseworker.get(LIST, headers={"Accept-Language": "es"}).content.decode()
    assert "«una docena»" in in_spanish
    assert "«dos o three»" in in_spanish


def test_files_of_another_office_are_not_in_the_list(stranger: Client) -> None:
    a_person("Aurelio", "Zambrano")
    shown = stranger.get(LIST).content.decode()
    assert "Zambrano" not in shown
    assert "nobody" in shown
    assert "Nobody is on file yet" in shown


def test_the_total_counts_persons_and_never_sums_groups(stranger: Client) -> None:
    office = a_team("second-office")
    a_person(team=office)
    sizes: list[dict[str, Any]] = [{}, {"at_least": 3, "at_most": 8}, {"at_least": 5, "at_most": 5}]
    for size in sizes:
        cohort = a_cohort(**size)
        Subject.objects.filter(pk=cohort.pk).update(team=office)
    assert "1 person, 1 group of known size and 2 groups of unknown size" in stranger.get(LIST).content.decode()


def test_filters_live_in_the_address_and_show_as_chips(caseworker: Client) -> None:
    country = a_place("andorra-la-vieja")
    subject = a_person("Aurelio", "Zambrano").subject
    a_fact(Stay, subject=subject, location=a_place("a-house-there", parent=country))
    a_person("Belkis", "Oropeza")
    answer = caseworker.get(LIST, {"location": country.code, "kind": "person"})
    shown = answer.content.decode()
    assert "Zambrano" in shown
    assert "Oropeza" not in shown
    assert f'href="{LIST}?kind=person"' in shown
    assert f'href="{LIST}?location={country.code}"' in shown


@pytest.mark.parametrize(("wanted", "seen"), [("yes", "May"), ("no", "Maynot"), ("unknown", "Nobodyknows")])
def test_may_work_is_three_answers(caseworker: Client, wanted: str, seen: str) -> None:
    names = {"May": Answer.YES, "Maynot": Answer.NO, "Nobodyknows": Answer.UNKNOWN}
    for name, answer in names.items():
        a_fact(LegalStatus, subject=a_person(name, "Zulueta").subject, may_work=answer)
    a_person("Withoutstanding", "Zulueta")
    shown = caseworker.get(LIST, {"may_work": wanted}).content.decode()
    for name in (*names, "Withoutstanding"):
        assert (f"{name} Zulueta" in shown) is (name == seen or (wanted == "unknown" and name == "Withoutstanding"))


def test_a_standing_that_ended_or_was_taken_back_filters_nobody(caseworker: Client) -> None:
    kind = a_term(LegalStatusKind, "rare")
    a_fact(LegalStatus, subject=a_person("Aurelio", "Zambrano").subject, kind=kind, ended="2020")
    assert "Zambrano" not in caseworker.get(LIST, {"status": "rare"}).content.decode()


def test_a_filter_that_means_nothing_is_refused_with_a_sentence(caseworker: Client) -> None:
    for query in ({"kind": "robot"}, {"location": "nowhere"}, {"location": "a\x00b"}, {"status": "\x00"}):
        answer = caseworker.get(LIST, query)
        assert answer.status_code == 422
        assert "is-invalid" in answer.content.decode()


def test_pages_follow_each_other_without_numbers(stranger: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_page, "PAGE_SIZE", 2)
    office = a_team("second-office")
    for name in ("Ana", "Berta", "Carla"):
        a_person(name, "Zulueta", team=office)
    first = stranger.get(LIST)
    assert [row.subject.display_name for row in first.context["rows"]] == ["Carla Zulueta", "Berta Zulueta"]
    second = stranger.get(first.context["next_url"])
    assert [row.subject.display_name for row in second.context["rows"]] == ["Ana Zulueta"]
    assert second.context["next_url"] == ""
    again = stranger.get(second.context["previous_url"])
    assert [row.subject.display_name for row in again.context["rows"]] == ["Carla Zulueta", "Berta Zulueta"]


def test_htmx_gets_the_list_alone_and_everybody_else_the_page(caseworker: Client) -> None:
    part = caseworker.get(LIST, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert "HX-Request" in part["Vary"]
    restored = caseworker.get(LIST, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in restored.content.decode()


def test_only_those_who_may_add_people_are_offered_it(caseworker: Client, administrator: Client) -> None:
    assert reverse("people:new_person") in caseworker.get(LIST).content.decode()
    assert reverse("people:new_person") not in administrator.get(LIST).content.decode()
