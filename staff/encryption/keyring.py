"""The keys, in one file outside the database. Whoever holds only the database, or only this file, reads no name.

Its errors speak to the operator who starts the server, before any language is chosen: they are plain English.
"""

from __future__ import annotations

import base64
import binascii
import fcntl
import hashlib
import json
import logging
import os
import re
import secrets
import stat
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from django.conf import settings

KEY_BYTES = 32
log = logging.getLogger(__name__)
KEY_ID = re.compile(r"[a-z0-9-]{1,32}")


class KeyringError(Exception):
    """The keyring cannot be used. The message is a sentence for the operator and holds no key."""


@dataclass(frozen=True, repr=False)
class Keyring:
    """Encryption keys by id, one of them current, and the separate key of the blind index. All keys are 32 bytes."""

    path: Path
    current: str
    keys: Mapping[str, bytes]
    blind_index: bytes

    @classmethod
    def create(cls, path: Path | str) -> Self:
        """Make a keyring of random keys in a new file that only its owner can read (mode 0600).

        Raises KeyringError when the file is already there: a keyring is never overwritten.
        """
        key_id = secrets.token_hex(4)
        ring = cls(Path(path), key_id, {key_id: secrets.token_bytes(KEY_BYTES)}, secrets.token_bytes(KEY_BYTES))
        _write_new(ring.path, ring._as_json())
        return ring

    @classmethod
    def load(cls, path: Path | str) -> Self:
        """Read a keyring, or raise KeyringError with a sentence that says what is wrong with it."""
        path = Path(path)
        try:
            with path.open("rb") as file:
                if os.fstat(file.fileno()).st_mode & stat.S_IRWXO:
                    raise KeyringError(f"The keyring {path} is open to every user of this machine: run chmod o= on it.")
                return cls._from_json(path, file.read())
        except FileNotFoundError:
            raise KeyringError(f"There is no keyring at {path}: put it back from its backup.") from None
        except OSError as error:
            raise KeyringError(f"The keyring {path} cannot be read: {error.strerror}.") from None

    def add_key(self) -> Self:
        """Make a new key, put it in the file, and seal with it from now on. The older keys still open what they sealed.

        The file keeps its owner and its mode. Raises KeyringError when another change of it is under way.
        """
        key_id = secrets.token_hex(4)
        return self._rewrite(
            lambda ring: replace(ring, current=key_id, keys={**ring.keys, key_id: secrets.token_bytes(KEY_BYTES)})
        )

    def retire(self, key_ids: Collection[str]) -> Self:
        """Take keys out of the file; what they sealed can be read no more. The current key always stays."""
        return self._rewrite(
            lambda ring: replace(
                ring,
                keys={
                    key_id: key for key_id, key in ring.keys.items() if key_id == ring.current or key_id not in key_ids
                },
            )
        )

    def follows(self, older: Keyring) -> bool:
        """Whether a rotation can have made this keyring out of the older one: never a keyring of another database."""
        shared = self.keys.keys() & older.keys.keys()
        return self.blind_index == older.blind_index and all(self.keys[name] == older.keys[name] for name in shared)

    def fingerprint(self) -> str:
        """Sixteen hex digits that are the same for the same keys and tell nothing about them."""
        parts = [self.current.encode(), self.blind_index]
        parts += [part for key_id in sorted(self.keys) for part in (key_id.encode(), self.keys[key_id])]
        digest = hashlib.sha256(b"amparo keyring fingerprint")
        for part in parts:
            digest.update(len(part).to_bytes(2, "big") + part)
        return digest.hexdigest()[:16]

    def _rewrite(self, change: Callable[[Self], Self]) -> Self:
        """Change what the file holds now: killed at any moment, this leaves the old file or the new one."""
        new = self.path.with_name(f"{self.path.name}.new")
        with _alone_in(self.path.parent):
            # A change that was killed may have left this behind; it was never the keyring.
            new.unlink(missing_ok=True)
            ring = change(type(self).load(self.path))
            try:
                _write_new(new, b"")
                _write(os.open(new, os.O_WRONLY), ring._as_json(), like=self.path.stat())
                os.replace(new, self.path)
                _sync_folder(self.path.parent)
            except BaseException:
                new.unlink(missing_ok=True)
                raise
        return ring

    def __repr__(self) -> str:
        return f"<Keyring {self.fingerprint()}>"

    @classmethod
    def _from_json(cls, path: Path, content: bytes) -> Self:
        try:
            data = json.loads(content)
            current = data["encryption"]["current"]
            keys = {key_id: _key(text) for key_id, text in data["encryption"]["keys"].items()}
            blind_index = _key(data["blind_index"])
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise KeyringError(
                f"The keyring {path} is damaged: it must be JSON with the sections encryption and blind_index, "
                "and every key 32 bytes in base64. Put it back from its backup."
            ) from None
        if not all(KEY_ID.fullmatch(key_id) for key_id in keys):
            raise KeyringError(
                f"The keyring {path} is damaged: the id of a key is a short word of a-z, 0-9 and dashes."
            )
        if not isinstance(current, str) or current not in keys:
            raise KeyringError(f"The keyring {path} is damaged: its current key is not among its keys.")
        if len({*keys.values(), blind_index}) <= len(keys):
            raise KeyringError(f"The keyring {path} uses one key twice: every key must be its own.")
        return cls(path, current, keys, blind_index)

    def _as_json(self) -> bytes:
        keys = {key_id: base64.b64encode(key).decode() for key_id, key in self.keys.items()}
        data = {
            "encryption": {"current": self.current, "keys": keys},
            "blind_index": base64.b64encode(self.blind_index).decode(),
        }
        return json.dumps(data, indent=2).encode() + b"\n"


def get_keyring() -> Keyring:
    """The keyring that `settings.KEYRING_FILE` names, as its file stands now: a rotation of keys needs no restart.

    While a process runs, a file that is missing, damaged, or another database's leaves it with the keys it has.
    """
    path = str(settings.KEYRING_FILE)
    version = _version_of(path)
    seen = _seen.get(path)
    if seen is None:
        ring = Keyring.load(path)
    elif seen[0] == version:
        return seen[1]
    else:
        ring = _successor(seen[1])
    _seen[path] = version, ring
    return ring


def forget_keyring() -> None:
    """Read the file anew at the next `get_keyring`, whatever it holds: between tests."""
    _seen.clear()


# By path: which state of the file was read, and the keyring in use since.
_seen: dict[str, tuple[object, Keyring]] = {}


def _version_of(path: str) -> object:
    """What changes when the file is replaced or rewritten; None while there is none."""
    try:
        state = os.stat(path)
    except OSError:
        return None
    return state.st_ino, state.st_mtime_ns, state.st_size, state.st_mode


def _successor(ring: Keyring) -> Keyring:
    try:
        newer = Keyring.load(ring.path)
    except KeyringError as error:
        log.error("%s Until then this process goes on with the keys it has.", error)
        return ring
    if newer.follows(ring):
        return newer
    log.error("The keyring %s was exchanged for that of another database. Put the right one back.", ring.path)
    return ring


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Keep other changes of a keyring in this folder out; a process that dies lets go by itself."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise KeyringError(f"The folder {folder} cannot be read: {error.strerror}.") from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise KeyringError(f"Another change of a keyring in {folder} is under way: wait until it has ended.") from None
    finally:
        os.close(descriptor)


def _key(text: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
    if len(key) != KEY_BYTES:
        raise ValueError("not 32 bytes")
    return key


def _write_new(path: Path, content: bytes) -> None:
    """Write a file that must not exist yet, readable by its owner alone from its first moment, and sync it to disk."""
    try:
        _write(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), content)
        _sync_folder(path.parent)
    except FileExistsError:
        raise KeyringError(f"There is already a file at {path}: a keyring is never overwritten.") from None
    except OSError as error:
        raise KeyringError(f"The keyring {path} cannot be written: {error.strerror}.") from None


def _write(descriptor: int, content: bytes, like: os.stat_result | None = None) -> None:
    with os.fdopen(descriptor, "wb") as file:
        if like is not None:
            os.fchown(descriptor, like.st_uid, like.st_gid)
            os.fchmod(descriptor, stat.S_IMODE(like.st_mode))
        file.write(content)
        file.flush()
        os.fsync(descriptor)


def _sync_folder(folder: Path) -> None:
    """Make the file's name as durable as its content."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
