"""The demonstration's own folder: its lock, secrets and marks. Knows no Django.

`var/` holds, all readable by its owner alone: `secret-key`, `keyring.json`, `postgres.json` (passwords of the database
roles), `sign-ins.json`, `demo.env` (for other commands), `prepared` (what need not be done again), `web.log` and
`worker.log`.
"""

import fcntl
import hashlib
import json
import os
import secrets
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent


class StartError(Exception):
    """The demonstration cannot start as asked. The message says why and what to do."""


class DemoFolder:
    """Paths and small files below one folder."""

    def __init__(self, path: Path) -> None:
        """Make the folder if it is missing. Raises StartError where it cannot be written."""
        self.path = path
        self.keyring = path / "keyring.json"
        self.postgres_passwords = path / "postgres.json"
        self.sign_ins = path / "sign-ins.json"
        self.web_log = path / "web.log"
        self.worker_log = path / "worker.log"
        self._environment = path / "demo.env"
        self._prepared = path / "prepared"
        try:
            if not path.exists():
                path.mkdir(parents=True)
                # Others may pass through, because PostgreSQL runs as another user when root starts; none may look
                # around. Said apart, because a strict umask would close it altogether.
                path.chmod(0o711)
            self._lock: IO[str] = open(os.open(path / "lock", os.O_RDWR | os.O_CREAT, 0o600), "r+")  # noqa: SIM115
        except OSError as error:
            raise StartError(
                f"The folder {path} cannot be written ({error.strerror}). Correct its owner, or set AMPARO_VAR to a "
                "folder of your own."
            ) from None

    def lock(self, address: str) -> str:
        """Keep every other start out until this process ends. Raises StartError when one is already in.

        Returns the address of an earlier start that ended without `unlock`; empty when there is none.
        """
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            who, where = [*self._lock.read().split(), "?", "?"][:2]
            raise StartError(
                f"Amparo already runs from this folder, as process {who}: open {where}. To stop it: kill {who}"
            ) from None
        left_behind = self._lock.read().split()[1:]
        self._write_lock(f"{os.getpid()} {address}\n")
        return left_behind[0] if left_behind else ""

    def unlock(self) -> None:
        """Leave no address behind. The lock itself ends with this process."""
        self._write_lock("")

    def _write_lock(self, text: str) -> None:
        self._lock.seek(0)
        self._lock.truncate()
        self._lock.write(text)
        self._lock.flush()

    def secret_key(self) -> str:
        """Return the key that signs sessions, made at the first start."""
        file = self.path / "secret-key"
        if not file.exists():
            self._write(file, secrets.token_urlsafe(60))
        return file.read_text().strip()

    def write_environment(self, variables: dict[str, str]) -> None:
        """Let other commands with AMPARO_DEMO=1 find the same database and keys."""
        self._write(self._environment, "".join(f"{name}={value}\n" for name, value in variables.items()))

    def is_prepared(self, fingerprint: str) -> bool:
        """Return whether the database of this fingerprint was brought up to date before, and nothing changed since."""
        return self._prepared.exists() and self._prepared.read_text() == fingerprint and self.sign_ins.exists()

    def mark_prepared(self, fingerprint: str) -> None:
        """Remember what `is_prepared` asks for; an empty fingerprint forgets it."""
        self._write(self._prepared, fingerprint)

    def passwords(self) -> dict[str, str]:
        """Return the demonstration's passwords by user name."""
        try:
            content: dict[str, str] = json.loads(self.sign_ins.read_text())
        except (OSError, ValueError):
            return {}
        return content

    def _write(self, file: Path, text: str) -> None:
        unfinished = file.with_name(f"{file.name}.unfinished")
        with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as sink:
            sink.write(text)
        unfinished.replace(file)


def fingerprint_of_version(database: str) -> str:
    """Return a digest of everything a database is prepared from, and of which database it is."""
    digest = hashlib.sha256(database.encode())
    rooms = ("staff", "people", "cases")
    files = [path for room in rooms for path in (ROOT / room).glob("migrations/*.py")]
    files += [*(ROOT / "config").rglob("*.py"), ROOT / "requirements.txt"]
    for file in sorted(files):
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
