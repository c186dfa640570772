"""What row security costs: the same pages with and without it, in turn, at 100,000 cases: `python -m benchmarks.wall`.

Without it: as a role that passes it (`BYPASSRLS`), and nobody is named to the database. `visible_to` filters in both.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import psycopg

from benchmarks.__main__ import _pages
from benchmarks.ground import ground
from benchmarks.multiply import multiply

CASES = int(os.environ.get("BENCH_WALL_CASES", "100000"))
GENERATED = min(CASES, int(os.environ.get("BENCH_WALL_GENERATED", "2000")))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "40"))
OPEN = "amparo_past_the_wall"


def main() -> None:
    """Start a throw-away PostgreSQL, fill it, measure, and remove it."""
    from config.postgres_roles import APPLICATION, OWNER

    with ground() as cluster:
        import django

        django.setup()
        reader, deep = fill(cluster.url(OWNER))
        open_a_way(cluster.administrator_url(), cluster.url(OWNER), APPLICATION)
        compare(reader, deep)


def fill(owner_url: str) -> tuple[Any, Any]:
    """Synthetic files and their caseworkers, a third of them another team's; a reader, and a case in the middle."""
    from benchmarks.generator import generate
    from cases.models import Case
    from staff.models import Membership, Role, Team, User
    from staff.wall.context import as_the_house

    team, other = Team.objects.get(), Team.objects.create(code="other", name="Other")
    workers = [User.objects.create(username=f"worker-{number}") for number in range(400)]
    Membership.objects.bulk_create(Membership(user=user, team=team, role=Role.CASEWORKER) for user in workers)
    with as_the_house():
        generate(GENERATED, team=team, workers=workers)
    with psycopg.connect(owner_url) as owner:
        multiply(owner, CASES // GENERATED, other_team=other.pk)
    with as_the_house():
        mine = Case.objects.filter(team=team).select_related("subject").order_by("due_key", "id")
        return workers[0], mine[CASES // 3]


def open_a_way(administrator_url: str, owner_url: str, application: str) -> None:
    """Make a role that passes row security, which the application's role may take on here."""
    with psycopg.connect(administrator_url, autocommit=True) as administrator:
        administrator.execute(f"CREATE ROLE {OPEN} NOLOGIN BYPASSRLS")
        administrator.execute(f"GRANT {OPEN} TO {application}")
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute(f"GRANT USAGE ON SCHEMA public TO {OPEN}")
        for things in ("TABLES", "SEQUENCES"):
            owner.execute(f"GRANT ALL ON ALL {things} IN SCHEMA public TO {OPEN}")
        for (function,) in owner.execute(
            "SELECT oid::regprocedure::text FROM pg_proc WHERE proname LIKE 'amparo%'"
        ).fetchall():
            owner.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {OPEN}")


def compare(reader: Any, deep: Any) -> None:
    """Time the pages with and without row security, in turn, and print how they compare."""
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]
    pages = _pages(reader, deep=deep)
    taken: dict[tuple[str, bool], list[float]] = {}
    for turn in range(ROUNDS + 3):
        for name, ask in pages.items():
            # What comes second finds warm caches: each comes second every other time.
            for walled in (True, False) if turn % 2 else (False, True):
                with nullcontext() if walled else past_the_wall(searches="search" in name):
                    took = _timed(ask)
                if turn >= 3:  # the first rounds fill caches
                    taken.setdefault((name, walled), []).append(took)
    print(f"\n{CASES} cases, {ROUNDS} rounds{'':15}{'without':>12}{'with':>12}{'ratio':>8}")
    for name in pages:
        without, with_it = (statistics.median(taken[name, walled]) for walled in (False, True))
        print(f"{name:40}{without * 1000:>9.1f} ms{with_it * 1000:>9.1f} ms{with_it / without:>8.2f}")


@contextmanager
def past_the_wall(*, searches: bool) -> Iterator[None]:
    """Ask as the role that passes row security. A search is told that it may find everything, as it was before."""
    from django.db import connection

    from staff import policy
    from staff.wall.context import as_the_house

    named = policy.seen_by
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {OPEN}")
    policy.seen_by = lambda _reader: as_the_house() if searches else nullcontext()  # type: ignore[assignment]
    try:
        yield
    finally:
        policy.seen_by = named
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def _timed(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
