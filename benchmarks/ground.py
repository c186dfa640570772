"""A throw-away PostgreSQL with the article's cases in it, for whatever is measured."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from config.postgres import Cluster

ROOT = Path(__file__).resolve().parents[1]


@contextmanager
def ground() -> Iterator[Cluster]:
    """Start it, set what Django's settings read (the application role, as in production), and remove it afterwards."""
    from config.postgres import Cluster
    from config.postgres_binaries import find_binaries
    from config.postgres_home import find_home
    from config.postgres_roles import APPLICATION, OWNER
    from staff.encryption.keyring import Keyring

    folder = Path(tempfile.mkdtemp(prefix="amparo-bench-"))
    folder.chmod(0o711)
    home, account = find_home(folder)
    cluster = Cluster(home, find_binaries(), account, folder / "postgres.json")
    cluster.start()
    try:
        cluster.make_roles_and_database()
        Keyring.create(folder / "keyring.json")
        os.environ |= {
            "AMPARO_DEMO": "1",
            "AMPARO_VAR": str(folder),
            "DATABASE_URL": cluster.url(OWNER),
            "SECRET_KEY": secrets.token_urlsafe(50),
            "KEYRING_FILE": str(folder / "keyring.json"),
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        subprocess.run([sys.executable, ROOT / "manage.py", "build_database", "-v0"], check=True)
        subprocess.run([sys.executable, ROOT / "manage.py", "loaddata", "vocabulary", "article", "-v0"], check=True)
        os.environ["DATABASE_URL"] = cluster.url(APPLICATION)
        yield cluster
    finally:
        cluster.stop()
        for made in {folder, home}:
            shutil.rmtree(made, ignore_errors=True)
