"""The administration shows nobody whom it has not put on record."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from cases.models import Case
from people.models import Cohort, ContactMethod, Person, Subject
from tests.reads import put_on_record, seen_in
from tests.rows import ROWS, a_fact, a_person, a_team, an_administrator

pytestmark = pytest.mark.django_db
ABOUT_SOMEBODY = (Subject, Person, Cohort, Case)


def leads_to_somebody(model: type[Model]) -> bool:
    """Whether a row of it names a file or a case outright."""
    named = {field.related_model for field in model._meta.fields}
    return model in ABOUT_SOMEBODY or bool(named & {*ABOUT_SOMEBODY})


REGISTRY: dict[type[Model], Any] = dict(admin.site._registry)
PAGES: dict[type[Model], Any] = {
    model: page for model, page in REGISTRY.items() if page.about or leads_to_somebody(model)
}
EVERY_ONE = [pytest.param(model, id=model._meta.label_lower) for model in PAGES]


def whom(page: Any, row: Any) -> set[int]:
    """The files that a row is about, by its page's own account."""
    found = type(row)._base_manager.filter(pk=row.pk).values_list(*page.about)
    return {pk for told in found for pk in told if pk is not None}


def test_every_page_of_a_row_about_somebody_says_whom_it_is_about() -> None:
    assert [model._meta.label for model, page in PAGES.items() if not page.about] == []
    assert len(PAGES) > 18


@pytest.mark.parametrize("model", EVERY_ONE)
def test_lists_rows_histories_and_choices_are_on_record(client: Client, model: type[Model]) -> None:
    client.force_login(an_administrator())
    row, page = ROWS[model](1), PAGES[model]
    subjects = whom(page, row)
    assert subjects
    name = f"{model._meta.app_label}_{model._meta.model_name}"
    for kind, args in (("changelist", []), ("change", [row.pk]), ("history", [row.pk])):
        with put_on_record() as reads:
            assert client.get(reverse(f"admin:{name}_{kind}", args=args)).status_code == 200
        assert [read.page for read in reads] == [f"admin:{name}_{kind}"]
        assert subjects <= seen_in(reads)
        assert set(reads[0].opened) == (set() if kind == "changelist" else subjects)


def test_what_a_box_finds_while_one_types_is_on_record_with_the_search(client: Client) -> None:
    client.force_login(an_administrator())
    subject = ROWS[Subject](1)
    asked = {"app_label": "people", "model_name": "stay", "field_name": "subject", "term": str(subject.public_id)[:8]}
    with put_on_record() as reads:
        assert client.get(reverse("admin:autocomplete"), asked).json()["results"]
    (read,) = reads
    assert (read.page, subject.pk in read.listed, len(read.tokens)) == ("admin:autocomplete", True, 1)


def test_what_is_refused_there_is_on_record_as_well(client: Client) -> None:
    client.force_login(an_administrator())
    hidden = a_fact(ContactMethod, subject=a_person(team=a_team("elsewhere")).subject)
    show = reverse("admin:people_contactmethod_show", args=[hidden.pk, "value"])
    event = ROWS[apps.get_model("cases.Event")](1)
    shown_only = reverse("admin:cases_event_change", args=[event.pk])
    for ask, url, status in (
        (client.post, show, 404),
        (client.post, show.replace("/value/", "/public_id/"), 404),
        (client.post, shown_only, 403),
        (client.get, reverse("admin:cases_event_add"), 403),
        (client.get, "/admin/nothing/", 404),
    ):
        with put_on_record() as reads:
            assert ask(url).status_code == status
        assert [read.status for read in reads] == [status], url
