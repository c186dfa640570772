"""What went wrong: the page shows a random id and nothing else, and the log line has the same id and names no one."""

from __future__ import annotations

import io
import json
import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from pytest_django.fixtures import Settings

from config import pages
from config.demo_folder import ROOT
from config.journal import KEYS, JsonLines, error_id
from config.urls import handler400, handler403, handler404, handler500, urlpatterns  # noqa: F401
from tests.rows import SECRET, a_user, an_administrator

pytestmark = pytest.mark.django_db
ID = re.compile(rb"<code>([0-9a-f]{8})</code>")


def breaks(request: HttpRequest) -> HttpResponse:
    raise ValueError(SECRET)


urlpatterns = [*urlpatterns, path("breaks/", breaks)]


@pytest.fixture
def client(settings: Settings) -> Client:
    """A caseworker's browser, and a page that breaks."""
    settings.ROOT_URLCONF = __name__
    client = Client(raise_request_exception=False)
    client.force_login(a_user())
    return client


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What is written down, in our form."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    logging.getLogger("django").addHandler(handler)
    yield written
    logging.getLogger("django").removeHandler(handler)


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_a_broken_page_shows_an_id_and_the_log_has_the_same(client: Client, log: io.StringIO) -> None:
    answer = client.get("/breaks/?q=Quiñonez")
    assert answer.status_code == 500
    shown = ID.findall(answer.content)
    assert len(shown) == 1
    (line,) = [line for line in lines(log) if line.get("error") == "ValueError"]
    assert (line["id"], line["status"]) == (shown[0].decode(), 500)
    for word in ("Xiomara", "Quiñonez", "ValueError", "Traceback", "breaks"):
        assert word not in answer.content.decode()
    assert "Xiomara" not in log.getvalue()
    assert "Qui" not in log.getvalue()


def test_every_refusal_but_a_missing_page_has_an_id_of_its_own(client: Client, log: io.StringIO) -> None:
    request = RequestFactory().get("/")
    forged = Client(enforce_csrf_checks=True)
    answers: list[Any] = [
        client.get("/", headers={"host": "evil.example"}),
        client.get("/", headers={"host": "evil.example"}),
        forged.post("/accounts/login/", {}),
        client.post("/people/new/", {"given_names": "x" * 3_000_000}),
        pages.too_many(request),
    ]
    assert [answer.status_code for answer in answers] == [400, 400, 403, 413, 429]
    shown = [ID.findall(answer.content) for answer in answers]
    assert [len(ids) for ids in shown] == [1] * 5
    assert len({ids[0] for ids in shown}) == 5
    told = {line.get("id") for line in lines(log)}
    assert {ids[0].decode() for ids in shown[:4]} <= told


def test_a_missing_page_has_none_because_all_of_them_are_the_same_bytes(client: Client, log: io.StringIO) -> None:
    one, other = client.get("/nothing/"), client.get("/cases/AMP-1999-000001/")
    assert one.content == other.content
    assert ID.findall(one.content) == []
    assert ["id" in line for line in lines(log)] == [False, False]


def test_one_request_has_one_id() -> None:
    request = RequestFactory().get("/")
    assert error_id(request) == error_id(request)
    assert error_id(request) != error_id(RequestFactory().get("/"))


def test_a_line_holds_nothing_but_its_keys(client: Client) -> None:
    record = logging.LogRecord("amparo", logging.WARNING, __file__, 1, "at %s", ("/people/?q=Xiomara&x=1 then",), None)
    for name in ("user", "name", "args_of_view", "stack_info", "sql"):
        setattr(record, name, SECRET) if name != "name" else None
    record.request = RequestFactory().post("/people/", {"q": SECRET}, headers={"cookie": SECRET})
    record.status_code = 400
    line = json.loads(JsonLines().format(record))
    assert set(line) <= set(KEYS)
    assert line["says"] == "at /people/? then"
    assert "Xiomara" not in json.dumps(line, ensure_ascii=False)


def test_what_looks_like_an_attack_is_named_and_not_repeated(log: io.StringIO) -> None:
    administrator = Client(raise_request_exception=False)
    administrator.force_login(an_administrator())
    assert administrator.get("/admin/staff/team/add/?_to_field=Xiomara").status_code == 400
    assert administrator.get("/", headers={"host": "xiomara.example"}).status_code == 400
    said = [line["says"] for line in lines(log) if line["from"].startswith("django.security")]
    assert said == [f"Refused as unsafe: {name}" for name in ("DisallowedModelAdminToField", "DisallowedHost")]
    assert "xiomara" not in log.getvalue().lower()


def test_gunicorns_own_errors_are_written_in_the_same_form() -> None:
    code = """
from gunicorn.config import Config
from config.gunicorn import logger_class
log = logger_class(Config())
try:
    raise ValueError("Xiomara")
except ValueError:
    log.exception("Error handling request %s", "/people/?q=Xiomara")
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    line = json.loads(done.stderr)
    assert (line["from"], line["says"], line["error"]) == (
        "gunicorn.error",
        "Error handling request /people/?",
        "ValueError",
    )
    assert "Xiomara" not in done.stdout + done.stderr
