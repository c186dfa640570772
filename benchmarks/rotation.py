"""Change the keys of 100,000 sealed values while people read: what takes how long, and what a reader notices."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Event, Thread

ROOT = Path(__file__).resolve().parents[1]
ROWS = int(os.environ.get("BENCH_ROTATED", "100000"))
READERS = 2


def main() -> None:
    """Run a demonstration of its own, fill it, change its keys, and remove it."""
    from benchmarks.kill_drill import Reader
    from benchmarks.record import _database
    from tests.running import RunningSite

    folder = Path(tempfile.mkdtemp(prefix="amparo-rotation-"))
    folder.chmod(0o711)
    # Readers open far more than anybody's work asks for; what stops them is not what is measured.
    site = RunningSite(folder, AMPARO_FILES_PER_HOUR="1000000", AMPARO_FILES_PER_HOUR_AT_MOST="1000000")
    try:
        site.start()
        fill(_database(folder), folder)
        readers = []
        for _ in range(READERS):
            reader = Reader(site.port)
            reader.sign_in("caseworker", site.sign_ins["caseworker"])
            readers.append(reader)
        rotate(site, readers, folder)
    finally:
        site.stop()
        shutil.rmtree(folder, ignore_errors=True)


def fill(url: str, folder: Path) -> None:
    """Make synthetic people until so many values are sealed, row history included."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "AMPARO_DEMO": "1",
        "AMPARO_VAR": str(folder),
        "DATABASE_URL": url,
        "KEYRING_FILE": str(folder / "keyring.json"),
    }
    import django

    django.setup()
    from benchmarks.generator import generate
    from staff.models import Team, User
    from staff.wall.context import as_the_house

    began = time.perf_counter()
    with as_the_house():
        while sealed() < ROWS:
            generate(500, team=Team.objects.earliest("pk"), workers=list(User.objects.all()))
        made = sealed()
    print(f"{made} sealed values made in {time.perf_counter() - began:.0f} s")


def sealed() -> int:
    """How many values are sealed."""
    from django.db import connection

    from staff.encryption.rotation import rows_by_key, sealed_tables

    connection.ensure_connection()
    return rows_by_key(connection.connection, sealed_tables()).total()


def rotate(site: object, readers: list[object], folder: Path) -> None:
    """Print how long it took, and how many pages arrived meanwhile."""
    paths, over = readers[0].files(), Event()  # type: ignore[attr-defined]
    threads = [Thread(target=reader.read, args=[paths, over]) for reader in readers]  # type: ignore[attr-defined]
    for thread in threads:
        thread.start()
    began = time.perf_counter()
    environment = site.environment | {"AMPARO_DEMO": "1"}  # type: ignore[attr-defined]
    command = [sys.executable, str(ROOT / "manage.py"), "rotate_keys"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    took = time.perf_counter() - began
    over.set()
    for thread in threads:
        thread.join()
    told = subprocess.run([*command, "--dry-run"], env=environment, capture_output=True, text=True, check=True)
    arrived = sum(reader.answers.total() for reader in readers)  # type: ignore[attr-defined]
    print(f"changed in {took:.0f} s (exit {done.returncode}); {arrived} pages arrived meanwhile,")
    print(f"{sum(reader.broken for reader in readers)} did not; afterwards:")  # type: ignore[attr-defined]
    print(told.stdout)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
