"""Where gunicorn begins. Nothing is served from a database that is not safe to serve from."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()


def _refuse_unsafe_start() -> None:
    from django.db import connections

    from config.checks import faults
    from config.keyring_check import bind_keyring

    try:
        found = list(faults())
        if not found:
            bind_keyring()
    finally:
        # gunicorn forks after this; a connection shared by two processes would mix their answers.
        connections.close_all()
    if found:
        raise ImproperlyConfigured("\n".join(found))


_refuse_unsafe_start()
