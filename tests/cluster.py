"""A throw-away PostgreSQL for one run of the tests, started before Django's settings are read.

A pytest plugin (`-p tests.cluster` in pyproject.toml). It sets the environment that `config/settings.py` reads:
DATABASE_URL with the application role, as in production, and AMPARO_OWNER_DATABASE_URL for those who make tables.
"""

import os
import secrets
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import psycopg
import psycopg.sql
import pytest

from config.postgres import Cluster
from config.postgres_binaries import find_binaries
from config.postgres_home import find_home
from config.postgres_roles import APPLICATION, OWNER
from config.translations import compile_stale
from staff.encryption.keyring import Keyring

cluster_of_this_run: pytest.StashKey[Cluster] = pytest.StashKey()
folders_of_this_run: pytest.StashKey[list[Path]] = pytest.StashKey()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    """Start the cluster ahead of pytest-django, which reads the settings in the same hook."""
    folder = Path(tempfile.mkdtemp(prefix="amparo-tests-"))
    folder.chmod(0o711)  # as root, PostgreSQL runs as another user and must pass through
    home, account = find_home(folder)
    early_config.stash[folders_of_this_run] = [folder, home]
    cluster = Cluster(home, find_binaries(), account, folder / "postgres.json", durable=False)
    early_config.stash[cluster_of_this_run] = cluster
    cluster.start()
    cluster.make_roles_and_database()
    Keyring.create(folder / "keyring.json")
    os.environ |= {
        "AMPARO_DEMO": "1",
        "AMPARO_VAR": str(folder),
        "DATABASE_URL": cluster.url(APPLICATION),
        "AMPARO_OWNER_DATABASE_URL": cluster.url(OWNER),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "KEYRING_FILE": str(folder / "keyring.json"),
    }
    compile_stale()
    return (yield)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the cluster and remove everything it made."""
    cluster = config.stash.get(cluster_of_this_run, None)
    if cluster:
        cluster.stop()
    for folder in config.stash.get(folders_of_this_run, []):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def cluster(request: pytest.FixtureRequest) -> Cluster:
    """The PostgreSQL of this run."""
    return request.config.stash[cluster_of_this_run]


def drop_database(cluster: Cluster, name: str) -> None:
    """Remove a database that a test has made."""
    with psycopg.connect(cluster.administrator_url(), autocommit=True) as connection:
        connection.execute(psycopg.sql.SQL("DROP DATABASE {} WITH (FORCE)").format(psycopg.sql.Identifier(name)))
