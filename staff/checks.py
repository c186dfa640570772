"""System checks of the face: a misspelt icon is found at the start, not by the person who opens the page."""

import re
from collections.abc import Sequence
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error

from staff.templatetags.face import icon_body, icons_folder

ICON_TAG = re.compile(r"""{%\s*icon\s+["']([^"']+)["']""")


def check_icons(app_configs: Sequence[AppConfig] | None = None, **options: object) -> list[CheckMessage]:
    """Every icon that a template names exists in the installed set."""
    if not icons_folder().is_dir():
        hint = "Run make run or make test, which install the web assets."
        return [Error("Bootstrap's icons are not installed.", hint=hint, id="face.E001")]
    templates = Path(settings.BASE_DIR) / "templates"
    return [
        Error(f"No icon is called {name!r}.", hint=f"See {path.relative_to(templates)}.", id="face.E002")
        for path in sorted(templates.rglob("*.html"))
        for name in sorted(set(ICON_TAG.findall(path.read_text(encoding="utf-8"))))
        if not is_icon(name)
    ]


def is_icon(name: str) -> bool:
    """Whether the installed set has an icon of that name."""
    try:
        icon_body(name)
    except LookupError:
        return False
    return True
