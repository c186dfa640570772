"""A production environment in which all is well."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from config.demo_folder import ROOT
from staff.encryption.keyring import Keyring

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
