"""How gunicorn serves: `gunicorn -c python:config.gunicorn config.wsgi`."""

import gc
import os
from typing import Any

from gunicorn.glogging import Logger

from config.journal import JsonLines
from config.supervised import end_with_supervisor

bind = os.environ.get("GUNICORN_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
timeout = 30
graceful_timeout = 10
keepalive = 5
# The safety checks run once, before any worker, and a refusal ends the start.
preload_app = True
control_socket_disable = True
accesslog = os.environ.get("GUNICORN_ACCESS_LOG") or None
# The path alone: a query string may hold what someone searched for in the administration.
access_log_format = '{"at": "%(t)s", "method": "%(m)s", "path": "%(U)s", "status": %(s)s, "microseconds": %(D)s}'


class QuietLogger(Logger):
    """gunicorn's own messages in the same form as everybody's: an error there would repeat the whole address."""

    def setup(self, cfg: Any) -> None:
        """Take gunicorn's handlers and give them our form."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(JsonLines())


logger_class = QuietLogger

if os.path.isdir("/dev/shm"):  # noqa: S108  (heartbeat files without names in them; a disk would make them slow)
    worker_tmp_dir = "/dev/shm"  # noqa: S108

# What is loaded at the start stays for good: looking through it for garbage only costs time.
gc.disable()


def when_ready(server: Any) -> None:
    """Begin to collect garbage, of what comes from now on."""
    gc.freeze()
    gc.enable()


def on_starting(server: Any) -> None:
    """End with the supervisor: otherwise the web would keep the port without a database."""
    end_with_supervisor()
