"""What every page of the face needs from Python: icons, and the shape and tone that belong to a word."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django import template
from django.conf import settings
from django.utils.formats import date_format
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language

register = template.Library()

# The tone and the shape of the workflow's own words, so that colour is never the only sign.
# A word that is not here is plain: a new word never looks like an alarm by accident.
SIGNS = {
    # What came of a request, a case, a promise.
    "open": ("plain", "circle"),
    "asked": ("info", "send"),
    "waiting": ("warn", "clock"),
    "settled": ("plain", "check-lg"),
    "met": ("good", "check-lg"),
    "kept": ("good", "check-lg"),
    "goals-achieved": ("good", "check-lg"),
    "partly": ("warn", "circle-half"),
    "refused": ("bad", "x-lg"),
    "broken": ("bad", "x-lg"),
    "denied": ("bad", "slash-circle"),
    "withdrawn": ("plain", "dash-lg"),
    "withdrew": ("plain", "dash-lg"),
    "closed": ("plain", "lock-fill"),
    # What has become of an exported file; "waiting" and "refused" stand above.
    "preparing": ("info", "arrow-repeat"),
    "ready": ("good", "download"),
    "fetched": ("plain", "check-lg"),
    "died": ("plain", "clock-history"),
    "cancelled": ("plain", "dash-lg"),
    "void": ("bad", "slash-circle"),
    # Answers.
    "yes": ("good", "check-lg"),
    "no": ("bad", "x-lg"),
    "unknown": ("plain", "question-lg"),
    # Custody.
    "detained": ("bad", "lock-fill"),
    "guest": ("info", "house-door-fill"),
    "sheltered": ("info", "house-door-fill"),
    "free": ("plain", "circle"),
    # Levels of risk and priority, by number.
    "0": ("plain", "question-lg"),
    "1": ("plain", "arrow-down"),
    "2": ("warn", "diamond-fill"),
    "3": ("bad", "triangle-fill"),
    "4": ("bad", "octagon-fill"),
    # Levels of Django's messages.
    "success": ("good", "check-circle-fill"),
    "info": ("info", "info-circle-fill"),
    "warning": ("warn", "exclamation-triangle-fill"),
    "error": ("bad", "exclamation-octagon-fill"),
}

# The shape of a tone where nothing but the tone is known.
SHAPES = {"good": "check-lg", "warn": "diamond-fill", "bad": "triangle-fill", "info": "circle-half", "plain": "circle"}

# Certainty has shapes of its own: full, half, empty, struck through.
CERTAINTY_SHAPES = {
    "verified": "circle-fill",
    "probable": "circle-half",
    "unverified": "circle",
    "contradicted": "slash-circle",
}


def icons_folder() -> Path:
    """Where `make run` puts Bootstrap's icons; they are installed, never copied into the repository."""
    return Path(settings.BASE_DIR) / "node_modules" / "bootstrap-icons" / "icons"


@lru_cache(maxsize=256)
def icon_body(name: str) -> str:
    """The drawing inside the icon's <svg>. Raises LookupError where no icon has that name."""
    path = icons_folder() / f"{name}.svg"
    if not path.is_file():
        raise LookupError(f"No icon is called {name!r} in {path.parent}")
    svg = path.read_text(encoding="utf-8")
    return svg[svg.index(">") + 1 : svg.rindex("</svg>")].strip()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon, drawn in the colour of the text around it.

    Without a label it is decoration and screen readers pass over it; with one it is a picture that says the label.
    """
    role = f'role="img" aria-label="{conditional_escape(label)}"' if label else 'aria-hidden="true"'
    # The drawing comes from the installed package and the label is escaped above.
    return mark_safe(  # noqa: S308 — see the line above
        f'<svg class="bi" width="16" height="16" fill="currentColor" viewBox="0 0 16 16" {role}>{icon_body(name)}</svg>'
    )


@register.filter
def tone(word: object) -> str:
    """The tone of a stored word or level: good, warn, bad, info or plain."""
    return SIGNS.get(str(word), ("plain", ""))[0]


@register.filter
def shape(word: object) -> str:
    """The icon of a stored word or level, or of a tone."""
    if str(word) in SHAPES and str(word) != "info":
        return SHAPES[str(word)]
    return SIGNS.get(str(word), ("", SHAPES["plain"]))[1]


@register.filter
def certainty_shape(word: object) -> str:
    """The icon that stands for a certainty; an unknown word is as open as an unverified one."""
    return CERTAINTY_SHAPES.get(str(word), CERTAINTY_SHAPES["unverified"])


@register.filter
def moment(when: datetime | None) -> str:
    """Day and time in the words in which all pages tell a day: "24 November 2026, 22:27". "" for none."""
    if when is None:
        return ""
    spanish = (get_language() or "").startswith("es")
    return date_format(localtime(when), r"j \d\e F \d\e Y, H:i" if spanish else "j F Y, H:i")


@register.filter
def at(table: Mapping[str, object] | None, key: str) -> object:
    """Look a key up in a mapping, or give "" where there is no mapping or no such key."""
    return table.get(key, "") if table else ""
