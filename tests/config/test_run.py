"""`manage.py run` as a person meets it: it starts, says where it is, comes back from what kills it, and stops."""

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from config.demo_folder import ROOT
from config.postgres_home import find_home
from staff.encryption.keyring import Keyring
from tests.running import PATIENCE, RunningSite, free_port


@pytest.fixture(scope="module")
def demonstration(make_var: Callable[[], Path]) -> Iterator[RunningSite]:
    """One demonstration with a PostgreSQL of its own, stopped."""
    var = make_var()
    site = RunningSite(var)
    yield site
    site.stop()
    home, _account = find_home(var)
    shutil.rmtree(home)
    shutil.rmtree(var)


@pytest.fixture
def site(demonstration: RunningSite) -> RunningSite:
    """That demonstration, running."""
    if demonstration.process is None or demonstration.process.poll() is not None:
        demonstration.start()
    return demonstration


@pytest.fixture
def stopped(demonstration: RunningSite) -> RunningSite:
    """That demonstration after one start, stopped again."""
    if not (demonstration.var / "sign-ins.json").exists():
        demonstration.start()
    demonstration.stop()
    return demonstration


def environment_of(site: RunningSite) -> dict[str, str]:
    lines = (site.var / "demo.env").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines)


def save_a_team(site: RunningSite, code: str) -> None:
    """Save a row and return when the database has acknowledged it."""
    with psycopg.connect(environment_of(site)["DATABASE_URL"], autocommit=True) as connection:
        connection.execute("INSERT INTO staff_team (code, name) VALUES (%s, %s)", [code, code])


def saved_teams(site: RunningSite) -> set[str]:
    with psycopg.connect(environment_of(site)["DATABASE_URL"]) as connection:
        return {code for (code,) in connection.execute("SELECT code FROM staff_team")}


def postgres_process(site: RunningSite) -> int:
    home, _account = find_home(site.var)
    return int(next(home.glob("pg*/postmaster.pid")).read_text().split()[0])


def web_processes(site: RunningSite) -> list[int]:
    """The main process of gunicorn."""
    return site.children("gunicorn")


def kill_everything(site: RunningSite) -> None:
    """End the supervisor, the web, the worker and PostgreSQL as a power cut would."""
    assert site.process is not None
    (web,), workers, server = web_processes(site), site.children("work"), postgres_process(site)
    for process in (site.process.pid, web, *workers, server):
        os.kill(process, signal.SIGKILL)
    site.process.wait()


def port_of(site: RunningSite) -> socket.socket:
    """Listen on the port of a site that does not run, as another program might; the web workers let go of it first."""
    other = socket.socket()
    other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)

    def taken() -> bool:
        try:
            other.bind(("127.0.0.1", site.port))
        except OSError:
            return False
        return True

    site.wait_until(taken)
    other.listen()
    return other


def refused(site: RunningSite) -> str:
    """Start a site that refuses, and return what it said this time."""
    before = len(site.said)
    assert site.launch().wait(PATIENCE) == 1
    return site.said[before:]


def test_it_says_where_it_is_who_may_come_in_and_how_to_stop(site: RunningSite) -> None:
    assert f"Amparo runs at {site.url}" in site.said
    assert list(site.sign_ins) == ["caseworker", "supervisor", "administrator"]
    for name, password in site.sign_ins.items():
        assert any(name in line and password in line for line in site.said.splitlines())
    assert str(find_home(site.var)[0]) in site.said
    assert "Ctrl-C" in site.said


def test_the_first_page_and_its_style_are_there(site: RunningSite) -> None:
    assert site.status_of("/healthz") == 200
    assert site.status_of("/accounts/login/") == 200
    assert site.status_of("/static/bootstrap/css/bootstrap.min.css") == 200
    assert site.status_of("/") == 302


def test_its_secrets_are_readable_by_their_owner_alone(site: RunningSite) -> None:
    secrets = {path for path in site.var.iterdir() if path.is_file() and path.name not in ("said.txt", "postgres-home")}
    assert {path.name for path in secrets} >= {
        "keyring.json",
        "postgres.json",
        "secret-key",
        "sign-ins.json",
        "demo.env",
    }
    assert {path.name: oct(stat.S_IMODE(path.stat().st_mode)) for path in secrets} == {
        path.name: "0o600" for path in secrets
    }


def test_another_start_in_the_same_folder_is_told_of_the_first(site: RunningSite) -> None:
    assert site.process is not None
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "run"], env=site.environment, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert f"already runs from this folder, as process {site.process.pid}: open {site.url}" in done.stdout
    assert site.status_of("/healthz") == 200


def test_a_port_in_use_is_told_and_nothing_is_made(site: RunningSite, tmp_path: Path) -> None:
    environment = site.environment | {"AMPARO_VAR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "run"], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert f"Port {site.port} cannot be used (Address already in use)" in done.stdout
    assert "PORT=" in done.stdout
    assert not (tmp_path / "postgres").exists()


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    (tmp_path / "secret-key.unfinished").symlink_to("/dev/full")
    environment = {"PATH": os.environ["PATH"], "AMPARO_VAR": str(tmp_path), "PORT": str(free_port())}
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "run"],
        env=environment | {"DATABASE_URL": os.environ["DATABASE_URL"]},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert (
        done.stdout == f"There is no room on the disk that holds {tmp_path}. Make room and start again: "
        "nothing is lost.\n"
    )


def test_the_web_comes_back_by_itself(site: RunningSite) -> None:
    (before,) = web_processes(site)
    os.kill(before, signal.SIGKILL)
    site.wait_until(lambda: "The web server is back" in site.said)
    assert web_processes(site) != [before]
    assert site.status_of("/accounts/login/") == 200


def test_the_worker_comes_back_by_itself(site: RunningSite) -> None:
    site.wait_until(lambda: len(site.children("work")) == 1)
    (before,) = site.children("work")
    os.kill(before, signal.SIGKILL)
    site.wait_until(lambda: site.children("work") not in ([], [before]))
    assert "The worker has ended unexpectedly" in site.said
    assert site.status_of("/accounts/login/") == 200


def test_the_database_comes_back_by_itself_with_every_saved_row(site: RunningSite) -> None:
    save_a_team(site, "saved-before-the-crash")
    os.kill(postgres_process(site), signal.SIGKILL)
    site.wait_until(lambda: "PostgreSQL is back" in site.said)
    site.wait_until(lambda: site.status_of("/healthz") == 200)
    assert "saved-before-the-crash" in saved_teams(site)


def test_when_web_and_database_go_at_once_both_come_back(site: RunningSite) -> None:
    save_a_team(site, "saved-before-both-went")
    (web,), told = web_processes(site), site.said.count("The web server is back")
    # Workers that outlive gunicorn must not be taken for the new web, which finds no database when it starts.
    os.kill(web, signal.SIGKILL)
    os.kill(postgres_process(site), signal.SIGKILL)
    site.wait_until(lambda: site.said.count("The web server is back") > told)
    site.wait_until(lambda: site.status_of("/healthz") == 200)
    assert web_processes(site) != [web]
    assert "saved-before-both-went" in saved_teams(site)


def test_when_the_supervisor_is_killed_the_next_start_takes_over(site: RunningSite) -> None:
    assert site.process is not None
    server = postgres_process(site)
    save_a_team(site, "saved-under-the-killed-one")
    site.process.kill()
    site.process.wait()
    site.wait_until(lambda: site.status_of("/healthz") == 0)
    site.start()
    assert postgres_process(site) == server
    assert "saved-under-the-killed-one" in saved_teams(site)


def test_when_everything_is_killed_the_next_start_finds_every_saved_row(site: RunningSite) -> None:
    save_a_team(site, "saved-before-the-power-cut")
    kill_everything(site)
    site.start()
    assert "saved-before-the-power-cut" in saved_teams(site)
    assert site.status_of("/accounts/login/") == 200


def test_a_port_that_the_killed_web_still_holds_is_waited_for(site: RunningSite) -> None:
    kill_everything(site)
    with port_of(site):
        told = site.said.count("Amparo runs at")
        site.launch()
        site.wait_until(lambda: f"waiting for its web server to leave port {site.port}" in site.said)
    site.wait_until(lambda: site.said.count("Amparo runs at") > told)
    assert site.status_of("/accounts/login/") == 200


def test_a_port_that_someone_else_took_after_a_clean_stop_is_told_at_once(stopped: RunningSite) -> None:
    with port_of(stopped):
        said = refused(stopped)
    assert f"Port {stopped.port} cannot be used" in said
    assert "waiting" not in said


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_cleanly_and_keeps_the_data(site: RunningSite, number: signal.Signals) -> None:
    save_a_team(site, f"saved-before-{number.name.lower()}")
    passwords, workers = site.sign_ins, site.children("work")
    assert site.stop(number) == 0
    assert site.said.endswith("Stopped. The data stays where it is.\n")
    assert site.status_of("/healthz") == 0
    assert list(find_home(site.var)[0].glob("pg*/postmaster.pid")) == []
    assert [os.path.exists(f"/proc/{worker}") for worker in workers] == [False] * len(workers)
    site.start()
    assert f"saved-before-{number.name.lower()}" in saved_teams(site)
    assert site.sign_ins == passwords


def test_other_commands_find_the_demonstration(site: RunningSite) -> None:
    environment = {"PATH": os.environ["PATH"], "AMPARO_DEMO": "1", "AMPARO_VAR": str(site.var)}
    code = "from staff.models import User; print(User.objects.filter(email__endswith='.invalid').count())"
    command = [sys.executable, str(ROOT / "manage.py"), "shell", "--no-imports", "-c", code]
    assert subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip() == "3"


def test_its_accounts_are_refused_where_there_is_no_demonstration(site: RunningSite) -> None:
    settings = environment_of(site)
    environment = {name: settings[name] for name in ("DATABASE_URL", "SECRET_KEY", "KEYRING_FILE")}
    environment |= {"PATH": os.environ["PATH"], "ALLOWED_HOSTS": "amparo.example.org"}
    command = [sys.executable, "-m", "gunicorn", "-c", "python:config.gunicorn", "-b", "127.0.0.1:0", "config.wsgi"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode != 0
    assert "The demonstration's accounts (administrator, caseworker, supervisor) can sign in here" in done.stderr


def test_a_missing_keyring_is_not_replaced(stopped: RunningSite) -> None:
    keyring, aside = stopped.var / "keyring.json", stopped.var / "aside.json"
    keyring.rename(aside)
    assert f"The keyring {keyring} is missing" in refused(stopped)
    assert not keyring.exists()
    aside.rename(keyring)


def test_a_wrong_keyring_is_refused_before_any_page(stopped: RunningSite) -> None:
    keyring, aside = stopped.var / "keyring.json", stopped.var / "aside.json"
    keyring.rename(aside)
    Keyring.create(keyring)
    said = refused(stopped)
    assert "is not the one that sealed this database" in said
    assert "Traceback" not in said
    assert 'File "' not in said
    aside.replace(keyring)
    stopped.start()
    assert stopped.status_of("/accounts/login/") == 200
