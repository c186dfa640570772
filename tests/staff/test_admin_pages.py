"""Every page of the administration opens, costs the same however many rows there are, and names no one."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Case
from tests.rows import ROWS, SECRET, a_case, a_user, an_administrator

PAGES: dict[type[Model], Any] = dict(admin.site._registry)
EVERY_MODEL = [pytest.param(model, id=model._meta.label_lower) for model in PAGES]
# Tried on every list; the longer row, of what Django's lists understand, on one.
STRANGE = ["q=%00", "q=%27%22%5C", "e=1", "pk__exact=%00", "pk__in=a,b", "_to_field=password"]
STRANGER = ["e=x", "p=-1", "p=x", "p=99999", "o=99.-7.x", "all=1", "_facets=True", "x=1", "_popup=1", "q=" + "9" * 500]
STRANGER += [
    "pk=99999999999999999999999",
    "stage__exact=%00",
    "stage__exact=x",
    "opened_on__gte=x",
    "next_step__icontains=a",
]

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client: Client) -> Client:
    """An administrator's browser."""
    client.force_login(an_administrator())
    return client


def address(model: type[Model], page: str, *args: Any) -> str:
    """Where a page of the administration is."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def queries_of(client: Client, url: str) -> int:
    """How many queries a page takes; it must open."""
    with CaptureQueriesContext(
        connection,
    ) as seen:
        response = client.get(url)
        response.content  # noqa: B018  (rendering is what takes the queries)
    assert response.status_code == 200, url
    return len(seen)


def headings_of(page: str) -> str:
    """What a page says in its title, its headings and its trail."""
    return " ".join(re.findall(r"<title>.*?</title>|<h[123].*?</h[123]>|breadcrumbs.*?</div>", page, re.S))


def test_every_model_of_ours_has_a_page_and_no_other_model_has() -> None:
    ours = {
        model
        for app in ("staff", "people", "cases")
        for model in apps.get_app_config(app).get_models()
        if not hasattr(model, "pgh_tracked_model")
    }
    # Other names are written on the page of the person who goes by them.
    elsewhere: set[type[Model]] = {apps.get_model("people.alias")}
    # Who looked at what is for supervisors, on pages of their own.
    elsewhere |= {apps.get_model(f"staff.{name}") for name in ("read", "look", "chainhead", "readingstop")}
    # Emergencies and notices are for those whom they concern, on pages of their own as well.
    elsewhere |= {apps.get_model(f"staff.{name}") for name in ("emergencyaccess", "notice")}
    # Files taken out, erasures and reviews have pages of their own; a linked account stands on its user's page.
    elsewhere |= {apps.get_model(name) for name in ("cases.export", "cases.longerkeeping", "people.erasure")}
    elsewhere |= {apps.get_model(name) for name in ("people.legalhold", "staff.linkedaccount")}
    assert ours - set(PAGES) == elsewhere
    assert set(PAGES) - ours == set()


@pytest.mark.parametrize("path", ["r/1/1/", "r/x/\x00/", "r/1/99999999999999999999/", "password_change/"])
def test_pages_that_nobody_needs_here_are_missing(signed_in: Client, path: str) -> None:
    assert signed_in.get(reverse("admin:index") + path).status_code == 404


def test_the_start_page_shows_the_groups_in_order(signed_in: Client) -> None:
    page = signed_in.get(reverse("admin:index")).content.decode()
    captions = re.findall(r'<caption><span class="section">(.*?)</span>', page)
    assert captions[:4] == ["Staff", "Vocabularies", "What is known", "Work"]


@pytest.mark.parametrize("model", EVERY_MODEL)
def test_a_list_shows_no_sealed_text_and_takes_the_same_queries_for_many_rows_as_for_two(
    signed_in: Client, model: type[Model]
) -> None:
    for n in range(2):
        ROWS[model](n)
    url = address(model, "changelist")
    page = signed_in.get(url).content.decode()
    assert SECRET not in page
    assert "Xiomara" not in page
    assert re.findall(r'<a href="[^"]*">\s*</a>', page) == [], "A link without words."
    few = queries_of(signed_in, url)
    for n in range(2, 7):
        ROWS[model](n)
    assert queries_of(signed_in, url) == few
    assert few <= 14


@pytest.mark.parametrize("model", EVERY_MODEL)
def test_a_row_and_its_history_open_without_a_name_in_any_heading(signed_in: Client, model: type[Model]) -> None:
    row = ROWS[model](1)
    for page in ("change", "history"):
        answer = signed_in.get(address(model, page, row.pk))
        assert answer.status_code == 200
        said = headings_of(answer.content.decode())
        assert len(said) > 40
        assert "Xiomara" not in said
    assert "Xiomara" not in answer.content.decode(), "The history shows what a sealed field holds."


@pytest.mark.parametrize("model", EVERY_MODEL)
def test_strange_addresses_break_nothing(signed_in: Client, model: type[Model]) -> None:
    row = ROWS[model](1)
    answers = [signed_in.get(f"{address(model, 'changelist')}?{query}") for query in STRANGE]
    prefill = "&".join(f"{field.name}=%00x" for field in model._meta.fields)
    answers += [signed_in.get(f"{address(model, 'add')}?{prefill}")]
    answers += [
        signed_in.get(f"{address(model, 'changelist')}{strange_id}/{page}/")
        for strange_id, page in (
            ("x", "change"),
            ("%00", "history"),
            ("99999999999999999999", "delete"),
            ("_5B", "change"),
        )
    ]
    answers += [signed_in.get(f"{address(model, 'history', row.pk)}?before={'9' * 30}")]
    assert [answer.request["PATH_INFO"] for answer in answers if answer.status_code >= 500] == []


def test_a_list_bears_whatever_an_address_can_say(signed_in: Client) -> None:
    a_case()
    for query in STRANGER:
        answer = signed_in.get(f"{address(Case, 'changelist')}?{query}")
        assert answer.status_code in (200, 302), query


@pytest.mark.parametrize("model", EVERY_MODEL)
def test_forms_open_where_rows_are_written_and_bear_whatever_is_typed(signed_in: Client, model: type[Model]) -> None:
    row = ROWS[model](1)
    fields = [field.name for field in model._meta.fields]
    adds = PAGES[model].has_add_permission(_request(signed_in))
    for url, opens in ((address(model, "add"), adds), (address(model, "change", row.pk), True)):
        form = signed_in.get(url)
        assert form.status_code == (200 if opens else 403), url
        formsets = re.findall(r'name="([\w-]+-(?:TOTAL|INITIAL)_FORMS)"', form.content.decode())
        for typed in ("\x00 99999999999999999999", "999999"):
            answer = signed_in.post(url, dict.fromkeys(fields, typed) | dict.fromkeys(formsets, "0"))
            assert answer.status_code in (302, 403, 422), url


@pytest.mark.parametrize("model", EVERY_MODEL)
def test_only_administrators_enter(client: Client, model: type[Model]) -> None:
    row = ROWS[model](1)
    urls = [address(model, "changelist"), address(model, "add"), address(model, "change", row.pk)]
    urls += [address(model, "history", row.pk), address(model, "delete", row.pk)]
    for _who in ("nobody", "caseworker"):
        for url in urls:
            for answer in (client.get(url), client.post(url, {})):
                assert answer.status_code in (302, 403)
                assert "Xiomara" not in answer.content.decode()
        client.force_login(a_user())


def test_the_log_of_the_administration_names_no_one(signed_in: Client) -> None:
    for model, make in ROWS.items():
        if model in PAGES:
            PAGES[model].log_change(_request(signed_in), make(1), "changed")
    assert LogEntry.objects.exists()
    assert not any("Xiomara" in entry.object_repr for entry in LogEntry.objects.all())


def test_nothing_is_deleted_by_the_handful(signed_in: Client) -> None:
    request = _request(signed_in)
    assert {model for model, page in PAGES.items() if page.get_actions(request)} == set()


def _request(client: Client) -> Any:
    request = client.get(reverse("admin:index")).wsgi_request
    request.user = an_administrator()
    return request
