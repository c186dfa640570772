"""Every string of tests/nasty.py in every text field of every form: nothing breaks, and no markup comes back raw."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Note
from staff.models import Role
from tests.crawler import NOT_FOLLOWED, Form, forms, pages, view_of
from tests.nasty import ALL, ALONE, TOGETHER, appears_raw
from tests.rows import a_case, a_user, an_administrator

pytestmark = pytest.mark.django_db
TEXT = " ".join(TOGETHER)


def forms_of(client: Client, starts: list[str]) -> dict[str, Form]:
    """One form of every kind that can be reached."""
    found: dict[str, Form] = {}
    for address, answer in pages(client, *starts):
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            continue
        for form in forms(address, answer.content.decode()):
            if form.texts and not NOT_FOLLOWED.match(form.action):
                found.setdefault(f"{form.method} {view_of(form.action)}", form)
    return found


def send(client: Client, form: Form, values: dict[str, str]) -> Any:
    """Send a form the way its page says."""
    return client.post(form.action, values) if form.method == "post" else client.get(form.action, values)


def test_nothing_that_is_typed_breaks_a_page_or_comes_back_as_markup() -> None:
    case = a_case(caseworker=a_user())
    file = case.get_absolute_url()
    readers = {
        Role.CASEWORKER: ["/", file, "/people/"],
        Role.SUPERVISOR: ["/", file],
        Role.TEAM_ADMINISTRATOR: ["/admin/"],
    }
    # All of them in one line, so that every field meets every string in one request; NUL would spoil the rest.
    lines = [TEXT, ALONE[1]]
    trouble, done = [], set[str]()
    for role, starts in readers.items():
        client = Client(raise_request_exception=False)
        client.force_login(an_administrator() if role == Role.TEAM_ADMINISTRATOR else a_user(f"the-{role.value}", role))
        for name, form in forms_of(client, starts).items():
            if name in done:
                continue
            done.add(name)
            # As a person would: what is chosen stays, what is typed is nasty. Then everything, as nobody would.
            typed = [field for field in form.texts if field not in form.chosen]
            tries = [{**form.values, **dict.fromkeys(typed, line)} for line in lines]
            # What refuses NUL is the field, and the administration's fields are ours.
            if role == Role.TEAM_ADMINISTRATOR:
                del tries[1:]
            if role != Role.TEAM_ADMINISTRATOR:
                tries.append(dict.fromkeys(form.texts, lines[0]))
            for values in tries:
                answer = send(client, form, values)
                if answer.status_code >= 500 or appears_raw(TEXT, answer.content.decode(errors="replace")):
                    trouble.append((name, answer.status_code, sorted(values.values())[-1][:40]))
    assert trouble == []
    assert len(done) > 40, sorted(done)


def test_what_is_taken_comes_back_the_same() -> None:
    client = Client(raise_request_exception=False)
    client.force_login(a_user())
    case = a_case(caseworker=a_user())
    taken = 0
    for text in ALL:
        before = Note.objects.count()
        answer = client.post(f"{case.get_absolute_url()}notes/new/", {"kind": "note", "text": text})
        if Note.objects.count() == before:
            assert answer.status_code == 422, text[:40]
            continue
        taken += 1
        kept = Note.objects.order_by("-pk")[0].text
        assert _plain(kept) == _plain(text)
    assert taken > 100
    page = client.get(case.get_absolute_url()).content.decode()
    assert [text for text in TOGETHER if appears_raw(text, page)] == []
    assert client.get(reverse("cases:my_work")).status_code == 200


def _plain(text: str) -> str:
    # Forms give every end of a line one form, and nobody means the blanks around a text.
    return re.sub(r"\r\n?", "\n", text).strip()


def test_the_look_for_raw_markup_finds_it() -> None:
    assert len(ALL) > 130
    assert len(set(ALL)) == len(ALL)
    assert appears_raw("a <zq7 onload=alert(1)> b", "<p>a <zq7 onload=alert(1)> b</p>")
    assert not appears_raw("a <zq7 onload=alert(1)> b", "<p>a &lt;zq7 onload=alert(1)&gt; b</p>")
