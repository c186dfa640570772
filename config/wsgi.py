"""Where gunicorn begins. Nothing is served from a database that is not safe to serve from."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()


def _refuse_unsafe_start() -> None:
    from django.db import connections

    from config.checks import faults
    from config.keyring_check import bind_keyring
    from config.refusals import web_faults

    found = [] if settings.DEMO else list(web_faults(settings.STATIC_ROOT, behind_proxy=settings.BEHIND_PROXY))
    try:
        found += faults()
        if not found:
            bind_keyring()
    finally:
        # gunicorn forks after this; a connection shared by two processes would mix their answers.
        connections.close_all()
    if found:
        raise ImproperlyConfigured("\n".join(found))


_refuse_unsafe_start()
