"""While it serves, the site speaks to nobody but its database, which libpq reaches without Python's sockets."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.test import Client

from staff.models import Role
from tests.crawler import pages
from tests.rows import a_case, a_user

pytestmark = pytest.mark.django_db
WAYS_OUT = {
    *("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"),
    *("urllib.Request", "http.client.connect", "smtplib.connect", "ftplib.connect", "poplib.connect", "imaplib.open"),
    *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "pty.spawn", "webbrowser.open"),
}
_noted: list[str] | None = None


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if _noted is not None and event in WAYS_OUT:
        _noted.append(f"{event} {arguments!r:.200}")


sys.addaudithook(_note)


@contextmanager
def ways_out() -> Iterator[list[str]]:
    """What of this process tried to leave the machine, or to start a program that might."""
    global _noted
    found: list[str] = []
    _noted = found
    try:
        yield found
    finally:
        _noted = None


def test_the_watch_sees_a_way_out() -> None:
    with ways_out() as found, socket.socket() as line:
        line.connect_ex(("127.0.0.1", 9))
    assert [event.split()[0] for event in found] == ["socket.connect"]


# Where those begin who work on no case.
BEGINNINGS = {
    Role.TEAM_ADMINISTRATOR: "/admin/",
    Role.SYSTEM_ADMINISTRATOR: "/admin/",
    Role.AUDITOR: "/reading/record/",
    Role.PARTNER: "/referred/",
}


@pytest.mark.parametrize("role", list(Role))
def test_no_page_opens_a_line_to_anywhere(role: Role) -> None:
    case = a_case(caseworker=a_user())
    keeps = role in (Role.TEAM_ADMINISTRATOR, Role.SYSTEM_ADMINISTRATOR)
    user = a_user("maria", role, is_staff=keeps, is_superuser=role == Role.SYSTEM_ADMINISTRATOR)
    user.set_password("a long one for the tests")
    user.save()
    client, opened = Client(), set()
    with ways_out() as found:
        came = client.post("/accounts/login/", {"login": "maria", "password": "a long one for the tests"})
        assert came.status_code == 302
        starts = ["/", "/today/", "/healthz", "/static/js/trust.js"]
        starts += [BEGINNINGS.get(role, case.get_absolute_url())]
        opened |= {address for address, answer in pages(client, *starts) if answer.status_code == 200}
        note = f"{case.get_absolute_url()}notes/new/"
        client.post(note, {"kind": "note", "text": "https://example.org/ and someone@example.org"})
        client.post("/people/search/", {"q": "Xiomara"})
    assert found == []
    assert len(opened) > (4 if role in (Role.AUDITOR, Role.PARTNER) else 15), sorted(opened)
