#!/usr/bin/env python
"""The only script. `python manage.py run` starts the whole demonstration; everything else is Django's."""

import os
import sys


def main() -> None:
    """Hand the command line to the supervisor (`run`) or to Django."""
    if sys.argv[1:2] == ["run"]:
        from config.supervisor import main as run

        sys.exit(run(sys.argv[2:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
