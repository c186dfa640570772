"""Without AMPARO_DEMO=1, every unsafe value is a refusal that names the setting."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from config.checks import faults
from config.demo_accounts import make_demo_accounts
from config.demo_folder import ROOT
from config.keyring_check import bind_keyring, keyring_fault
from staff.encryption.keyring import Keyring, forget_keyring
from staff.models import KeyringCheck, User

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def in_production(tmp_path: Path) -> Run:
    """Run Python with a production environment in which all is well but what the test changes (None: not set)."""
    keyring = tmp_path / "keyring.json"
    Keyring.create(keyring)
    well = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": "".join(chr(33 + number % 90) for number in range(7, 700, 11)),
        "ALLOWED_HOSTS": "amparo.example.org",
        "DATABASE_URL": os.environ["DATABASE_URL"],
        "KEYRING_FILE": str(keyring),
    }

    def run(*arguments: str, **changes: str | None) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in (well | changes).items() if value is not None}
        command = [sys.executable, *arguments]
        return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)

    return run


def test_a_production_environment_starts(in_production: Run) -> None:
    done = in_production("-c", "from config import settings")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DEBUG", "1", "DEBUG is on"),
        ("AMPARO_FILES_PER_HOUR", "0", "AMPARO_FILES_PER_HOUR must be at least 1"),
        ("AMPARO_FILES_PER_HOUR_AT_MOST", "59", "AMPARO_FILES_PER_HOUR must be at least 1"),
        ("SECRET_KEY", None, "SECRET_KEY is not set"),
        ("SECRET_KEY", "short", "SECRET_KEY is too easy to guess"),
        ("SECRET_KEY", "ab" * 40, "SECRET_KEY is too easy to guess"),
        ("SECRET_KEY", "django-insecure-" + "abcdefghijklmnop" * 4, "SECRET_KEY is too easy to guess"),
        ("ALLOWED_HOSTS", None, "ALLOWED_HOSTS must name"),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS must name"),
        ("ALLOWED_HOSTS", "amparo.example.org, *", "ALLOWED_HOSTS must name"),
        ("KEYRING_FILE", None, "KEYRING_FILE does not name a file"),
        ("KEYRING_FILE", "no-such-file", "KEYRING_FILE does not name a file"),
        ("DATABASE_URL", None, "DATABASE_URL is not set"),
        ("DATABASE_URL", "sqlite:///x", "DATABASE_URL must begin with postgresql://"),
    ],
)
def test_an_unsafe_value_is_refused_by_name(in_production: Run, name: str, value: str | None, sentence: str) -> None:
    done = in_production("-c", "from config import settings", **{name: value})
    assert done.returncode != 0
    assert sentence in done.stderr.splitlines()[-1]


def test_the_demonstration_needs_none_of_them(in_production: Run) -> None:
    nothing: dict[str, str | None] = dict.fromkeys(
        ("SECRET_KEY", "ALLOWED_HOSTS", "KEYRING_FILE", "DATABASE_URL"), None
    )
    done = in_production("-c", "from config import settings", AMPARO_DEMO="1", **nothing)
    assert done.returncode == 0, done.stderr


def test_a_secret_key_may_lie_in_a_file(in_production: Run, tmp_path: Path) -> None:
    file = tmp_path / "secret-key"
    file.write_text("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP\n")
    code = "from config import settings; print(settings.SECRET_KEY)"
    done = in_production("-c", code, SECRET_KEY=None, SECRET_KEY_FILE=str(file))
    assert done.stdout == file.read_text()


def test_djangos_own_deployment_checks_find_nothing(in_production: Run) -> None:
    done = in_production("manage.py", "check", "--deploy", "--fail-level", "WARNING", ALLOWED_HOSTS=".example.org")
    assert done.returncode == 0, done.stderr


def test_cookies_and_transport_are_for_https_only(in_production: Run) -> None:
    names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE", "SECURE_SSL_REDIRECT"]
    code = f"from config import settings; print([getattr(settings, name) for name in {names}])"
    assert in_production("-c", code).stdout.strip() == "[True, True, True, True]"


@pytest.mark.django_db
def test_no_page_is_served_as_the_owner(in_production: Run) -> None:
    done = in_production("-c", "import config.wsgi", DATABASE_URL=os.environ["AMPARO_OWNER_DATABASE_URL"])
    assert done.returncode != 0
    assert "The role in DATABASE_URL owns the tables" in done.stderr


@pytest.mark.django_db
def test_no_page_is_served_from_a_database_that_may_forget(in_production: Run) -> None:
    done = in_production("-c", "import config.wsgi")  # the tests' own cluster is quick and forgetful
    assert done.returncode != 0
    assert "PostgreSQL runs with fsync and full_page_writes and synchronous_commit off" in done.stderr


@pytest.mark.django_db
@override_settings(DEMO=False)
def test_the_demonstrations_accounts_are_a_reason_not_to_start(tmp_path: Path) -> None:
    make_demo_accounts(tmp_path / "sign-ins.json")
    sentence = "The demonstration's accounts (administrator, caseworker, supervisor) can sign in here"
    assert [fault for fault in faults() if fault.startswith(sentence)] != []
    User.objects.update(is_active=False)
    assert [fault for fault in faults() if "accounts" in fault] == []


@pytest.mark.django_db
def test_the_keyring_that_sealed_the_database_opens_it_again() -> None:
    bind_keyring()
    bind_keyring()
    assert KeyringCheck.objects.count() == 1
    assert keyring_fault() == ""


@pytest.mark.django_db
@pytest.mark.parametrize("changed", ["both", "encryption", "blind_index"])
def test_another_keyring_is_refused(tmp_path: Path, changed: str) -> None:
    bind_keyring()
    other = tmp_path / "other.json"
    Keyring.create(other)
    other.write_text(mixed(Path(settings.KEYRING_FILE).read_text(), other.read_text(), changed))
    with override_settings(KEYRING_FILE=other):
        forget_keyring()
        assert "is not the one that sealed this database" in keyring_fault()
    forget_keyring()
    assert keyring_fault() == ""


@pytest.mark.django_db
def test_a_damaged_keyring_is_refused_in_its_own_words(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.json"
    damaged.write_text("{}")
    damaged.chmod(0o600)
    bind_keyring()
    with override_settings(KEYRING_FILE=damaged):
        forget_keyring()
        assert f"The keyring {damaged} is damaged" in keyring_fault()
    forget_keyring()


def mixed(mine: str, other: str, changed: str) -> str:
    """My keyring with one part, or both, of the other."""
    result, theirs = json.loads(mine), json.loads(other)
    for part in ("encryption", "blind_index"):
        if changed in ("both", part):
            result[part] = theirs[part]
    if changed == "encryption":  # under the same name, which is the harder case
        key_id = json.loads(mine)["encryption"]["current"]
        result["encryption"] = {"current": key_id, "keys": {key_id: next(iter(theirs["encryption"]["keys"].values()))}}
    return json.dumps(result)
