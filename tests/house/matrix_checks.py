"""The parts of the matrix: each asks the same questions of the house and of the oracle, and counts them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db import connection, transaction
from django.db.models import Model
from django.test import RequestFactory

from cases.models import Case, Task
from people.models import Subject
from staff import policy
from staff.policy import Action
from staff.wall.build import wanted_tables
from staff.wall.context import as_the_house, seen_by
from tests.house import oracle
from tests.house.matrix_world import World
from tests.house.oracle import FILES, READERS, SUBTREE

BY_NAME = {file.name: file for file in FILES}
# Conditions that name somebody, as the code has them.
WAYS = ("own-case", "granted")


@dataclass
class Checks:
    """How many questions were asked, and where the answers differed."""

    made: int = 0
    wrong: list[str] = field(default_factory=list)

    def same(self, expected: object, found: object, *where: object) -> None:
        """One question."""
        self.made += 1
        if expected != found:
            self.wrong.append(f"{' × '.join(map(str, where))}: expected {expected}, found {found}")


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside goes again."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def rules(world: World, actions: Iterable[str] | None = None) -> Checks:
    """Each reader × action × file, office or neither: what `may`, `teams_for` and `sight_of` answer."""
    checks = Checks()
    users = {reader.name: world.user(reader) for reader in READERS}
    for reader in READERS:
        user = users[reader.name]
        for name in oracle.POLICY if actions is None else actions:
            action = Action(name)
            checks.same(oracle.may_anywhere(reader, name), policy.may(user, action), reader.name, name)
            checks.same(oracle.may_everywhere(reader, name), policy.everywhere(user, action), reader.name, name)
            for office in SUBTREE:
                team = world.teams[office].pk
                expected = oracle.may_in(reader, name, office)
                checks.same(expected, policy.may(user, action, team_id=team), reader.name, name, f"in {office}")
                own = any("t" in oracle.cell(name, role) for role in reader.roles_in(office))
                checks.same(own, team in policy.teams_for(user, action), reader.name, name, f"teams, {office}")
            sight = policy.sight_of(user, (action,))
            for file in FILES:
                subject = world.rows[file.name][Subject]
                found = policy.may(user, action, file=subject)
                checks.same(oracle.may(reader, name, file), found, reader.name, name, file.name)
                seen = subject.team_id in sight.teams and not subject.restricted
                seen |= any(subject.pk in files and subject.team_id not in but for files, but in sight.named)
                checks.same(oracle.reaches(reader, name, file), seen, reader.name, name, f"sight of {file.name}")
    return checks


def first_wall(world: World) -> Checks:
    """Each reader × every file, case and task: whether `visible_to` holds it."""
    checks = Checks()
    for reader in READERS:
        user = world.user(reader)
        for model in (Subject, Case, Task):
            manager: Any = model._default_manager
            seen = set(manager.visible_to(user).values_list("pk", flat=True))
            for pk, name in world.states[model].items():
                expected = oracle.knows(reader, BY_NAME[name])
                checks.same(expected, pk in seen, reader.name, model.__name__, name)
        for action in Action:
            seen = set(Subject.objects.open_to(user, (action,)).values_list("pk", flat=True))
            for file in FILES:
                found = world.rows[file.name][Subject].pk in seen
                checks.same(oracle.reaches(reader, action, file), found, reader.name, f"open to {action}", file.name)
    return checks


def second_wall(world: World) -> Checks:
    """Each reader × every table behind the wall, history too × every state: what a bare SELECT finds."""
    checks = Checks()
    rows = dict(_rows_by_table(world))
    for table in (made.table for made in wanted_tables()):
        checks.same(True, bool(rows.get(table)), f"a row of {table} in every state: see tests/house/matrix_world.py")
    nobody = (None, None)
    for reader, user in [nobody, *((reader, world.users[reader.name]) for reader in READERS)]:
        for table, (column, states) in rows.items():
            with as_the_house(), seen_by(user.pk if user else None), connection.cursor() as cursor:
                cursor.execute(f"SELECT {column} FROM {table} WHERE {column} = ANY(%s)", [list(states)])  # noqa: S608
                seen = {pk for (pk,) in cursor.fetchall()}
            for pk, name in states.items():
                expected = reader is not None and oracle.knows(reader, BY_NAME[name])
                checks.same(expected, pk in seen, reader.name if reader else "nobody", table, name)
    return checks


def _rows_by_table(world: World) -> Iterator[tuple[str, tuple[str, dict[int, str]]]]:
    """By table behind the wall its key and, by number, the state of each row's file: one row of each state."""
    behind = {made.table for made in wanted_tables()}
    for model in apps.get_models(include_auto_created=True):
        tracked = getattr(model, "pgh_tracked_model", model)
        # One row of each state is enough.
        states = {pk: name for name, pk in {name: pk for pk, name in _states(world, tracked).items()}.items()}
        if tracked is not model:
            told: Any = model._default_manager.filter(pgh_obj__in=states).values_list("pk", "pgh_obj_id")
            last = {states[row]: pk for pk, row in told}
            states = {pk: name for name, pk in last.items()}
        if states and model._meta.db_table in behind:
            yield model._meta.db_table, (str(model._meta.pk.column), states)


def _states(world: World, model: type[Model]) -> dict[int, str]:
    return {pk: name for pk, name in world.states.get(model, {}).items() if name in BY_NAME}


def pages(world: World) -> Checks:
    """Each reader × every page of the administration × look, add, change, delete; and which rows each finds."""
    checks = Checks()
    site: Any = admin.site
    for reader in READERS:
        request: Any = RequestFactory().get("/admin/")
        request.user = world.user(reader)
        for model, page in site._registry.items():
            label = model._meta.label_lower
            told = oracle.PAGES[label]
            sees = oracle.may_anywhere(reader, told["sees"])
            writes = sees and told["writes"] != "-" and oracle.may_anywhere(reader, told["writes"])
            checks.same(sees, page.has_module_permission(request), reader.name, label, "index")
            checks.same(sees, page.has_view_permission(request), reader.name, label, "look")
            adds = writes and told["adds"] == "yes"
            checks.same(adds, page.has_add_permission(request), reader.name, label, "add")
            deletes = writes and told["deletes"] == "yes"
            checks.same(deletes, page.has_delete_permission(request), reader.name, label, "delete")
            states = _states(world, model)
            seen = set(page.get_queryset(request).filter(pk__in=states).values_list("pk", flat=True)) if states else ()
            for pk, name in states.items():
                expected = oracle.reaches(reader, told["sees"], BY_NAME[name])
                checks.same(expected, pk in seen, reader.name, label, f"rows, {name}")
    return checks


def roles_given(world: World) -> Checks:
    """Each reader × role × office × to whom: whether it is theirs to give."""
    checks = Checks()
    for reader in READERS:
        user = world.user(reader)
        for role in oracle.ROLES:
            for office in SUBTREE:
                own = "team-administrator" in reader.roles_in(office)
                given = own and role not in ("system-administrator", "auditor")
                given |= "system-administrator" in reader.roles
                for other in READERS:
                    expected = given and other.name != reader.name
                    to = world.users[other.name].pk
                    found = policy.may_give(user, role, team_id=world.teams[office].pk, to=to)
                    checks.same(expected, found, reader.name, f"gives {role} in {office} to {other.name}")
    return checks
