"""Where the embedded PostgreSQL lives: beside the clone, or where its user can reach it. Knows no Django."""

import os
import pwd
import secrets
import shutil
from pathlib import Path

from config.postgres import private_folder
from config.postgres_binaries import Account, PostgresError, run_as, unprivileged_account

ELSEWHERE = (Path("/var/lib"), Path("/srv"), Path("/var/tmp"))  # noqa: S108  (made with mode 0700 and a random name)


def find_home(var: Path) -> tuple[Path, Account | None]:
    """Return the folder for PostgreSQL's data, made if missing, and who runs PostgreSQL there.

    It is `var`/postgres. Where root starts and the user it hands PostgreSQL to cannot enter `var`, it is a folder of a
    random name elsewhere, which the file `var`/postgres-home remembers. Raises PostgresError.
    """
    account = unprivileged_account()
    beside, pointer = var / "postgres", var / "postgres-home"
    if pointer.exists():
        home = Path(pointer.read_text().strip())
        if not home.is_dir():
            raise PostgresError(
                f"{pointer} says that the data lies in {home}, and no such folder is there. "
                f"Put it back from its backup, or remove {pointer} to begin with empty data."
            )
        return home, _owner(home, account)
    if beside.is_dir():
        account = _owner(beside, account)
    if account is None or _can_enter(var, account):
        return private_folder(beside, account), account
    home = _make_elsewhere(account)
    pointer.write_text(f"{home}\n")
    return home, account


def _owner(home: Path, account: Account | None) -> Account | None:
    """Let root go on as the ordinary user who made the data, if one did."""
    uid = home.stat().st_uid
    if account is None or uid in (0, account.uid):
        return account
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        return Account(f"number {uid}", uid, home.stat().st_gid)
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _can_enter(folder: Path, account: Account) -> bool:
    """Ask the machine itself: modes, access lists and mount options all have a say."""
    test = shutil.which("test") or "/usr/bin/test"
    return run_as(account, [test, "-x", str(folder)], timeout=60).returncode == 0


def _make_elsewhere(account: Account) -> Path:
    for parent in ELSEWHERE:
        home = parent / f"amparo-{secrets.token_hex(4)}"
        try:
            private_folder(home, account)
        except OSError:
            continue
        if _can_enter(home, account):
            return home
        os.rmdir(home)
    raise PostgresError(
        f"PostgreSQL runs as the user {account.name}, who can enter neither the folder of Amparo nor "
        f"{', '.join(map(str, ELSEWHERE))}. Start Amparo as an ordinary user, or set DATABASE_URL."
    )
