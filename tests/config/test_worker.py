"""The worker: what it began and could not finish is begun again, and is done once."""

from __future__ import annotations

import os
import signal
import subprocess
import urllib.error
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command

from config.management.commands import work
from config.postgres import Cluster
from config.postgres_roles import OWNER
from tests.running import RunningSite
from tests.walking import Walker

# The site may hold many people by now; a file about more than a few of them would wait for a second person.
OF_A_FEW = "/exports/new/cases/?status=awaiting-decision"
ASKED = {"purpose": "Canary-purpose for the yearly report", "recipient": "Canary-donor", "plain": "reference"}


@pytest.fixture
def owner(live_site: RunningSite, cluster: Cluster) -> Iterator[psycopg.Connection[Any]]:
    """The running site's database, seen by its owner."""
    with psycopg.connect(cluster.url(OWNER, "live"), autocommit=True) as connection:
        yield connection


def state_of(owner: psycopg.Connection[Any], pk: int) -> str:
    """What has become of a file."""
    (state,) = owner.execute("SELECT state FROM cases_export WHERE id = %s", [pk]).fetchone() or ("",)
    return str(state)


def ask(walker: Walker, owner: psycopg.Connection[Any]) -> tuple[int, str]:
    """Ask for a file of the cases that await a decision; its number, and its address."""
    answer = walker.post(OF_A_FEW, **ASKED, format="csv")
    path = answer.url.removeprefix(walker.site.url)
    public_id = path.strip("/").rpartition("/")[2]
    asked = "SELECT id, state FROM cases_export WHERE public_id = %s"
    pk, state = owner.execute(asked, [public_id]).fetchone() or (0, "")
    assert state != "waiting", "It waits for a second person: this site holds too many cases that await a decision."
    return int(pk), path


def worker_of(site: RunningSite) -> int:
    """The worker that runs now."""
    site.wait_until(lambda: len(site.children("work")) == 1)
    return site.children("work")[0]


def test_what_is_asked_for_is_prepared_and_fetched_once(
    live_site: RunningSite, cluster: Cluster, owner: psycopg.Connection[Any]
) -> None:
    walker = Walker(live_site, "caseworker")
    pk, path = ask(walker, owner)
    live_site.wait_until(lambda: state_of(owner, pk) == "ready")
    # While the file lies there, a stolen dump tells nothing of it.
    dumped = [cluster.binaries.program("pg_dump"), "--inserts", "--table=cases_export*", "--table=procrastinate*"]
    dump = subprocess.run([*dumped, cluster.url(OWNER, "live")], check=True, capture_output=True).stdout
    assert path.strip("/").rpartition("/")[2].encode() in dump
    for told in (b"Canary", b"AMP-2026", b"Canary".hex().encode(), b"AMP-2026".hex().encode()):
        assert told not in dump
    got = walker.post(f"{path}fetch/", on=path)
    assert "AMP-2026-000001" in got.text
    with pytest.raises(urllib.error.HTTPError) as again:
        walker.post(f"{path}fetch/", on="/exports/new/cases/")
    assert again.value.code == 410
    # A job that is done leaves nothing behind, and the logs tell of nothing that was typed.
    live_site.wait_until(lambda: not owner.execute("SELECT FROM procrastinate_jobs").fetchall())
    for log in ("worker.log", "web.log"):
        assert "Canary" not in (live_site.var / log).read_text()


def test_a_worker_that_is_killed_in_the_middle_leaves_one_file(
    live_site: RunningSite, owner: psycopg.Connection[Any]
) -> None:
    walker, worker = Walker(live_site, "caseworker"), worker_of(live_site)
    os.kill(worker, signal.SIGSTOP)
    pk, path = ask(walker, owner)
    taken = "SELECT FROM procrastinate_jobs WHERE status = 'doing' AND task_name = 'prepare_export'"
    with owner.transaction():
        # The worker takes the job and waits for the row: that is its middle.
        owner.execute("SELECT FROM cases_export WHERE id = %s FOR UPDATE", [pk])
        os.kill(worker, signal.SIGCONT)
        live_site.wait_until(lambda: bool(owner.execute(taken).fetchall()))
        os.kill(worker, signal.SIGKILL)
    live_site.wait_until(lambda: live_site.children("work") not in ([], [worker]))
    live_site.wait_until(lambda: state_of(owner, pk) == "ready")
    live_site.wait_until(lambda: not owner.execute("SELECT FROM procrastinate_jobs").fetchall())
    made = "SELECT count(*) FROM cases_exportevent WHERE id = %s AND state = 'ready'"
    assert owner.execute(made, [pk]).fetchone() == (1,)
    assert "AMP-2026-000001" in walker.post(f"{path}fetch/", on=path).text


def test_it_does_not_work_on_a_database_that_is_not_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "faults", lambda: iter(["The keyring is another one."]))
    with pytest.raises(CommandError, match="The keyring is another one"):
        call_command("work")


def test_it_does_not_hold_the_owners_address(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.DEMO = False
    monkeypatch.setenv("AMPARO_OWNER_DATABASE_URL", "postgresql://owner@localhost/amparo")
    with pytest.raises(CommandError, match="AMPARO_OWNER_DATABASE_URL"):
        call_command("work")
