"""Locations: the tree, and who is at a place now."""

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Stay
from people.span import Span
from tests.rows import a_fact, a_person, a_place

pytestmark = pytest.mark.django_db


def test_the_tree_nests_places_and_marks_where_somebody_is(caseworker: Client, stranger: Client) -> None:
    country = a_place("andorra-la-vieja")
    city = a_place("a-city-there", parent=country)
    a_fact(Stay, subject=a_person().subject, location=city)
    roots = caseworker.get(reverse("people:locations")).context["roots"]
    node = next(node for node in roots if node.place == country)
    assert [below.place for below in node.below] == [city]
    assert (node.place.has_people, node.below[0].place.has_people) == (False, True)
    hidden = next(n for n in stranger.get(reverse("people:locations")).context["roots"] if n.place == country)
    assert hidden.below[0].place.has_people is False


def test_a_place_shows_who_is_there_now_and_below(caseworker: Client) -> None:
    country = a_place("andorra-la-vieja")
    city = a_place("a-city-there", parent=country)
    a_fact(Stay, subject=a_person("Ana", "Zulueta").subject, location=city)
    a_fact(Stay, subject=a_person("Luz", "Oropeza").subject, location=city, ended=Span.parse("2020"))
    shown = caseworker.get(country.get_absolute_url()).content.decode()
    assert "Ana Zulueta" in shown
    assert "Luz Oropeza" not in shown
    assert city.get_absolute_url() in shown
    assert "1 person" in shown
    below = caseworker.get(city.get_absolute_url()).content.decode()
    assert f'<a href="{country.get_absolute_url()}">' in below


def test_hidden_people_are_at_no_place(stranger: Client) -> None:
    place = a_place("andorra-la-vieja")
    a_fact(Stay, subject=a_person("Ana", "Zulueta").subject, location=place)
    shown = stranger.get(place.get_absolute_url()).content.decode()
    assert "Zulueta" not in shown
    assert "Nobody that you may see is here now" in shown


def test_a_place_that_is_not_there_is_missing(caseworker: Client) -> None:
    assert caseworker.get(reverse("people:location", args=["nowhere"])).status_code == 404
