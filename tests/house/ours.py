"""Which files are ours, and how to read them: the house's own rules look at source text, not at what runs."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("staff", "people", "cases")


@cache
def tracked(*endings: str) -> tuple[Path, ...]:
    """Files of the repository with one of these endings: what git tracks, and what it would if it were added."""
    listed = subprocess.run(
        # Root may look at a clone that is another user's.
        ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return tuple(ROOT / name for name in listed if name.endswith(endings) and (ROOT / name).is_file())


def modules(*rooms: str) -> list[Path]:
    """Python files of these top-level folders, migrations left out."""
    return [
        path
        for path in tracked(".py")
        if path.relative_to(ROOT).parts[0] in rooms and "migrations" not in path.relative_to(ROOT).parts
    ]


@cache
def tree(path: Path) -> ast.Module:
    """The parsed module."""
    return ast.parse(path.read_text(), filename=str(path))


def said(path: Path, line: int = 0) -> str:
    """A place in the repository, for the message of a failing test."""
    place = str(path.relative_to(ROOT))
    return f"{place}:{line}" if line else place
