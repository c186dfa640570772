"""A signed note of where every chain of the record of reads ends: a small text to keep elsewhere, or to print."""

from __future__ import annotations

import base64
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.conf import settings

TITLE = "Amparo, record of reads"
LINE = re.compile(r"(\d+) (\d+) ([0-9a-f]{64})")


class CheckpointError(Exception):
    """The checkpoint cannot be made or believed. The message is a sentence for the operator."""


@dataclass(frozen=True)
class Checkpoint:
    """The end of each chain, by its number: how many rows it had, and the hash of the last one."""

    at: str
    heads: dict[int, tuple[int, bytes]]

    @classmethod
    def take(cls, cursor: Any) -> Self:
        """Note where the chains end now."""
        cursor.execute("SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')")
        (at,) = cursor.fetchone()
        cursor.execute("SELECT shard, n, hash FROM staff_chainhead ORDER BY shard")
        return cls(at, {shard: (n, bytes(digest)) for shard, n, digest in cursor.fetchall()})

    def sign(self, key: Ed25519PrivateKey) -> str:
        """The checkpoint as text, with the public key and the signature below it."""
        body = self._body()
        public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return f"{body}key {_words(public)}\nsignature {_words(key.sign(body.encode()))}\n"

    @classmethod
    def read(cls, text: str, key: Ed25519PublicKey) -> Self:
        """Read a checkpoint, or raise CheckpointError where it was not signed by this key or was changed."""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        try:
            title, at, *heads, _key, signature = lines
            found = [LINE.fullmatch(line) for line in heads]
            read = {int(one[1]): (int(one[2]), bytes.fromhex(one[3])) for one in found if one}
            if title != TITLE or not at.startswith("at ") or not all(found) or len(read) != len(heads):
                raise ValueError
            checkpoint = cls(at.removeprefix("at "), read)
            key.verify(
                base64.b64decode(signature.removeprefix("signature "), validate=True), checkpoint._body().encode()
            )
        except ValueError:
            raise CheckpointError("This is no checkpoint of the record of reads, or a part of it is missing.") from None
        except InvalidSignature:
            raise CheckpointError("The checkpoint was changed, or was signed with another key.") from None
        return checkpoint

    def _body(self) -> str:
        ends = "".join(f"{shard} {n} {digest.hex()}\n" for shard, (n, digest) in sorted(self.heads.items()))
        return f"{TITLE}\nat {self.at}\n{ends}"


def key_file() -> Path:
    """Where the key lies that signs checkpoints: beside the keyring, outside the database."""
    return Path(settings.KEYRING_FILE).with_name("record-of-reads.key")


def signing_key() -> Ed25519PrivateKey:
    """The key that signs; made at the first use, in a file that only its owner can read."""
    path = key_file()
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _load(path)
    except OSError as error:
        raise CheckpointError(f"The key {path} cannot be written: {error.strerror}.") from None
    key = Ed25519PrivateKey.generate()
    with os.fdopen(descriptor, "wb") as file:
        file.write(base64.b64encode(key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return key


def public_key(words: str = "") -> Ed25519PublicKey:
    """The key to check with: the one given as a checkpoint prints it, else that of the key beside the keyring."""
    if not words:
        return _load(key_file()).public_key()
    try:
        return Ed25519PublicKey.from_public_bytes(base64.b64decode(words.removeprefix("key "), validate=True))
    except ValueError:
        raise CheckpointError("That is no public key: give the words behind “key” in a checkpoint.") from None


def _load(path: Path) -> Ed25519PrivateKey:
    try:
        return Ed25519PrivateKey.from_private_bytes(base64.b64decode(path.read_bytes().strip(), validate=True))
    except OSError as error:
        raise CheckpointError(
            f"The key {path} cannot be read: {error.strerror}. Give --key, as an earlier checkpoint prints it."
        ) from None
    except ValueError:
        raise CheckpointError(f"The key {path} is damaged: put it back from its backup.") from None


def _words(content: bytes) -> str:
    return base64.b64encode(content).decode()
