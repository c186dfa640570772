"""`manage.py run`: the whole demonstration in one command, and its end. Knows no Django; starts what does.

Order: PostgreSQL, roles and database, keyring, tables, fixtures and sign-ins, web, worker. It then watches them, starts
again what dies, and stops the web first, then the worker, and PostgreSQL last.
"""

import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from contextlib import suppress
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

import psycopg

from config.demo_folder import ROOT, DemoFolder, StartError, fingerprint_of_version
from config.postgres import Cluster, existing_majors
from config.postgres_binaries import PostgresError, find_binaries
from config.postgres_home import find_home
from config.postgres_roles import APPLICATION, OWNER
from config.translations import compile_stale

HOST = "127.0.0.1"
WEB_PATIENCE = 60.0  # seconds until the first page must be there
STOP_PATIENCE = 15.0  # seconds for requests under way
PORT_PATIENCE = 30.0  # seconds in which the web of a start that was killed may finish its requests and let go
RESTARTS, RESTART_WINDOW = 5, 60.0  # this many deaths in so many seconds are no accident
WORKER_PAUSE = 5.0  # seconds before a worker that died at once is started again
# Django writes these words before the sentence of a refusal.
REFUSED = "django.core.exceptions.ImproperlyConfigured: "


class StopRequested(BaseException):
    """Ctrl-C or SIGTERM; a BaseException, so that nothing on the way takes it for an error."""


def main(arguments: list[str]) -> int:
    """Run until told to stop. Returns 0 after a clean stop, 1 after a refusal or when the web does not stay up."""
    if arguments:
        say("manage.py run takes no arguments; its variables are in docs/operating.md.")
        return 2
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _request_stop)
    try:
        with Supervisor() as supervisor:
            supervisor.start()
            supervisor.watch()
    except StopRequested:
        say("Stopped. The data stays where it is.")
        return 0
    except (StartError, PostgresError, psycopg.Error) as error:
        say(str(error).strip())
        return 1
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        say(
            f"There is no room on the disk that holds {os.environ.get('AMPARO_VAR') or ROOT / 'var'}. "
            "Make room and start again: nothing is lost."
        )
        return 1
    return 0


def _request_stop(number: int, frame: FrameType | None) -> None:
    # Once is enough: a second Ctrl-C must not interrupt the stopping.
    for other in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(other, signal.SIG_IGN)
    raise StopRequested


def say(text: str) -> None:
    """Tell the person at the terminal, if there still is one."""
    with suppress(OSError):
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


class Supervisor:
    """PostgreSQL, the web and the worker of one demonstration."""

    def __init__(self) -> None:
        """Take the folder and the port, or raise StartError."""
        self.port = _port()
        self.address = f"http://{HOST}:{self.port}"
        self.folder = DemoFolder(Path(os.environ.get("AMPARO_VAR") or ROOT / "var").resolve())
        # Only a start that was killed leaves an address behind.
        left_behind = self.folder.lock(self.address)
        self.cluster: Cluster | None = None
        self.web: subprocess.Popen[bytes] | None = None
        self.worker: subprocess.Popen[bytes] | None = None
        self.worker_since = 0.0
        self.listener = self._listen(PORT_PATIENCE if left_behind == self.address else 0)
        self.environment: dict[str, str] = {}
        self.owner_url = ""
        self.deaths: deque[float] = deque(maxlen=RESTARTS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop whatever was started, however far it came."""
        _stop(self.web)
        self.listener.close()
        _stop(self.worker)
        if self.cluster:
            self.cluster.stop()
        self.folder.unlock()

    def start(self) -> None:
        """Start everything and print where it is. Raises StartError or PostgresError with a sentence."""
        self._start_database()
        self._make_keyring()
        compile_stale()
        self._prepare()
        self._start_web()
        self._start_worker()
        self._introduce()

    def watch(self) -> None:
        """Start again what dies. Raises StartError when the web dies again and again."""
        while True:
            time.sleep(0.5)
            if self.cluster and not self.cluster.is_alive():
                say("PostgreSQL has ended unexpectedly; starting it again. What was saved is safe.")
                self._note_death()
                self.cluster.start(adopt=True)
                say("PostgreSQL is back.")
            if self.web and self.web.poll() is not None:
                say("The web server has ended unexpectedly; starting it again.")
                self._note_death()
                self._restart_web(self.web)
            if self.worker and self.worker.poll() is not None:
                self._restart_worker()

    def _restart_worker(self) -> None:
        """Start the worker again, after a pause if it died as soon as it began: the web goes on without it."""
        if time.monotonic() - self.worker_since < WORKER_PAUSE:
            return
        say(f"The worker has ended unexpectedly; starting it again. See {self.folder.worker_log}")
        self._start_worker()

    def _restart_web(self, dead: subprocess.Popen[bytes]) -> None:
        """Start the web anew. If its database goes away meanwhile, both are started again at the next look."""
        _sweep(dead.pid)
        if self.cluster:
            self.cluster.start(adopt=True)
        try:
            self._start_web()
        except StartError:
            if not self.cluster or self.cluster.answers():
                raise
        else:
            say(f"The web server is back at {self.address}")

    def _listen(self, patience: float) -> socket.socket:
        """Take the port before anything else is started; the web inherits it, also after a restart.

        For `patience` seconds, whoever holds it is taken for the last start's web, which is about to end.
        """
        deadline, told = time.monotonic() + patience, False
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        while True:
            try:
                listener.bind((HOST, self.port))
                listener.listen(256)
                return listener
            except OSError as error:
                if error.errno == errno.EADDRINUSE and time.monotonic() < deadline:
                    if not told:
                        say(f"The last start was killed; waiting for its web server to leave port {self.port}.")
                        told = True
                    time.sleep(0.2)
                    continue
                listener.close()
                self.folder.unlock()
                raise StartError(
                    f"Port {self.port} cannot be used ({error.strerror}). Stop the other program, or choose another "
                    f"port: PORT={self.port + 1 if self.port < 65535 else 8000} make run"
                ) from None

    def _start_database(self) -> None:
        url = os.environ.get("DATABASE_URL", "")
        if url:
            self.owner_url = os.environ.get("AMPARO_OWNER_DATABASE_URL") or url
        else:
            home, account = find_home(self.folder.path)
            binaries = find_binaries(existing_majors(home))
            self.cluster = Cluster(home, binaries, account, self.folder.postgres_passwords)
            if not self.cluster.data.exists():
                say(f"Making the data folder {self.cluster.data} with PostgreSQL {binaries.major} ({binaries.origin}).")
            self.cluster.start(adopt=True)
            self.cluster.make_roles_and_database()
            url, self.owner_url = self.cluster.url(APPLICATION), self.cluster.url(OWNER)
        variables = {
            "AMPARO_DEMO": "1",
            "AMPARO_VAR": str(self.folder.path),
            "DATABASE_URL": url,
            "SECRET_KEY": os.environ.get("SECRET_KEY") or self.folder.secret_key(),
            "KEYRING_FILE": os.environ.get("KEYRING_FILE") or str(self.folder.keyring),
        }
        self.folder.write_environment(variables | {"AMPARO_OWNER_DATABASE_URL": self.owner_url})
        self.environment = os.environ | variables | {"DJANGO_SETTINGS_MODULE": "config.settings"}

    def _make_keyring(self) -> None:
        """Make the keyring for an empty database; never a second one for a database that is already sealed."""
        keyring = Path(self.environment["KEYRING_FILE"])
        if keyring.exists():
            return
        with psycopg.connect(self.environment["DATABASE_URL"]) as connection:
            (table,) = connection.execute("SELECT to_regclass('staff_keyringcheck')").fetchone() or (None,)
            if table and connection.execute("SELECT FROM staff_keyringcheck LIMIT 1").fetchone() is not None:
                raise StartError(
                    f"The keyring {keyring} is missing, and the names in the database can be read with it only. "
                    "Put it back from its backup. Nothing was changed."
                )
        # Imported late: Django's part of it is needed at the very first start only.
        from staff.encryption.keyring import Keyring

        Keyring.create(keyring)

    def _prepare(self) -> None:
        """Bring the tables up to date as the owner, then fill an empty database as the application."""
        fingerprint = fingerprint_of_version(self._identity())
        if self.folder.is_prepared(fingerprint):
            return
        say("Preparing the database.")
        self._manage("build_database", DATABASE_URL=self.owner_url)
        self._manage("prepare_demo", str(self.folder.sign_ins))
        self.folder.mark_prepared(fingerprint)

    def _identity(self) -> str:
        """Return what tells this database from every other, also from one made anew under the same address."""
        with psycopg.connect(self.environment["DATABASE_URL"]) as connection:
            row = connection.execute(
                "SELECT system_identifier, oid FROM pg_control_system(), pg_database WHERE datname = current_database()"
            ).fetchone()
        return repr(row)

    def _manage(self, *command: str, **variables: str) -> None:
        done = subprocess.run(  # noqa: S603  (our own interpreter and our own script)
            [sys.executable, str(ROOT / "manage.py"), *command, "--verbosity=0"],
            env=self.environment | variables,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise StartError(f"manage.py {command[0]} failed; nothing of it was kept.\n{done.stderr.strip()}")

    def _start_web(self) -> None:
        """Start gunicorn and wait for its first answer. Raises StartError that says why not."""
        with open(os.open(self.folder.web_log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "wb") as log:
            began = log.tell()
            self.web = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "-c", "python:config.gunicorn", "config.wsgi"],
                env=self.environment
                | {"GUNICORN_BIND": f"fd://{self.listener.fileno()}", "AMPARO_SUPERVISOR": str(os.getpid())},
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=[self.listener.fileno()],
                # Ctrl-C reaches the supervisor alone, which stops the web before its database.
                start_new_session=True,
            )
        deadline = time.monotonic() + WEB_PATIENCE
        while not self._answers():
            if self.web.poll() is not None or time.monotonic() > deadline:
                # Perhaps a table is missing after all: look again at the next start.
                self.folder.mark_prepared("")
                raise StartError(_reason(self.folder.web_log.read_bytes()[began:].decode(errors="replace")))
            time.sleep(0.05)

    def _start_worker(self) -> None:
        """Start `manage.py work`, which prepares what takes a while. Nobody waits for it."""
        log_file = os.open(self.folder.worker_log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with open(log_file, "wb") as log:
            self.worker = subprocess.Popen(  # noqa: S603  (our own interpreter and our own script)
                [sys.executable, str(ROOT / "manage.py"), "work"],
                env=self.environment | {"AMPARO_SUPERVISOR": str(os.getpid())},
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.worker_since = time.monotonic()

    def _answers(self) -> bool:
        """Ask for the health page. Waits while the socket is open and gunicorn is not yet there."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _note_death(self) -> None:
        now = time.monotonic()
        self.deaths.append(now)
        if len(self.deaths) == RESTARTS and now - self.deaths[0] < RESTART_WINDOW:
            raise StartError(
                f"That was the {RESTARTS}th time within a minute. Stopped; see {self.folder.web_log}"
                + (f" and {self.cluster.log}." if self.cluster else ".")
            )

    def _introduce(self) -> None:
        passwords = self.folder.passwords()
        width = max(map(len, passwords), default=0)
        where = self.cluster.data if self.cluster else "the database that DATABASE_URL names"
        say(
            "\n".join(
                [
                    "",
                    f"  Amparo runs at {self.address}",
                    "",
                    "  Sign in as",
                    *(f"    {name:<{width}}   password {password}" for name, password in passwords.items()),
                    "",
                    f"  Data        {where}",
                    f"  Passwords, keyring and log   {self.folder.path}",
                    "  To stop     Ctrl-C",
                    "",
                ]
            )
        )


def _stop(process: "subprocess.Popen[bytes] | None") -> None:
    """Let it finish what it is at, for a while."""
    if process is None or process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(STOP_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _sweep(group: int) -> None:
    """End the workers that outlived gunicorn: they would answer in place of the new ones, and keep what they hold."""
    with suppress(ProcessLookupError):
        for number, patience in ((signal.SIGTERM, STOP_PATIENCE), (signal.SIGKILL, 1.0)):
            deadline = time.monotonic() + patience
            while time.monotonic() < deadline:
                os.killpg(group, number)
                time.sleep(0.1)


def _reason(log: str) -> str:
    """Why the web server did not start: the sentences with which it refused, else the last lines of its log."""
    _before, refused, sentences = log.strip().rpartition(REFUSED)
    return sentences if refused else "\n".join(["The web server did not start.", *log.strip().splitlines()[-12:]])


def _port() -> int:
    text = os.environ.get("PORT", "8000")
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise StartError(f"PORT is {text}; it must be a number from 1 to 65535.")
    return int(text)
