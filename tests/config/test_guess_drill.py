"""The drill of `benchmarks/guesses.py` in small: nobody gets in, its owner does, and no answer tells who works here."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from benchmarks.guesses import RANDOM, drill
from tests.sign_in import PASSWORD, enter, with_password

pytestmark = pytest.mark.django_db


def test_guesses_let_nobody_in_and_tell_nothing() -> None:
    cache.clear()
    user = with_password("caseworker")

    def ask(name: str, password: str, address: str) -> tuple[int, str]:
        answer = enter(Client(), name, password, REMOTE_ADDR=address)
        return answer.status_code, answer.content.decode()

    told = drill(ask, victim=user.username, password=PASSWORD, guesses=120, addresses=4, visits=3)
    assert told.entries == 0
    assert dict(told.victim) == {302: 3}
    assert told.statuses[True].keys() == told.statuses[False].keys() <= {422, 429}
    assert told.statuses[True].total() == told.statuses[False].total() == 60
    assert told.bodies[True] == told.bodies[False]
    assert 0 < len(told.bodies[True]) < 5


def test_the_drill_sees_an_entry_and_an_answer_that_tells() -> None:
    def ask(name: str, password: str, address: str) -> tuple[int, str]:
        return (302 if password == PASSWORD else 422), "no such user" if name != "caseworker" else "wrong password"

    told = drill(ask, victim="caseworker", password=PASSWORD, guesses=40, addresses=4, visits=2)
    assert told.entries == 4
    assert told.bodies[True] != told.bodies[False]
    assert RANDOM.sub("", f'value="{"x" * 64}"') == 'value=""'
