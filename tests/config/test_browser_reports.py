"""A browser that had to enforce the content policy says so: one line of the log, with three agreed words of it."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from config import browser_reports
from config.browser_reports import DIRECTIVES, MOST_BYTES, MOST_IN_A_MINUTE, Minute
from config.journal import JsonLines
from tests.config.test_headers import TWELVE
from tests.nasty import ALL
from tests.rows import SECRET, a_case, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_new_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing has been reported yet."""
    monkeypatch.setattr(browser_reports, "minute", Minute())


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """What is written down, in our form."""
    written: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(JsonLines().format(record))

    handler = Kept()
    browser_reports.logger.addHandler(handler)
    yield written
    browser_reports.logger.removeHandler(handler)


def old(**said: object) -> dict[str, Any]:
    """A report as report-uri sends it."""
    return {
        "csp-report": {
            "document-uri": f"http://testserver/people/?q={SECRET}",
            "referrer": f"http://testserver/people/?q={SECRET}",
            "effective-directive": "script-src-elem",
            "blocked-uri": f"https://user:{SECRET}@evil.example:8443/{SECRET}.js?q={SECRET}",
            "script-sample": SECRET,
            "original-policy": "default-src 'none'",
            **said,
        }
    }


def new(**said: object) -> dict[str, Any]:
    """A report as report-to sends it, among others."""
    return {
        "type": "csp-violation",
        "url": f"http://testserver/people/?q={SECRET}",
        "user_agent": SECRET,
        "body": {
            "documentURL": f"http://testserver/people/?q={SECRET}",
            "effectiveDirective": "require-trusted-types-for",
            "blockedURL": "trusted-types-sink",
            "sample": f"Element innerHTML|{SECRET}",
            **said,
        },
    }


def send(body: object, kind: str = "application/csp-report", **more: Any) -> Any:
    """What a browser sends, without a cookie or a token."""
    data = body if isinstance(body, bytes | str) else json.dumps(body)
    stranger = Client(enforce_csrf_checks=True)
    return stranger.post(reverse("policy_report"), data, content_type=kind, secure=True, **more)


def test_three_words_are_kept_and_nothing_that_names_anybody(lines: list[str]) -> None:
    assert send(old()).status_code == 204
    assert send([new(), new()], "application/reports+json").status_code == 204
    told = [json.loads(line) for line in lines]
    assert [{key: line[key] for key in ("directive", "blocked", "page")} for line in told] == [
        {"directive": "script-src-elem", "blocked": "https://evil.example:8443", "page": "people:list"},
        *[{"directive": "require-trusted-types-for", "blocked": "trusted-types-sink", "page": "people:list"}] * 2,
    ]
    assert {key for line in told for key in line} == {"at", "level", "from", "says", "directive", "blocked", "page"}
    for word in (*SECRET.split(), "q=", "people/", ".js"):
        assert word not in "".join(lines)


def test_a_page_is_told_by_its_kind_and_not_by_its_address(lines: list[str]) -> None:
    address = a_case(caseworker=a_user()).get_absolute_url()
    for at in (f"http://testserver{address}", "http://testserver/nothing/", f"https://evil.example{address}"):
        send(old(**{"document-uri": at}))
    assert [json.loads(line)["page"] for line in lines] == ["cases:detail", "other", "other"]


def test_whatever_is_sent_is_answered_alike_and_nothing_of_it_is_repeated(lines: list[str]) -> None:
    bodies: list[Any] = [b"", b"\xff\xfe", b"[" * 5000, "null", "3", "[]", "{}", "[1, null, {}]", "NaN", "1e999"]
    bodies += [
        json.dumps(old())[:-9],
        [[old()]],
        {"csp-report": [1]},
        {"body": 7},
        [{"body": {"effectiveDirective": 1}}],
    ]
    bodies += [
        old(**{name: text}) for name in old()["csp-report"] for text in (*ALL[:40], "//[", "\ud800", None, 5, [1])
    ]
    bodies += [old(**{"effective-directive": SECRET, "violated-directive": "script-src 'self'"})]
    whole = send(old())
    for body in bodies:
        answer = send(body)
        assert (answer.status_code, answer.content, dict(answer.headers)) == (204, b"", dict(whole.headers)), body
    assert TWELVE - {"Strict-Transport-Security"} - set(whole.headers) == set()
    for line in map(json.loads, lines):
        assert line["directive"] in DIRECTIVES
        assert "zq7" not in json.dumps(line)


def test_what_is_too_long_is_not_read(lines: list[str]) -> None:
    room = MOST_BYTES - len(json.dumps(old(pad="")))
    assert [send(old(pad="x" * more)).status_code for more in (room, room + 1, 3_000_000)] == [204] * 3
    assert len(lines) == 1
    assert len(json.dumps([new()] * 30)) < MOST_BYTES
    send([new()] * 30)
    assert len(lines) == 1 + browser_reports.MOST_AT_ONCE


def test_a_flood_writes_no_more_than_a_minute_may_hold(lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [600.0]
    monkeypatch.setattr(browser_reports, "monotonic", lambda: clock[0])
    for _ in range(20):
        assert send([new()] * 10).status_code == 204
    assert len(lines) == MOST_IN_A_MINUTE
    clock[0] += 60
    send(new())
    assert len(lines) == MOST_IN_A_MINUTE + 1


def test_every_page_tells_where_to_report_and_looking_there_shows_nothing(client: Client) -> None:
    page = client.get(reverse("account_login"))
    assert f"report-uri {reverse('policy_report')}" in page.headers["Content-Security-Policy"]
    assert client.get(reverse("policy_report")).status_code == 405


def test_a_line_of_anybody_elses_holds_none_of_it() -> None:
    record = logging.LogRecord("django", logging.WARNING, __file__, 1, "something", (), None)
    record.page = record.blocked = SECRET
    assert SECRET not in JsonLines().format(record)
