"""The keys, in one file outside the database. Whoever holds only the database, or only this file, reads no name.

Its errors speak to the operator who starts the server, before any language is chosen: they are plain English.
"""

from __future__ import annotations

import base64
import binascii
import functools
import hashlib
import json
import os
import re
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from django.conf import settings

KEY_BYTES = 32
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

        The file keeps its owner and its mode. Raises KeyringError when another rotation is under way.
        """
        new = self.path.with_name(f"{self.path.name}.new")
        # Who makes this file may change the keyring: of two at once, one would lose the other's key and what it sealed.
        _write_new(new, b"")
        try:
            ring = type(self).load(self.path)
            key_id = secrets.token_hex(4)
            ring = replace(ring, current=key_id, keys={**ring.keys, key_id: secrets.token_bytes(KEY_BYTES)})
            _write(os.open(new, os.O_WRONLY), ring._as_json(), like=self.path.stat())
            os.replace(new, self.path)
            _sync_folder(self.path.parent)
        except BaseException:
            new.unlink(missing_ok=True)
            raise
        return ring

    def fingerprint(self) -> str:
        """Sixteen hex digits that are the same for the same keys and tell nothing about them."""
        parts = [self.current.encode(), self.blind_index]
        parts += [part for key_id in sorted(self.keys) for part in (key_id.encode(), self.keys[key_id])]
        digest = hashlib.sha256(b"amparo keyring fingerprint")
        for part in parts:
            digest.update(len(part).to_bytes(2, "big") + part)
        return digest.hexdigest()[:16]

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
    """The keyring that `settings.KEYRING_FILE` names, read once per process."""
    return _load_once(str(settings.KEYRING_FILE))


def forget_keyring() -> None:
    """Read the file anew at the next `get_keyring`: after a rotation, and between tests."""
    _load_once.cache_clear()


@functools.cache
def _load_once(path: str) -> Keyring:
    return Keyring.load(path)


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
