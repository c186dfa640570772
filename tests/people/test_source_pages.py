"""Sources: the list, and a source with its passages and what was drawn from each."""

import pytest
from django.test import Client
from django.urls import reverse

from people.actions import retract_fact
from people.models import Citation, Passage, Source, Stay
from people.views.sources import in_place
from tests.rows import A_DIGEST, a_cohort, a_fact, a_passage, a_person, a_place, a_source, a_user

pytestmark = pytest.mark.django_db


def a_marked(source: Source, paragraph: int, start: int, end: int) -> Passage:
    """A passage at this place of the source."""
    words = {"paraphrase_en": f"Passage {paragraph}:{start}", "paraphrase_es": f"Pasaje {paragraph}:{start}"}
    return Passage.objects.create(source=source, paragraph=paragraph, start=start, end=end, sha256=A_DIGEST, **words)


def test_the_list_counts_passages(caseworker: Client) -> None:
    source = a_source("counted")
    a_passage(source=source)
    a_passage(20, source=source)
    answer = caseworker.get(reverse("people:sources"))
    assert source.get_absolute_url() in answer.content.decode()
    assert {row.code: row.passage_count for row in answer.context["sources"]}["counted"] == 2


def test_passages_come_in_order_each_with_what_was_drawn_from_it(caseworker: Client) -> None:
    source, subject = a_source("ordered"), a_person("Ana", "Zulueta").subject
    late, early = a_marked(source, 2, 5, 9), a_marked(source, 2, 0, 4)
    stay = a_fact(Stay, subject=subject, location=a_place("a-shelter"))
    Citation.objects.create(stay=stay, passage=early, certainty=Citation.Certainty.PROBABLE)
    Citation.objects.create(subject=subject, passage=late)
    answer = caseworker.get(source.get_absolute_url())
    assert [row.passage for row in answer.context["rows"]] == [early, late]
    shown = answer.content.decode()
    assert f'id="p-{early.public_id}"' in shown
    assert "a-shelter" in shown
    assert "sure-probable" in shown
    assert subject.get_absolute_url() in shown


def test_facts_of_hidden_files_and_those_taken_back_are_left_out(caseworker: Client, stranger: Client) -> None:
    source, subject = a_source("veiled"), a_person("Ana", "Zulueta").subject
    passage = a_marked(source, 1, 0, 4)
    stay = a_fact(Stay, subject=subject)
    Citation.objects.create(stay=stay, passage=passage)
    Citation.objects.create(subject=a_cohort("A hidden group").subject, passage=passage)
    shown = stranger.get(source.get_absolute_url()).content.decode()
    assert "Zulueta" not in shown
    assert "A hidden group" not in shown
    assert "No fact that you may see rests on it." in shown
    assert "Zulueta" in caseworker.get(source.get_absolute_url()).content.decode()
    retract_fact(stay, reason="Wrong.", actor=a_user())
    assert "Zulueta" not in caseworker.get(source.get_absolute_url()).content.decode()


def test_the_attached_text_shows_each_passage_in_place(caseworker: Client) -> None:
    source = a_source("attached")
    Source.objects.filter(pk=source.pk).update(text="First line.\nSecond line with <b>words</b>.", language="en")
    passage = a_marked(source, 2, 7, 11)
    shown = caseworker.get(source.get_absolute_url()).content.decode()
    assert f'<mark><a href="#p-{passage.public_id}">line</a></mark>' in shown
    assert "&lt;b&gt;words&lt;/b&gt;" in shown
    assert 'lang="en"' in shown


def test_without_a_text_the_page_says_so(caseworker: Client) -> None:
    assert "The text is not attached." in caseworker.get(a_source("bare").get_absolute_url()).content.decode()


def test_passages_that_overlap_are_cut_into_pieces_that_give_the_text_back() -> None:
    source = a_source("overlapping")
    one, two = a_marked(source, 1, 0, 6), a_marked(source, 1, 4, 10)
    beyond = a_marked(source, 1, 8, 99)
    (pieces,) = in_place("abcdefghijkl", [one, two, beyond])
    assert "".join(piece.text for piece in pieces) == "abcdefghijkl"
    assert [(piece.text, piece.passages) for piece in pieces] == [
        ("abcd", (one,)),
        ("ef", (one, two)),
        ("gh", (two,)),
        ("ij", (two, beyond)),
        ("kl", (beyond,)),
    ]
    assert [piece.begins for piece in pieces] == [(one,), (two,), (), (beyond,), ()]


def test_a_source_that_is_not_there_is_missing(caseworker: Client) -> None:
    assert caseworker.get(reverse("people:source", args=["nowhere"])).status_code == 404
