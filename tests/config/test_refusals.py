"""Without AMPARO_DEMO=1, every unsafe value is a refusal that names the setting."""

import json
import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from config.checks import faults
from config.demo_accounts import make_demo_accounts
from config.keyring_check import bind_keyring, keyring_fault
from staff.encryption.keyring import Keyring, forget_keyring
from staff.models import KeyringCheck, User
from tests.config.conftest import Run


def test_a_production_environment_starts(in_production: Run) -> None:
    done = in_production("-c", "from config import settings")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("demo", "switch", "required"),
    [(None, "0", "True"), (None, None, "True"), ("1", None, "False"), ("1", "1", "True")],
)
def test_only_the_demonstration_may_do_without_a_second_factor(
    in_production: Run, demo: str | None, switch: str | None, required: str
) -> None:
    tell = "from config import settings; print(settings.SECOND_FACTOR_REQUIRED)"
    done = in_production("-c", tell, AMPARO_DEMO=demo, AMPARO_DEMO_SECOND_FACTOR=switch)
    assert (done.returncode, done.stdout.strip()) == (0, required)


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


def test_djangos_own_deployment_checks_find_nothing(in_production: Run) -> None:
    done = in_production("manage.py", "check", "--deploy", "--fail-level", "WARNING", ALLOWED_HOSTS=".example.org")
    assert done.returncode == 0, done.stderr


def test_cookies_and_transport_are_for_https_only(in_production: Run) -> None:
    names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE", "SECURE_SSL_REDIRECT"]
    code = f"from config import settings; print([getattr(settings, name) for name in {names}])"
    assert in_production("-c", code).stdout.strip() == "[True, True, True, True]"


COOKIES = """
import django
django.setup()
from django.conf import settings
from config.messages import PrefixedCookieStorage
names = [f"{kind}_COOKIE_NAME" for kind in ("SESSION", "CSRF", "LANGUAGE", "THEME")]
print(*(getattr(settings, name) for name in names), PrefixedCookieStorage.cookie_name)
paths = {getattr(settings, f"{kind}_COOKIE_PATH") for kind in ("SESSION", "CSRF", "LANGUAGE")}
domains = {getattr(settings, f"{kind}_COOKIE_DOMAIN") for kind in ("SESSION", "CSRF", "LANGUAGE")}
print(paths, domains)
"""


def test_cookies_belong_to_this_host_alone_and_in_the_demonstration_have_plain_names(in_production: Run) -> None:
    names, where = in_production("-c", COOKIES).stdout.splitlines()
    assert names == "__Host-sessionid __Host-csrftoken __Host-django_language __Host-theme __Host-messages"
    assert where == "{'/'} {None}"
    plain, _where = in_production("-c", COOKIES, AMPARO_DEMO="1").stdout.splitlines()
    assert plain == "sessionid csrftoken django_language theme messages"


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
def test_a_keyring_from_before_the_last_rotation_is_refused(tmp_path: Path) -> None:
    file, backup = tmp_path / "keyring.json", tmp_path / "backup.json"
    Keyring.create(file)
    shutil.copy2(file, backup)
    with override_settings(KEYRING_FILE=file):
        forget_keyring()
        bind_keyring()
        Keyring.load(file).add_key()
        forget_keyring()
        assert keyring_fault() == ""
        bind_keyring()
        bind_keyring()
        assert KeyringCheck.objects.count() == 2
    with override_settings(KEYRING_FILE=backup):
        forget_keyring()
        assert "is not the one that sealed this database" in keyring_fault()
    forget_keyring()


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
