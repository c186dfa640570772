"""A pgbouncer that hands one connection of PostgreSQL to whoever has a transaction, before the cluster of the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from config.postgres import Cluster
from config.postgres_roles import APPLICATION
from tests.running import free_port

# Debian keeps it where only administrators look.
PROGRAM = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin") or "pgbouncer"
PATIENCE = 60.0  # seconds


@contextmanager
def pooler(cluster: Cluster, database: str) -> Iterator[str]:
    """Start one and give the application's address of the database behind it. All share one connection."""
    password, port = urlsplit(cluster.url(APPLICATION)).password, free_port()
    folder = Path(tempfile.mkdtemp(prefix="amparo-pooler-"))
    (folder / "users.txt").write_text(f'"{APPLICATION}" "{password}"\n')
    (folder / "pgbouncer.ini").write_text(
        f"""
[databases]
{database} = host={cluster.socket_folder()} dbname={database}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {folder}/users.txt
pool_mode = transaction
default_pool_size = 1
min_pool_size = 1
max_client_conn = 100
"""
    )
    # It refuses to work as root, as PostgreSQL does; the same user runs both.
    account = cluster.account
    if account:
        for path in (folder, *folder.iterdir()):
            os.chown(path, account.uid, account.gid)
    process = subprocess.Popen(
        [PROGRAM, "-q", folder / "pgbouncer.ini"],
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"postgresql://{APPLICATION}:{password}@127.0.0.1:{port}/{database}"
    try:
        _wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(PATIENCE)
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        assert process.poll() is None, "pgbouncer ended."
        try:
            psycopg.connect(address, connect_timeout=5, prepare_threshold=None).close()
        except psycopg.OperationalError:
            assert time.monotonic() < deadline, "pgbouncer does not answer."
            time.sleep(0.1)
        else:
            return
