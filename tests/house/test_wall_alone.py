"""Row security alone: with every filter of the application taken away, pages name nobody whom they should not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from cases.models import Case, Task
from people.models import Subject
from staff import policy
from staff.wall.context import as_the_house
from tests import crawler
from tests.house import oracle
from tests.house.front_door import ON, _address, routes
from tests.house.matrix_checks import undone
from tests.house.matrix_world import FAMILY, World, make_world
from tests.house.oracle import READERS

# Files on the other side of each line; and somebody of each role, and from elsewhere.
HIDDEN = ("other", "restricted", "own")
EVERYBODY_WHO_READS = [reader for reader in READERS if reader.name.startswith("the-")][:7]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once for all tests of this module, and gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = make_world()
        made.sign_in()
        yield made
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def filters_are_gone(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """`visible_to` lets everything through, and a role that may do something may do it on any file."""
    for manager in (Subject.objects, Case.objects, Task.objects):
        monkeypatch.setattr(type(manager.all()), "visible_to", lambda rows, _user: rows)
    monkeypatch.setattr(policy, "_holds", _by_role_alone)
    with undone():
        yield


def _by_role_alone(user: Any, action: Any, when: Any, file: Any, team_id: Any) -> bool:
    return bool(policy.roles_for(action) & user.all_roles)


def opened(world: World, reader: oracle.Reader, *, by_links: bool) -> Iterator[tuple[str, str]]:
    """Pages as a reader comes to them by links, by a search, and by the addresses of files typed in by hand."""
    client = world.clients[reader.name]
    with undone():
        for address, answer in crawler.pages(client) if by_links else ():
            yield address, answer.content.decode() if not answer.streaming else ""
    with undone():
        found = client.post(reverse("people:search"), {"q": FAMILY})
        yield "search", found.content.decode()
    by_hand = {name: one for name, one in routes() if oracle.ROUTES.get(name, {}).get("on") in ON}
    for name, one in by_hand.items():
        for file in HIDDEN:
            if not oracle.knows(reader, BY_NAME[file]):
                with undone():
                    yield (
                        f"{name} of {file}",
                        client.get(_address(world, name, oracle.ROUTES[name], one, file)).content.decode(),
                    )


BY_NAME = {file.name: file for file in oracle.FILES}


def leaks(world: World, reader: oracle.Reader, *, by_links: bool = True) -> list[str]:
    """Whom pages name, by a name, a reference or the number in an address, though the reader may not know of them."""
    hidden = [file.name for file in oracle.FILES if not oracle.knows(reader, file)]
    canaries = {
        canary: name
        for name in hidden
        for canary in (f"{name} {FAMILY}", f"alias of {name}", world.rows[name][Case].reference)
    }
    search = re.compile("|".join(rf"(?<![\w-]){re.escape(canary)}" for canary in canaries))
    return [
        f"{reader.name}: {address} tells of {found}"
        for address, text in opened(world, reader, by_links=by_links)
        for found in search.findall(text)
        if found not in address
    ]


@pytest.mark.parametrize("reader", EVERYBODY_WHO_READS, ids=lambda reader: reader.name)
def test_row_security_alone_keeps_back_every_file_of_others(world: World, reader: oracle.Reader) -> None:
    assert leaks(world, reader) == []


def test_without_row_security_the_same_pages_name_them(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "seen_by", lambda _reader: as_the_house())
    found = leaks(world, next(reader for reader in READERS if reader.name == "the-caseworker"), by_links=False)
    assert len(found) > 20
