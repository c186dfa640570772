"""The folder of one run of the tests, and what runs that were killed have left behind."""

import fcntl
import os
import shutil
import signal
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

PREFIX = "amparo-tests-"
HELD = "held"  # locked for as long as the run lives, however it ends
PATIENCE = 20.0  # seconds in which a server goes that was told to


class Folder:
    """A folder held by the process that made it."""

    def __init__(self, parent: Path | None = None) -> None:
        """Make it. It shows that it is held from the moment that it can be known for a run's."""
        self.path = passable(PREFIX, parent)
        unnamed = self.path / "unnamed"
        self._lock: IO[str] = unnamed.open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        unnamed.rename(self.path / HELD)

    def remove(self) -> None:
        """Remove it with everything in it, servers first."""
        remove(self.path)
        self._lock.close()


def passable(prefix: str, parent: Path | None = None) -> Path:
    """Make a folder that others may pass through: as root, PostgreSQL runs as another user."""
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    folder.chmod(0o711)
    return folder


def remove_leftovers(parent: Path | None = None) -> list[Path]:
    """Stop and remove what runs have left whose process is dead, and return their folders.

    A lock ends with the process that holds it, so what can be locked is nobody's. A folder without one may be anything.
    """
    gone = []
    for folder in sorted((parent or Path(tempfile.gettempdir())).glob(f"{PREFIX}*")):
        with suppress(OSError), (folder / HELD).open("r+") as lock:
            if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
                continue
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            remove(folder)
            gone.append(folder)
    return gone


def remove(folder: Path) -> None:
    """Remove a folder, the data of its clusters that lies elsewhere, and the servers on both."""
    elsewhere = [Path(pointer.read_text().strip()) for pointer in folder.rglob("postgres-home")]
    for home in (folder, *elsewhere):
        for data in [file.parent for file in home.rglob("postmaster.pid")]:
            _stop_server(data)
        shutil.rmtree(home, ignore_errors=True)


def _stop_server(data: Path) -> None:
    """End the PostgreSQL that runs on `data`; its number alone is no proof, since another process may have it now."""
    with suppress(OSError, ValueError, IndexError):
        process = int((data / "postmaster.pid").read_text().split()[0])
        deadline = time.monotonic() + PATIENCE
        while os.fsencode(data) in Path(f"/proc/{process}/cmdline").read_bytes() and time.monotonic() < deadline:
            os.kill(process, signal.SIGQUIT)
            time.sleep(0.1)
