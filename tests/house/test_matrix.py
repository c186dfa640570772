"""Who may do what, asked of every door at once and compared with the tables in this folder, row by row.

A check is one question with one answer: this reader, this action or address, this file in this state.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from staff.models import Role
from staff.policy import POLICY, SIGHT, Action, When, sight_of
from staff.wall.build import rooms, root
from staff.wall.functions import functions
from tests.house import front_door, matrix_checks, oracle
from tests.house.matrix_checks import Checks
from tests.house.matrix_world import World, make_world
from tests.house.oracle import READERS

PARTS: dict[str, Callable[[World], Checks]] = {
    "rules": matrix_checks.rules,
    "first wall": matrix_checks.first_wall,
    "second wall": matrix_checks.second_wall,
    "pages of the administration": matrix_checks.pages,
    "roles that are given": matrix_checks.roles_given,
    "front door": front_door.casework,
    "front door of the administration": front_door.administration,
    "searches": front_door.searches,
}
AT_LEAST = 20_000
# How the tables write the conditions that hold on some files.
LETTER = {When.OWN_TEAM: "t", When.OWN_CASE: "c", When.GRANTED: "g", When.EMERGENCY: "e"}
FILES_BY = tuple(LETTER)
ALONE_AND_TOGETHER = [*((action,) for action in Action), SIGHT]
TRIPLES = [(action, role, when) for action in Action for role in Role for when in When]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once for all tests of this module, and gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def nothing_stays(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test finds the world as it was made; thousands of refusals are told to nobody."""
    logging.disable(logging.ERROR)
    # A machine that is busy takes more than five minutes for all of it.
    monkeypatch.setattr("staff.recent.RECENT", 24 * 60 * 60)
    with matrix_checks.undone():
        yield
    logging.disable(logging.NOTSET)


DONE: dict[str, Checks] = {}


def checks_of(part: str, world: World) -> Checks:
    """The checks of a part, which is gone through once."""
    if part not in DONE:
        DONE[part] = PARTS[part](world)
    return DONE[part]


@pytest.mark.parametrize("part", PARTS)
def test_everybody_is_answered_as_the_tables_say(part: str, world: World) -> None:
    checks = checks_of(part, world)
    some = "\n".join(checks.wrong[:25])
    assert not checks.wrong, f"{len(checks.wrong)} of {checks.made} answers are wrong, such as\n{some}"


def test_the_matrix_is_large_enough(world: World) -> None:
    made = {part: checks_of(part, world).made for part in PARTS}
    sys.stdout.write(f"{sum(made.values())} checks: {made}\n")
    assert sum(made.values()) >= AT_LEAST


def test_the_tables_speak_of_every_action_and_role() -> None:
    assert set(oracle.POLICY) == {action.value for action in Action}
    assert set(oracle.ROLES) == {role.value for role in Role}


@pytest.mark.parametrize("named", ["rules that stand", "rules that do not"])
def test_each_rule_that_is_taken_away_or_put_in_is_noticed(
    named: str, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands = named == "rules that stand"
    mutants = [one for one in TRIPLES if (one[2] in POLICY[one[0]].get(one[1], ())) is stands]
    alive = []
    for action, role, when in mutants:
        before = POLICY[action].get(role, ())
        after = tuple(one for one in before if one != when) if stands else (*before, when)
        with monkeypatch.context() as patch:
            patch.setitem(POLICY[action], role, after)
            if not matrix_checks.rules(world, [action.value]).wrong:
                alive.append((action.value, role.value, when.value))
    sys.stdout.write(f"{len(mutants) - len(alive)} of {len(mutants)} mutants killed: {named}\n")
    assert alive == []
    assert len(mutants) >= (78 if stands else 400)


def test_row_security_follows_the_policy(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    users = [world.user(reader) for reader in READERS]

    def sight() -> list[object]:
        return [sight_of(user) for user in users]

    named = {way: sql for room in rooms() for way, sql in getattr(room, "NAMED", {}).items()}

    def written() -> list[str]:
        return [function.body for function in functions(dict(sorted(named.items())), root()._meta.db_table)]

    seen, built = sight(), written()
    mutants = [(actions, role, when) for actions in ALONE_AND_TOGETHER for role in Role for when in FILES_BY]
    changed = 0
    for actions, role, when in mutants:
        with monkeypatch.context() as patch:
            for action in actions:
                before = POLICY[action].get(role, ())
                after = tuple(one for one in before if one != when) if when in before else (*before, when)
                patch.setitem(POLICY[action], role, after)
            now = any(when in POLICY[action].get(role, ()) for action in SIGHT)
            was = any(LETTER[when] in oracle.cell(name, role.value) for name in oracle.SEEING)
            other = written() != built
            assert other is (now is not was), (actions, role, when)
            # Who sees other files by the one wall sees them by the other.
            assert sight() == seen or other, (actions, role, when)
            changed += other
    assert changed == 50
