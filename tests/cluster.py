"""A throw-away PostgreSQL for one run of the tests, started before Django's settings are read.

A pytest plugin (`-p tests.cluster` in pyproject.toml). It sets the environment that `config/settings.py` reads:
DATABASE_URL with the application role, as in production, and AMPARO_OWNER_DATABASE_URL for those who make tables.
"""

import os
import secrets
from collections.abc import Callable, Generator
from pathlib import Path
from pkgutil import iter_modules

import psycopg
import psycopg.sql
import pytest

from config.postgres import Cluster
from config.postgres_binaries import find_binaries
from config.postgres_home import find_home
from config.postgres_roles import APPLICATION, OWNER
from config.translations import compile_stale
from staff.encryption.keyring import Keyring
from tests.folder import Folder, passable, remove_leftovers

# What tests share asserts too, and says as much as a test when it fails. Told before any of it is imported.
pytest.register_assert_rewrite(
    *(f"tests.{module.name}" for module in iter_modules([str(Path(__file__).parent)]) if module.name != "folder")
)

cluster_of_this_run: pytest.StashKey[Cluster] = pytest.StashKey()
folder_of_this_run: pytest.StashKey[Folder] = pytest.StashKey()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    """Start the cluster ahead of pytest-django, which reads the settings in the same hook."""
    folder = early_config.stash[folder_of_this_run] = Folder()
    os.environ |= {
        "AMPARO_DEMO": "1",
        "AMPARO_VAR": str(folder.path),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "KEYRING_FILE": str(folder.path / "keyring.json"),
    }
    Keyring.create(folder.path / "keyring.json")
    if "PYTEST_XDIST_WORKER" not in os.environ:
        remove_leftovers()
        compile_stale()
    if not only_hands_out(early_config):
        start_cluster(early_config, folder.path)
    return (yield)


def only_hands_out(config: pytest.Config) -> bool:
    """Whether this process runs no test itself, but has them run by others (`pytest -n 2`)."""
    asked = config.known_args_namespace
    return bool(asked.numprocesses) and not asked.usepdb and "PYTEST_XDIST_WORKER" not in os.environ


def start_cluster(config: pytest.Config, folder: Path) -> None:
    """Start PostgreSQL in `folder` and tell Django where it is."""
    home, account = find_home(folder)
    cluster = Cluster(home, find_binaries(), account, folder / "postgres.json", durable=False)
    config.stash[cluster_of_this_run] = cluster
    cluster.start()
    cluster.make_roles_and_database()
    os.environ |= {"DATABASE_URL": cluster.url(APPLICATION), "AMPARO_OWNER_DATABASE_URL": cluster.url(OWNER)}


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the cluster and remove everything it made."""
    if cluster := config.stash.get(cluster_of_this_run, None):
        cluster.stop()
    if folder := config.stash.get(folder_of_this_run, None):
        folder.remove()


@pytest.fixture(scope="session")
def make_var(request: pytest.FixtureRequest) -> Callable[[], Path]:
    """Makes folders as `var/` is: others may pass through, which pytest's own allow to nobody. They go with the run."""
    return lambda: passable("var-", request.config.stash[folder_of_this_run].path)


@pytest.fixture(scope="session")
def cluster(request: pytest.FixtureRequest) -> Cluster:
    """The PostgreSQL of this run."""
    return request.config.stash[cluster_of_this_run]


def drop_database(cluster: Cluster, name: str) -> None:
    """Remove a database that a test has made."""
    with psycopg.connect(cluster.administrator_url(), autocommit=True) as connection:
        connection.execute(psycopg.sql.SQL("DROP DATABASE {} WITH (FORCE)").format(psycopg.sql.Identifier(name)))
