"""How the tests run: what they share says what went wrong, and a run that was killed leaves nothing for long."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.folder import HELD, PREFIX, Folder, remove_leftovers
from tests.house.ours import ROOT, modules, tree
from tests.side_by_side import rank, together

SHARED = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in modules("tests")
    if not path.name.startswith(("test_", "__init__")) and tree(path).body and path.stem != "folder"
)


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    """The folder of a run that was killed."""
    code = "import os, pathlib, sys, tests.folder as f; print(f.Folder(pathlib.Path(sys.argv[1])).path); os.abort()"
    done = subprocess.run([sys.executable, "-uc", code, tmp_path], cwd=ROOT, capture_output=True, text=True)
    return Path(done.stdout.strip())


@pytest.fixture
def server(killed: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that looks like the killed run's PostgreSQL."""
    data = killed / "postgres" / "pg18"
    data.mkdir(parents=True)
    code = "import sys; print(); sys.stdin.read()"
    process = subprocess.Popen([sys.executable, "-uc", code, "-D", data], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    (data / "postmaster.pid").write_text(f"{process.pid}\n{data}\n")
    yield process
    process.kill()
    process.communicate()


@pytest.mark.parametrize("name", SHARED)
def test_what_is_shared_says_which_values_differ(name: str) -> None:
    assert "@pytest_ar" in vars(importlib.import_module(name)), f"{name} was imported before pytest could rewrite it."


def test_what_a_killed_run_left_is_stopped_and_removed(killed: Path, server: subprocess.Popen[bytes]) -> None:
    assert (killed / HELD).exists()
    assert remove_leftovers(killed.parent) == [killed]
    assert not killed.exists()
    assert server.wait(10) != 0


def test_its_data_elsewhere_goes_too(killed: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (killed / "postgres-home").write_text(f"{elsewhere}\n")
    assert remove_leftovers(tmp_path) == [killed]
    assert not elsewhere.exists()


def test_a_process_that_got_the_number_of_a_dead_server_is_left_alone(
    killed: Path, server: subprocess.Popen[bytes]
) -> None:
    data = killed / "postgres" / "pg17"
    data.mkdir()
    (killed / "postgres" / "pg18" / "postmaster.pid").rename(data / "postmaster.pid")
    assert remove_leftovers(killed.parent) == [killed]
    assert server.poll() is None


def test_what_somebody_may_need_stays(tmp_path: Path) -> None:
    runs = Folder(tmp_path)
    unknown = tmp_path / f"{PREFIX}unknown"
    unknown.mkdir()
    assert remove_leftovers(tmp_path) == []
    assert runs.path.exists()
    assert unknown.exists()
    runs.remove()
    assert list(tmp_path.iterdir()) == [unknown]


def test_the_browser_stays_in_one_process_and_other_files_whole() -> None:
    names = [
        "tests/people/test_b.py::test_x[a::b]",
        "tests/browser/test_a.py::test_x",
        "tests/config/test_c.py::test_x",
    ]
    names += ["tests/browser/test_b.py::test_y", "tests/people/test_b.py::test_z"]
    assert [rank(name) for name in names] == [2, 0, 1, 0, 2]
    units = [together(name) for name in names]
    assert units[1] == units[3]
    assert units[0] == units[4]
    assert len(set(units)) == 3
