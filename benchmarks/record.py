"""The record of reads under stress: the web killed at random moments, and 100,000 rows by many writers at once."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from threading import Thread

import psycopg

ROOT = Path(__file__).resolve().parents[1]
KILLS = int(os.environ.get("BENCH_KILLS", "200"))
ROWS = int(os.environ.get("BENCH_ROWS", "100000"))
WRITERS = 8
INSERT = """INSERT INTO staff_read (reader, page, status, opened, listed, opened_cases, listed_cases, revealed, tokens)
    VALUES (%s, 'people:detail', 200, ARRAY[%s]::bigint[], '{1,2,3}', '{}', '{}', '', '{}')"""


def main() -> None:
    """Run a demonstration of its own, drill it, and remove it."""
    from tests.running import RunningSite

    folder = Path(tempfile.mkdtemp(prefix="amparo-record-"))
    folder.chmod(0o711)
    site = RunningSite(folder)
    try:
        site.start()
        url = _database(folder)
        kill(site, url)
        write(url)
    finally:
        site.stop()
        shutil.rmtree(folder, ignore_errors=True)


def kill(site: object, url: str) -> None:
    """Print how many answers arrived, and how many of them are not on record."""
    from benchmarks.kill_drill import Reader, drill, on_record

    readers = []
    for _ in range(4):
        reader = Reader(site.port)  # type: ignore[attr-defined]
        reader.sign_in("caseworker", site.sign_ins["caseworker"])  # type: ignore[attr-defined]
        readers.append(reader)
    answers = drill(readers, supervisor=site.process.pid, kills=KILLS)  # type: ignore[attr-defined]
    with psycopg.connect(url) as connection:
        recorded = on_record(connection.cursor())
    print(f"web killed {KILLS} times: {answers.total()} answers arrived, {sum(r.broken for r in readers)} broke off,")
    print(f"{recorded.total()} are on record; answers without a record: {(answers - recorded).total()}")


def write(url: str) -> None:
    """Print how long it takes to write and to prove the rows, and how many faults were told."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", "AMPARO_DEMO": "1", "DATABASE_URL": url}
    import django

    django.setup()
    from staff.record.proof import faults

    def add(number: int) -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            for file in range(ROWS // WRITERS):
                connection.execute(INSERT, [5000 + number, file])

    began = time.perf_counter()
    threads = [Thread(target=add, args=[number]) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    written = time.perf_counter()
    with psycopg.connect(url) as connection:
        found = list(faults(connection.cursor()))
    proved = time.perf_counter()
    print(f"{ROWS} rows by {WRITERS} writers: {(written - began) / ROWS * 1000:.2f} ms a row, one at a time each;")
    print(f"proved in {proved - written:.1f} s; false alarms: {len(found)}")


def _database(folder: Path) -> str:
    lines = (folder / "demo.env").read_text().splitlines()
    return next(line.partition("=")[2].strip("'\"") for line in lines if line.startswith("DATABASE_URL="))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
