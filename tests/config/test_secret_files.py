"""Every secret can lie in a file, which only its owner can read."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.secret_files import secret
from tests.config.conftest import Run

STRONG = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP"


def in_a_file(folder: Path, content: str, mode: int = 0o600) -> str:
    """A new file with this content."""
    file = folder / f"secret-{len(list(folder.iterdir()))}"
    file.write_text(content)
    file.chmod(mode)
    return str(file)


@pytest.mark.parametrize(
    ("name", "content", "read"),
    [
        ("SECRET_KEY", f"{STRONG}\n", f"settings.SECRET_KEY == {STRONG!r}"),
        (
            "SECRET_KEY_FALLBACKS",
            f"{STRONG}\n{STRONG[::-1]}\n",
            f"settings.SECRET_KEY_FALLBACKS == {[STRONG, STRONG[::-1]]}",
        ),
        ("DATABASE_URL", "postgresql://a:b@localhost/c", "settings.DATABASES['default']['PASSWORD'] == 'b'"),
    ],
)
def test_a_secret_may_lie_in_a_file(in_production: Run, tmp_path: Path, name: str, content: str, read: str) -> None:
    changes: dict[str, str | None] = {name: None, f"{name}_FILE": in_a_file(tmp_path, content)}
    done = in_production("-c", f"from config import settings; assert {read}", **changes)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "SECRET_KEY_FALLBACKS", "AMPARO_OWNER_DATABASE_URL"])
def test_a_file_that_is_not_fit_is_refused_by_name_and_without_its_content(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    monkeypatch.delenv(name, raising=False)
    for file, sentence in (
        (in_a_file(tmp_path, STRONG, 0o644), "is open to every user"),
        (in_a_file(tmp_path, "\n"), "is empty"),
        (str(tmp_path / "none"), "cannot be read"),
        (str(tmp_path), "cannot be read"),
    ):
        monkeypatch.setenv(f"{name}_FILE", file)
        with pytest.raises(ImproperlyConfigured, match=f"{name}_FILE {sentence}") as refusal:
            secret(name)
        assert STRONG not in str(refusal.value)


def test_a_secret_that_is_said_twice_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SECRET_KEY", STRONG)
    monkeypatch.setenv("SECRET_KEY_FILE", in_a_file(tmp_path, STRONG))
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY and SECRET_KEY_FILE are both set"):
        secret("SECRET_KEY")


def test_an_unfit_file_is_a_refusal_to_start(in_production: Run, tmp_path: Path) -> None:
    file = in_a_file(tmp_path, STRONG, 0o604)
    done = in_production("-c", "from config import settings", SECRET_KEY=None, SECRET_KEY_FILE=file)
    assert done.returncode != 0
    assert "SECRET_KEY_FILE is open to every user" in done.stderr.splitlines()[-1]


SIGN = "import django; django.setup(); from django.core import signing; print(signing.dumps('x'))"
READ = "import django, sys; django.setup(); from django.core import signing; print(signing.loads(sys.argv[1]))"


def test_what_an_earlier_key_signed_is_good_while_that_key_is_a_fallback(in_production: Run, tmp_path: Path) -> None:
    signed = in_production("-c", SIGN, SECRET_KEY=STRONG).stdout.strip()
    later = STRONG[::-1]
    fallback = in_a_file(tmp_path, STRONG)
    assert in_production("-c", READ, signed, SECRET_KEY=later, SECRET_KEY_FALLBACKS_FILE=fallback).stdout == "x\n"
    assert "BadSignature" in in_production("-c", READ, signed, SECRET_KEY=later).stderr
