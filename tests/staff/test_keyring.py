from __future__ import annotations

import base64
import fcntl
import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from staff.encryption.keyring import Keyring, KeyringError, forget_keyring, get_keyring


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keyring.json"


def test_a_new_keyring_is_readable_by_its_owner_alone(path: Path) -> None:
    Keyring.create(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_new_keyring_reads_back_with_keys_of_256_bits_each_its_own(path: Path) -> None:
    made = Keyring.create(path)
    loaded = Keyring.load(path)
    assert loaded == made
    keys = [*loaded.keys.values(), loaded.blind_index]
    assert [len(key) for key in keys] == [32, 32]
    assert len(set(keys)) == 2


def test_the_file_has_the_agreed_form(path: Path) -> None:
    ring = Keyring.create(path)
    data = json.loads(path.read_text())
    assert base64.b64decode(data["encryption"]["keys"][data["encryption"]["current"]]) == ring.keys[ring.current]
    assert base64.b64decode(data["blind_index"]) == ring.blind_index


def test_a_keyring_is_never_overwritten(path: Path) -> None:
    made = Keyring.create(path)
    with pytest.raises(KeyringError, match="never overwritten"):
        Keyring.create(path)
    assert Keyring.load(path) == made


def test_a_new_key_seals_from_now_on_and_the_old_one_stays(path: Path) -> None:
    old = Keyring.create(path)
    new = old.add_key()
    assert new.current != old.current
    assert new.keys[old.current] == old.keys[old.current]
    assert new.blind_index == old.blind_index
    assert Keyring.load(path) == new
    assert list(path.parent.iterdir()) == [path]


def test_adding_a_key_keeps_who_may_read_the_file(path: Path) -> None:
    ring = Keyring.create(path)
    path.chmod(0o640)
    ring.add_key()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_adding_a_key_to_a_keyring_read_long_ago_loses_no_key_added_since(path: Path) -> None:
    read_long_ago = Keyring.create(path)
    since = read_long_ago.add_key()
    newest = read_long_ago.add_key()
    assert {read_long_ago.current, since.current, newest.current} == set(Keyring.load(path).keys)


def test_two_rotations_at_once_are_refused_and_nothing_is_lost(path: Path) -> None:
    ring = Keyring.create(path)
    folder = os.open(path.parent, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    with pytest.raises(KeyringError, match="is under way"):
        ring.add_key()
    os.close(folder)
    assert Keyring.load(path) == ring
    assert ring.add_key() == Keyring.load(path)


def test_what_a_killed_rotation_left_behind_is_no_hindrance(path: Path) -> None:
    ring = Keyring.create(path)
    (path.parent / "keyring.json.new").write_text("half of a key")
    newer = ring.add_key()
    assert Keyring.load(path) == newer
    assert list(path.parent.iterdir()) == [path]


def test_a_retired_key_is_gone_from_the_file_and_the_current_one_never_goes(path: Path) -> None:
    old = Keyring.create(path)
    path.chmod(0o640)
    newer = old.add_key()
    left = newer.retire({old.current, newer.current})
    assert (left.current, set(left.keys)) == (newer.current, {newer.current})
    assert Keyring.load(path) == left
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_rotation_that_fails_leaves_the_keyring_as_it_was(path: Path) -> None:
    ring = Keyring.create(path)
    before = path.read_bytes()
    path.chmod(0o604)
    with pytest.raises(KeyringError):
        ring.add_key()
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_missing_keyring_is_a_sentence(path: Path) -> None:
    with pytest.raises(KeyringError, match=r"There is no keyring at .*keyring\.json: put it back"):
        Keyring.load(path)


def test_a_folder_in_its_place_is_a_sentence(path: Path) -> None:
    path.mkdir()
    with pytest.raises(KeyringError, match="cannot be read"):
        Keyring.load(path)


def test_no_folder_to_write_to_is_a_sentence(path: Path) -> None:
    with pytest.raises(KeyringError, match="cannot be written"):
        Keyring.create(path / "no" / "such" / "folder.json")


@pytest.mark.parametrize("mode", [0o604, 0o602, 0o601, 0o777])
def test_a_keyring_open_to_everyone_is_refused(path: Path, mode: int) -> None:
    Keyring.create(path)
    path.chmod(mode)
    with pytest.raises(KeyringError, match="open to every user"):
        Keyring.load(path)


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o440, 0o640])
def test_a_keyring_for_its_owner_and_group_is_accepted(path: Path, mode: int) -> None:
    Keyring.create(path)
    path.chmod(mode)
    Keyring.load(path)


KEY = base64.b64encode(bytes(range(32))).decode()
OTHER = base64.b64encode(bytes(range(1, 33))).decode()
SHORT = base64.b64encode(bytes(16)).decode()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "is damaged"),
        ("not json", "is damaged"),
        ("[" * 100_000, "is damaged"),
        ("[]", "is damaged"),
        ({}, "is damaged"),
        ({"encryption": {"current": "a", "keys": {"a": KEY}}}, "is damaged"),
        ({"encryption": {"current": "a", "keys": [KEY]}, "blind_index": OTHER}, "is damaged"),
        ({"encryption": {"current": "a", "keys": {"a": SHORT}}, "blind_index": OTHER}, "every key 32 bytes"),
        ({"encryption": {"current": "a", "keys": {"a": KEY}}, "blind_index": SHORT}, "every key 32 bytes"),
        ({"encryption": {"current": "a", "keys": {"a": "!" + KEY}}, "blind_index": OTHER}, "every key 32 bytes"),
        ({"encryption": {"current": "a", "keys": {"a": 7}}, "blind_index": OTHER}, "is damaged"),
        ({"encryption": {"current": "a", "keys": {"A b": KEY}}, "blind_index": OTHER}, "the id of a key"),
        ({"encryption": {"current": "b", "keys": {"a": KEY}}, "blind_index": OTHER}, "not among its keys"),
        ({"encryption": {"current": ["a"], "keys": {"a": KEY}}, "blind_index": OTHER}, "not among its keys"),
        ({"encryption": {"current": "a", "keys": {}}, "blind_index": OTHER}, "not among its keys"),
        ({"encryption": {"current": "a", "keys": {"a": KEY}}, "blind_index": KEY}, "one key twice"),
        ({"encryption": {"current": "a", "keys": {"a": KEY, "b": KEY}}, "blind_index": OTHER}, "one key twice"),
    ],
)
def test_a_damaged_keyring_is_a_sentence_that_shows_no_key(path: Path, content: Any, sentence: str) -> None:
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    path.chmod(0o600)
    with pytest.raises(KeyringError, match=sentence) as refusal:
        Keyring.load(path)
    assert KEY not in str(refusal.value)
    assert str(path) in str(refusal.value)


def test_the_fingerprint_tells_keyrings_apart_and_shows_no_key(path: Path, tmp_path: Path) -> None:
    ring = Keyring.create(path)
    assert Keyring.load(path).fingerprint() == ring.fingerprint()
    assert Keyring.create(tmp_path / "other.json").fingerprint() != ring.fingerprint()
    assert ring.add_key().fingerprint() != ring.fingerprint()
    assert repr(ring) == f"<Keyring {ring.fingerprint()}>"


def test_a_running_process_takes_up_a_new_key_by_itself(path: Path, settings: Settings) -> None:
    ring = Keyring.create(path)
    settings.KEYRING_FILE = path
    assert get_keyring() == ring
    assert get_keyring() is get_keyring(), "The file is read again only when it has changed."
    newer = ring.add_key()
    assert get_keyring() == newer
    left = newer.retire({ring.current})
    assert get_keyring() == left


def test_a_running_process_keeps_its_keys_when_the_file_is_lost_or_another_databases(
    path: Path, tmp_path: Path, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    ring = Keyring.create(path)
    settings.KEYRING_FILE = path
    assert get_keyring() == ring
    path.rename(tmp_path / "elsewhere.json")
    assert get_keyring() == ring
    Keyring.create(path)
    assert get_keyring() == ring
    path.write_text("{}")
    assert get_keyring() == ring
    said = [record.getMessage() for record in caplog.records]
    assert ["There is no keyring" in said[0], "exchanged" in said[1], "damaged" in said[2]] == [True] * 3
    (tmp_path / "elsewhere.json").rename(path)
    newer = ring.add_key()
    assert get_keyring() == newer
    forget_keyring()
    path.unlink()
    with pytest.raises(KeyringError):
        get_keyring()
