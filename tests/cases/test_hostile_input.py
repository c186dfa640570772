"""Whatever is sent, no page of casework breaks."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Case
from tests.case_factories import Cast, make_request
from tests.rows import a_consent, a_referral

NAUGHTY = [
    "\x00",
    "a\x00b",
    "é" * 20_000,
    "x" * 1_000_000,
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "{{ 7|add:7 }} %s %(x)s",
    "‮gnirts desrever",
    "-1",
    "99999999999999999999999999",
    "NaN",
    "../../etc/passwd",
    "sealed:AAAA",
    "2026-02-30",
]
FORMS = {
    "move": ["stage", "reason"],
    "rate": ["risk", "priority", "reason"],
    "next_step": ["next_actor", "next_step", "next_due_on"],
    "assign": ["caseworker"],
    "close": ["outcome", "reason"],
    "reopen": ["reason"],
    "new_request": ["kind", "detail", "asked_of", "provider", "due_on", "progress"],
    "settle_request": ["outcome", "settled_on", "result"],
    "new_task": ["title", "owner", "due_on"],
    "new_note": ["kind", "text"],
    "record_stay": [
        "location",
        "custody",
        "began",
        "ended",
        "exact_place",
        "remark",
        "ends",
        "cite-source",
        "cite-passage",
    ],
    "refer": ["recipient", "purpose", "classes", "asked", "until"],
    "recall": ["reason"],
    "record_legal_status": ["kind", "country", "may_work", "authority", "began", "document", "document_expires_on"],
}
QUERIES = {
    "list": ["stage", "location", "status", "may_work", "request", "outcome", "caseworker", "team", "risk", "due"],
    "detail": ["kind", "known_on", "before", "from"],
    "my_work": ["after"],
}
SHORT = [text for text in NAUGHTY if len(text) < 1000]


def address(name: str, case: Case, cast: Cast) -> str:
    args: list[object] = [] if name in ("list", "my_work") else [case.reference]
    if name == "settle_request":
        args.append(make_request(case, cast).public_id)
    if name == "recall":
        a_consent(case.subject)
        args.append(a_referral(case).public_id)
    return reverse(f"cases:{name}", args=args)


@pytest.mark.parametrize("name", FORMS)
def test_naughty_text_in_any_field_is_refused_or_stored_but_breaks_nothing(
    name: str, case: Case, cast: Cast, supervisor: Client
) -> None:
    url = address(name, case, cast)
    for text in NAUGHTY:
        answer = supervisor.post(url, dict.fromkeys(FORMS[name], text))
        # Several megabytes are not even read.
        assert answer.status_code in (303, 422) or (answer.status_code == 413 and len(text) > 100_000), text[:40]


@pytest.mark.parametrize("name", QUERIES)
def test_naughty_addresses_break_nothing(name: str, case: Case, cast: Cast, browser: Client) -> None:
    url = address(name, case, cast)
    for text in SHORT:
        answer = browser.get(url, {**dict.fromkeys(QUERIES[name], text), "state": "all", "sort": text})
        assert answer.status_code in (200, 422), text
    assert browser.get(f"{url}?kind=%ff%fe&stage=%ED%A0%80&from=%ED%A0%80&after=%ED%A0%80").status_code in (200, 422)


def test_half_a_form_is_answered_with_what_is_missing(case: Case, cast: Cast, supervisor: Client) -> None:
    for name in FORMS:
        assert supervisor.post(address(name, case, cast), {}).status_code in (303, 422), name


def test_what_is_written_is_escaped_everywhere(case: Case, browser: Client) -> None:
    mark = "<img src=x onerror=alert(1)>"
    note = reverse("cases:new_note", args=[case.reference])
    browser.post(note, {"kind": "note", "text": mark})
    step = reverse("cases:next_step", args=[case.reference])
    browser.post(step, {"next_actor": "us", "next_step": mark})
    browser.post(reverse("cases:new_task", args=[case.reference]), {"title": mark})
    for url in (case.get_absolute_url(), reverse("cases:list"), reverse("cases:my_work"), step):
        assert mark not in browser.get(url).content.decode()
