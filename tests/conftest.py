"""What every test may ask for: a database that looks like production's, and a whole site that runs."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.backends.signals import connection_created
from django.test.client import ClientHandler
from django.utils import translation
from pytest_django import DjangoDbBlocker

from config.demo_folder import ROOT
from config.postgres import Cluster
from config.postgres_roles import APPLICATION, OWNER
from tests.cluster import drop_database
from tests.running import RunningSite


def pytest_configure() -> None:
    """Hash passwords quickly, because the real hash is made to be slow; note presence once."""
    settings.SESSION_NOTED_EVERY = timedelta(days=1)  # writing it is no part of a page's budget
    settings.WHITENOISE_AUTOREFRESH = True  # each test's browser is a site anew; it need not look at every style sheet
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]


def _as_the_house(connection: Any, **told: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('amparo.house', 'yes', false)")


# Tests make and look at rows of every file, as commands of the house do. A page that they ask for may not.
connection_created.connect(_as_the_house)


@pytest.fixture(autouse=True)
def pages_begin_as_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test asks for pages inside its own transaction: take the house's sight from it for as long as a page takes."""
    answer = ClientHandler.__call__

    def answered(self: ClientHandler, environ: dict[str, Any]) -> Any:
        if not connection.in_atomic_block:
            return answer(self, environ)
        _set(connection, house="")
        try:
            return answer(self, environ)
        finally:
            if not connection.needs_rollback:
                _set(connection, house="yes")

    monkeypatch.setattr(ClientHandler, "__call__", answered)


def _set(connection: Any, *, house: str) -> None:
    # Past Django's cursor: it is no question of the page's.
    connection.connection.execute(
        "SELECT set_config('amparo.house', %s, true), set_config('amparo.teams', '', true),"
        " set_config('amparo.named', '', true)",
        [house],
    )


@pytest.fixture(autouse=True)
def nobody_has_spoken_yet() -> None:
    """Begin each test in the language of the settings: a page leaves its reader's language behind in the thread."""
    translation.deactivate()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> None:
    """Make the tables as the owner and load the fixtures as the application; then every test works as the application.

    So a test cannot do what production may not. It also means that a test works inside one transaction: emptying
    tables, which `transactional_db` does, is the owner's alone. A test that needs commits takes `live_site`.
    """
    environment = os.environ | {"DATABASE_URL": os.environ["AMPARO_OWNER_DATABASE_URL"]}
    subprocess.run([sys.executable, ROOT / "manage.py", "build_database", "-v0"], env=environment, cwd=ROOT, check=True)
    with django_db_blocker.unblock():
        present = [name for name in ("vocabulary", "article") if (ROOT / "fixtures" / f"{name}.json").exists()]
        if present:
            call_command("loaddata", *present, verbosity=0)


@pytest.fixture(scope="session")
def live_site(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """A demonstration that runs (`manage.py run`) on a free port with a database of its own; its rows stay."""
    cluster.make_roles_and_database("live")
    site = RunningSite(
        tmp_path_factory.mktemp("live"),
        DATABASE_URL=cluster.url(APPLICATION, "live"),
        AMPARO_OWNER_DATABASE_URL=cluster.url(OWNER, "live"),
        # Three people open within minutes what all tests make; what stops them has tests of its own.
        AMPARO_FILES_PER_HOUR="10000",
        AMPARO_FILES_PER_HOUR_AT_MOST="10000",
    )
    try:
        site.start()
        yield site
    finally:
        site.stop()
        drop_database(cluster, "live")
