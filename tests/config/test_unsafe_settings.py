"""Each unsafe setting is a refusal to start that names it. With test_refusals.py: more than twenty."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import psycopg.sql
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from config import checks
from config.postgres import Cluster
from config.refusals import refuse_unsafe_values, web_faults
from staff.record.chain import TRIGGERS
from tests.config.conftest import Run

STRONG = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP"
ELSEWHERE = "postgresql://amparo:secret@db.example.org/amparo"


def test_a_start_with_unsafe_values_names_them_all(in_production: Run, tmp_path: Path) -> None:
    unsafe = {
        "SECRET_KEY_FALLBACKS": f"{STRONG},short",
        "CSRF_TRUSTED_ORIGINS": "http://amparo.example.org",
        "SECURE_SSL_REDIRECT": "0",
        "AMPARO_LEAVE_FOR": "http://example.org",
        "DATABASE_URL": ELSEWHERE,
    }
    done = in_production("-c", "from config import settings", **unsafe, STATIC_ROOT=str(tmp_path))
    assert done.returncode != 0
    said = done.stderr.splitlines()[-1]
    assert [name for name in (*unsafe, "KEYRING_FILE") if name not in said] == []
    assert "secret@" not in done.stderr


def test_a_start_with_the_safe_values_beside_them_goes_on(in_production: Run) -> None:
    safe = {
        "SECRET_KEY_FALLBACKS": STRONG,
        "CSRF_TRUSTED_ORIGINS": "https://amparo.example.org",
        "SECURE_SSL_REDIRECT": "0",
        "AMPARO_BEHIND_PROXY": "1",
        "AMPARO_LEAVE_FOR": "https://example.org/weather",
        "DATABASE_URL": f"{ELSEWHERE}?sslmode=verify-full",
    }
    done = in_production("-c", "from config import settings", **safe)
    assert (done.returncode, done.stderr) == (0, "")


def values(**changes: Any) -> dict[str, Any]:
    """Settings in which all is well but what is changed."""
    database = {"HOST": "db.example.org", "OPTIONS": {"sslmode": "verify-full"}}
    well = {
        "SECRET_KEY_FALLBACKS": [STRONG],
        "CSRF_TRUSTED_ORIGINS": ["https://amparo.example.org"],
        "SECURE_SSL_REDIRECT": True,
        "BEHIND_PROXY": False,
        "LEAVE_FOR": "",
        "DATABASES": {"default": database},
        "KEYRING_FILE": Path("/etc/amparo/keyring.json"),
        "STATIC_ROOT": Path("/srv/amparo/static"),
        "BASE_DIR": Path("/srv/amparo/code"),
    }
    return well | changes


def database(host: str, mode: str = "") -> dict[str, Any]:
    """Settings of a database there."""
    return {"default": {"HOST": host, "OPTIONS": {"sslmode": mode} if mode else {}}}


@pytest.mark.parametrize(
    ("name", "setting", "value"),
    [
        ("SECRET_KEY_FALLBACKS", "SECRET_KEY_FALLBACKS", [STRONG, "short"]),
        ("CSRF_TRUSTED_ORIGINS", "CSRF_TRUSTED_ORIGINS", ["https://*.example.org"]),
        ("SECURE_SSL_REDIRECT", "SECURE_SSL_REDIRECT", False),
        ("AMPARO_LEAVE_FOR", "LEAVE_FOR", "javascript:alert(1)"),
        ("AMPARO_LEAVE_FOR", "LEAVE_FOR", "//example.org"),
        ("AMPARO_LEAVE_FOR", "LEAVE_FOR", "/\\example.org"),
        ("DATABASE_URL", "DATABASES", database("db.example.org")),
        ("DATABASE_URL", "DATABASES", database("10.0.0.7", "prefer")),
        ("KEYRING_FILE", "KEYRING_FILE", Path("/srv/amparo/static/keyring.json")),
        ("KEYRING_FILE", "KEYRING_FILE", Path("/srv/amparo/code/static/js/keyring.json")),
    ],
)
def test_an_unsafe_value_is_refused_by_name(name: str, setting: str, value: object) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"^{name} "):
        refuse_unsafe_values(values(**{setting: value}))


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("LEAVE_FOR", "/today/"),
        ("DATABASES", database("/run/postgresql")),
        ("DATABASES", database("localhost")),
        ("DATABASES", database("10.0.0.7", "require")),
    ],
)
def test_a_safe_value_is_taken(setting: str, value: object) -> None:
    refuse_unsafe_values(values(**{setting: value}))


@pytest.fixture
def safe_web(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The environment of a web process, and a folder with collected files."""
    for name in ("AMPARO_OWNER_DATABASE_URL", "GUNICORN_CMD_ARGS", "GUNICORN_BIND"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "staticfiles.json").touch()
    return tmp_path


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AMPARO_OWNER_DATABASE_URL", "postgresql://owner:secret@localhost/amparo"),
        ("AMPARO_OWNER_DATABASE_URL_FILE", "some-file"),
        ("GUNICORN_CMD_ARGS", "--reload"),
        ("GUNICORN_BIND", "0.0.0.0:8000"),
        ("GUNICORN_BIND", ":8000"),
        ("GUNICORN_BIND", "[::]:8000"),
    ],
)
def test_the_web_is_refused_what_only_other_commands_may_have(
    safe_web: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    assert list(web_faults(safe_web, behind_proxy=False)) == []
    monkeypatch.setenv(name, value)
    (found,) = web_faults(safe_web, behind_proxy=False)
    assert found.startswith(name)
    assert "secret" not in found


@pytest.mark.parametrize("bind", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000", "unix:/run/amparo.sock", "fd://3"])
def test_the_web_may_be_bound_to_this_machine(safe_web: Path, monkeypatch: pytest.MonkeyPatch, bind: str) -> None:
    monkeypatch.setenv("GUNICORN_BIND", bind)
    assert list(web_faults(safe_web, behind_proxy=False)) == []


def test_behind_a_proxy_the_web_may_be_bound_to_a_network(safe_web: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUNICORN_BIND", "0.0.0.0:8000")
    assert list(web_faults(safe_web, behind_proxy=True)) == []


def test_pages_without_their_files_are_refused(safe_web: Path) -> None:
    (safe_web / "staticfiles.json").unlink()
    (found,) = web_faults(safe_web, behind_proxy=False)
    assert found.startswith("STATIC_ROOT holds no collected files")


@pytest.mark.django_db
def test_a_start_tells_of_all_of_it_at_once(in_production: Run) -> None:
    url = os.environ["AMPARO_OWNER_DATABASE_URL"]
    changes = {"AMPARO_OWNER_DATABASE_URL": url, "GUNICORN_BIND": "0.0.0.0:1", "STATIC_ROOT": "no-such-folder"}
    done = in_production("-c", "import config.wsgi", **changes)
    assert done.returncode != 0
    for said in ("AMPARO_OWNER_DATABASE_URL is set", "GUNICORN_BIND=0.0.0.0:1 is open", "STATIC_ROOT holds", "fsync"):
        assert said in done.stderr


@pytest.fixture
def as_administrator(cluster: Cluster) -> Iterator[psycopg.Connection]:
    """The cluster's superuser, in the database of the tests."""
    url = cluster.url("amparo_cluster", str(connection.settings_dict["NAME"]))
    with psycopg.connect(url, autocommit=True) as administrator:
        yield administrator


@pytest.mark.django_db
@override_settings(DEMO=False)
@pytest.mark.parametrize(
    ("give", "take", "said"),
    [
        ("ALTER ROLE amparo SUPERUSER", "ALTER ROLE amparo NOSUPERUSER", "is a superuser"),
        ("ALTER ROLE amparo BYPASSRLS", "ALTER ROLE amparo NOBYPASSRLS", "passes row security"),
        ("ALTER ROLE amparo CREATEROLE", "ALTER ROLE amparo NOCREATEROLE", "may make roles"),
        ("ALTER ROLE amparo CREATEDB", "ALTER ROLE amparo NOCREATEDB", "may make databases"),
        ("ALTER ROLE amparo REPLICATION", "ALTER ROLE amparo NOREPLICATION", "may copy the whole cluster"),
        ("GRANT amparo_owner TO amparo", "REVOKE amparo_owner FROM amparo", "may become the owner of the tables"),
        ("GRANT CREATE ON SCHEMA public TO amparo", "REVOKE CREATE ON SCHEMA public FROM amparo", "may make tables"),
        (
            "GRANT SET ON PARAMETER session_replication_role TO amparo",
            "REVOKE SET ON PARAMETER session_replication_role FROM amparo",
            "may let triggers rest",
        ),
        (
            "GRANT UPDATE ON staff_read TO amparo",
            "REVOKE UPDATE ON staff_read FROM amparo",
            "may change the record of who looked at what",
        ),
        (
            "GRANT INSERT ON staff_look TO amparo",
            "REVOKE INSERT ON staff_look FROM amparo",
            "may change the record of who looked at what",
        ),
    ],
)
def test_a_role_with_too_much_power_is_refused(
    as_administrator: psycopg.Connection, give: str, take: str, said: str
) -> None:
    def told() -> list[str]:
        return [fault for fault in checks.faults() if fault.startswith("The role in DATABASE_URL")]

    assert told() == []
    as_administrator.execute(give)
    try:
        assert [said in fault for fault in told()] == [True]
    finally:
        as_administrator.execute(take)
    assert told() == []


@pytest.mark.django_db
@override_settings(DEMO=False)
def test_a_trigger_that_rests_is_a_reason_not_to_start(as_administrator: psycopg.Connection) -> None:
    def told() -> list[str]:
        return [fault for fault in checks.faults() if fault.startswith("Triggers are off or missing")]

    assert told() == []
    as_administrator.execute("ALTER TABLE cases_event DISABLE TRIGGER ALL")
    try:
        assert [" cases_event:" in fault for fault in told()] == [True]
    finally:
        as_administrator.execute("ALTER TABLE cases_event ENABLE TRIGGER ALL")
        as_administrator.execute("ALTER TABLE cases_event ENABLE ALWAYS TRIGGER cases_event_keeps_with_its_file")
    assert told() == []


@pytest.mark.django_db
@override_settings(DEMO=False)
@pytest.mark.parametrize("rests", ["DISABLE TRIGGER", "ENABLE TRIGGER"])
def test_a_guard_of_files_that_may_rest_is_a_reason_not_to_start(
    as_administrator: psycopg.Connection, rests: str
) -> None:
    def told() -> list[str]:
        return [fault for fault in checks.faults() if fault.startswith("What guards files from being erased")]

    guard = "people_subject_keeps_with_its_file"
    assert told() == []
    as_administrator.execute(f"ALTER TABLE people_subject {rests} {guard}")
    try:
        assert [guard in fault for fault in told()] == [True]
    finally:
        as_administrator.execute(f"ALTER TABLE people_subject ENABLE ALWAYS TRIGGER {guard}")
    assert told() == []


@pytest.mark.django_db
@override_settings(DEMO=False)
@pytest.mark.parametrize(
    "trigger", [(table, f"{table}_{name}") for table, name, _when, _function in TRIGGERS], ids=lambda found: found[1]
)
@pytest.mark.parametrize("how", ["DISABLE TRIGGER", "ENABLE TRIGGER", "ENABLE REPLICA TRIGGER"])
def test_a_record_of_reads_whose_triggers_rest_is_a_reason_not_to_start(
    as_administrator: psycopg.Connection, trigger: tuple[str, str], how: str
) -> None:
    def told() -> list[str]:
        return [fault for fault in checks.faults() if fault.startswith("The record of who looked at what")]

    table, name = map(psycopg.sql.Identifier, trigger)
    change = psycopg.sql.SQL("ALTER TABLE {} {} {}")
    assert told() == []
    as_administrator.execute(change.format(table, psycopg.sql.SQL(how), name))
    try:
        assert [f"The trigger {trigger[1]} is switched off" in fault for fault in told()] == [True]
    finally:
        as_administrator.execute(change.format(table, psycopg.sql.SQL("ENABLE ALWAYS TRIGGER"), name))
    assert told() == []


@pytest.mark.django_db
@override_settings(DEMO=False)
@pytest.mark.parametrize("name", checks.DURABILITY)
def test_a_database_that_may_forget_is_refused_by_the_settings_name(
    monkeypatch: pytest.MonkeyPatch, cluster: Cluster, name: str
) -> None:
    # The tests' own cluster is forgetful, but for its checksums; nothing but the name is taken in.
    really_off = checks._settings_that_are_off()
    assert really_off == ["fsync", "full_page_writes", "synchronous_commit"]
    monkeypatch.setattr(checks, "_settings_that_are_off", lambda: [name])
    assert [fault for fault in checks.faults() if fault.startswith(f"PostgreSQL runs with {name} off")] != []


@pytest.mark.django_db
@override_settings(DEMO=False)
def test_clocks_that_differ_are_a_reason_not_to_start(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [fault for fault in checks.faults() if "clock" in fault] == []
    later = timezone.now() + timedelta(minutes=5)
    monkeypatch.setattr(timezone, "now", lambda: later)
    (said,) = [fault for fault in checks.faults() if "clock" in fault]
    assert "seconds apart" in said
