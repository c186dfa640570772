"""A provider of sign-ins is named in full and safely, or the start is refused with the setting's name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import provider
from config.provider import is_safe, provider_from_environment
from tests.config.conftest import Run

WELL = {
    "AMPARO_OIDC_ISSUER": "https://sign-in.example.org/realm",
    "AMPARO_OIDC_CLIENT_ID": "amparo",
    "AMPARO_OIDC_CLIENT_SECRET": "a-secret",
}


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The provider of an environment in which all is well but what the test changes (None: not set)."""

    def read(*, demo: bool = False, **changes: str | None) -> Any:
        for name in (*WELL, "AMPARO_OIDC_CLIENT_SECRET_FILE", "AMPARO_OIDC_LABEL", "AMPARO_OIDC_SECOND_FACTOR"):
            monkeypatch.delenv(name, raising=False)
        for name, value in (WELL | changes).items():
            if value is not None:
                monkeypatch.setenv(name, value)
        return provider_from_environment(demo=demo)

    return read


def test_a_provider_is_read_with_its_secret_from_a_file(named: Any, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("from a file\n")
    file.chmod(0o600)
    told = {"AMPARO_OIDC_CLIENT_SECRET": None, "AMPARO_OIDC_CLIENT_SECRET_FILE": str(file)}
    found = named(**told, AMPARO_OIDC_SECOND_FACTOR="amr=mfa, acr=https://refeds.org/profile/mfa")
    assert (found.client_secret, found.label) == ("from a file", "sign-in.example.org")
    assert found.proofs == (("amr", "mfa"), ("acr", "https://refeds.org/profile/mfa"))
    assert "from a file" not in repr(found)
    assert named(AMPARO_OIDC_LABEL="Our own").label == "Our own"


def test_without_any_of_it_there_is_no_provider(named: Any) -> None:
    assert named(**dict.fromkeys(WELL)) is None


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        *((name, {name: None}) for name in WELL),
        *((name, {name: ""}) for name in WELL),
        ("AMPARO_OIDC_ISSUER", {**dict.fromkeys(WELL), "AMPARO_OIDC_LABEL": "Our own"}),
        ("AMPARO_OIDC_ISSUER", {**dict.fromkeys(WELL), "AMPARO_OIDC_SECOND_FACTOR": "amr=mfa"}),
        ("AMPARO_OIDC_ISSUER", {"AMPARO_OIDC_ISSUER": "http://sign-in.example.org"}),
        ("AMPARO_OIDC_ISSUER", {"AMPARO_OIDC_ISSUER": "http://127.0.0.1:9000"}),
        ("AMPARO_OIDC_ISSUER", {"AMPARO_OIDC_ISSUER": "https://user:word@sign-in.example.org"}),
        ("AMPARO_OIDC_ISSUER", {"AMPARO_OIDC_ISSUER": "https://sign-in.example.org/?x=1"}),
        ("AMPARO_OIDC_ISSUER", {"AMPARO_OIDC_ISSUER": "sign-in.example.org"}),
        ("AMPARO_OIDC_SECOND_FACTOR", {"AMPARO_OIDC_SECOND_FACTOR": "mfa"}),
        ("AMPARO_OIDC_SECOND_FACTOR", {"AMPARO_OIDC_SECOND_FACTOR": "amr="}),
        ("AMPARO_OIDC_SECOND_FACTOR", {"AMPARO_OIDC_SECOND_FACTOR": "email=x"}),
    ],
    ids=str,
)
def test_what_is_half_said_or_unsafe_is_refused_by_name(named: Any, name: str, changes: dict[str, Any]) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"^{name} ") as error:
        named(**changes)
    assert "a-secret" not in str(error.value)


def test_the_packages_must_be_there(named: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provider, "find_spec", lambda name: None if name == "authlib" else object())
    with pytest.raises(ImproperlyConfigured, match=r"requirements-oidc\.txt"):
        named()
    assert named(**dict.fromkeys(WELL)) is None, "Without a provider nobody needs them."


def test_the_demonstration_may_ask_this_very_machine_and_no_other(named: Any) -> None:
    assert named(demo=True, AMPARO_OIDC_ISSUER="http://127.0.0.1:9000").issuer == "http://127.0.0.1:9000"
    assert not is_safe("http://10.0.0.7/", demo=True)
    assert not is_safe("http://[::1", demo=True)


def test_the_start_itself_says_so(in_production: Run) -> None:
    half = {name: value for name, value in WELL.items() if name != "AMPARO_OIDC_CLIENT_ID"}
    done = in_production("-c", "from config import settings", **half)
    assert done.returncode != 0
    assert "AMPARO_OIDC_CLIENT_ID is not set" in done.stderr.splitlines()[-1]
    assert "a-secret" not in done.stderr
    for told in ({}, WELL):
        done = in_production("manage.py", "check", **told)
        assert (done.returncode, done.stderr) == (0, ""), told
