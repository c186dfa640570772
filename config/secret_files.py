"""Secrets from the environment, or better from files: an environment shows in process lists and crash reports."""

import os
import stat
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def secret(name: str) -> str:
    """Return the variable `name`, or what the file holds that `name`_FILE names; "" where neither is set.

    Raises ImproperlyConfigured, with the variable's name and never its value, when both are set or the file cannot
    be read, is empty, or is open to every user of the machine.
    """
    value, file = os.environ.get(name, ""), os.environ.get(f"{name}_FILE", "")
    if not file:
        return value
    if value:
        raise ImproperlyConfigured(f"{name} and {name}_FILE are both set: keep one of them.")
    try:
        with Path(file).open() as source:
            if os.fstat(source.fileno()).st_mode & stat.S_IRWXO:
                raise ImproperlyConfigured(f"{name}_FILE is open to every user of this machine: run chmod o= {file}")
            content = source.read().strip()
    except (OSError, UnicodeDecodeError):
        raise ImproperlyConfigured(f"{name}_FILE cannot be read: there must be a text file at {file}.") from None
    if not content:
        raise ImproperlyConfigured(f"{name}_FILE is empty: {file}")
    return content
