from __future__ import annotations

from typing import Any

from django.core.management.commands import dumpdata

from staff.wall.context import as_the_house


class Command(dumpdata.Command):
    """Django's own `dumpdata`, asked as the house: without a context it would find nobody's file and say nothing."""

    def handle(self, *app_labels: Any, **options: Any) -> None:
        """Write everything out, as it stood at one moment."""
        with as_the_house():
            super().handle(*app_labels, **options)
