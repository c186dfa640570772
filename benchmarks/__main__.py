"""Measure the main pages against a floor of the same run, at two sizes: `make bench`.

Prints ratios and writes nothing. Floor: a signed-in page that reads the session and the user and no more. Rounds are
interleaved, so that whatever else the machine does hits every page alike.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable

from benchmarks.ground import ground

SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "1000 10000").split()]
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "40"))


def main() -> None:
    """Start a throw-away PostgreSQL, fill it, measure, and remove it."""
    with ground():
        measure()


def measure() -> None:
    """Fill the database to each size, time the pages in turn, and print the table."""
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    from benchmarks.generator import generate
    from cases.models import Case
    from staff.models import Membership, Role, Team, User
    from staff.wall.context import as_the_house

    settings.ALLOWED_HOSTS = ["testserver"]
    team = Team.objects.get()
    workers = [User.objects.create(username=f"worker-{number}") for number in range(20)]
    Membership.objects.bulk_create(Membership(user=user, team=team, role=Role.CASEWORKER) for user in workers)
    medians: dict[int, dict[str, float]] = {}
    queries: dict[str, int] = {}
    for size in SIZES:
        with as_the_house():
            generate(size - Case.objects.count(), team=team, workers=workers)
            deep = Case.objects.select_related("subject").order_by("due_key", "id")[size // 2]
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        pages = _pages(workers[0], deep=deep)
        medians[size] = _time(pages)
        queries = _count(pages)
    floor = "floor: session and user"
    print(f"\n{'page':34}{'queries':>8}" + "".join(f"{f'x floor @{n}':>16}" for n in SIZES) + f"{'growth':>9}")
    for name in medians[SIZES[0]]:
        ratios = [medians[n][name] / medians[n][floor] for n in SIZES]
        growth = medians[SIZES[-1]][name] / medians[SIZES[0]][name]
        print(f"{name:34}{queries[name]:>8}" + "".join(f"{ratio:>16.2f}" for ratio in ratios) + f"{growth:>9.2f}")
    print(f"\nfloor itself: {', '.join(f'{medians[n][floor] * 1000:.1f} ms @{n}' for n in SIZES)}; {ROUNDS} rounds")


def _pages(worker: object, deep: object) -> dict[str, Callable[[], object]]:
    from django.test import Client
    from django.urls import reverse

    client = Client()
    client.force_login(worker)  # type: ignore[arg-type]
    cases = reverse("cases:list")

    def page(address: str) -> Callable[[], object]:
        return lambda: _get(client, address)

    following = client.get(cases).content.decode().split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    return {
        "floor: session and user": page(reverse("account_change_password")),
        "my work": page(reverse("cases:my_work")),
        "case list, first page": page(cases),
        "case list, second page": page(cases + following),
        "case list, one stage": page(f"{cases}?stage=plan"),
        "case list, below one country": page(f"{cases}?location=united-states"),
        "case": page(deep.get_absolute_url()),  # type: ignore[attr-defined]
        "people list": page(reverse("people:list")),
        "person": page(deep.subject.get_absolute_url()),  # type: ignore[attr-defined]
        "name search": lambda: _post(client, reverse("people:search"), {"q": "yimenes"}),
    }


def _get(client: object, address: str) -> None:
    answer = client.get(address)  # type: ignore[attr-defined]
    assert answer.status_code == 200, (address, answer.status_code)


def _post(client: object, address: str, data: dict[str, str]) -> None:
    answer = client.post(address, data)  # type: ignore[attr-defined]
    assert answer.status_code == 200, (address, answer.status_code)


def _time(pages: dict[str, Callable[[], object]]) -> dict[str, float]:
    taken: dict[str, list[float]] = {name: [] for name in pages}
    for turn in range(ROUNDS + 3):
        for name, ask in pages.items():
            began = time.perf_counter()
            ask()
            if turn >= 3:  # the first rounds fill caches
                taken[name].append(time.perf_counter() - began)
    return {name: statistics.median(times) for name, times in taken.items()}


def _count(pages: dict[str, Callable[[], object]]) -> dict[str, int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counted = {}
    for name, ask in pages.items():
        with CaptureQueriesContext(connection) as seen:
            ask()
        around = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
        counted[name] = sum(not query["sql"].startswith(around) for query in seen.captured_queries)
    return counted


if __name__ == "__main__":
    main()
