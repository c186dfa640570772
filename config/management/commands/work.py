import asyncio
import os
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException

from config.checks import faults
from config.supervised import end_with_supervisor

# How often it is looked whether another worker has left something half done.
LOOK_AFTER = timedelta(seconds=5)


class Command(BaseCommand):
    """The worker: prepares what takes a while. Jobs carry numbers only; what they are about is looked up when done."""

    help = "Work off what pages have asked for (files to be taken out), until told to stop."
    # The same faults that keep the web from starting are looked for below.
    requires_system_checks = ()

    def handle(self, **options: object) -> None:
        """Work until SIGTERM or Ctrl-C; what is under way is finished first."""
        end_with_supervisor()
        if not settings.DEMO and os.environ.get("AMPARO_OWNER_DATABASE_URL"):
            raise CommandError(
                "AMPARO_OWNER_DATABASE_URL is set. The worker needs the application role only: take it away here."
            )
        if found := list(faults()):
            raise CommandError("\n".join(found))
        connections.close_all()
        connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=4)
        with app.replace_connector(connector):
            asyncio.run(_work())


async def _work() -> None:
    # If either breaks, both end: whoever watches starts them anew.
    async with app.open_async(), asyncio.TaskGroup() as group:
        beside = group.create_task(_take_up_what_was_left())
        await app.run_worker_async()
        beside.cancel()


async def _take_up_what_was_left() -> None:
    """Put back in line what a worker had begun that was killed: whatever it does, it does in one transaction."""
    options: Any = settings.PROCRASTINATE_WORKER_DEFAULTS
    while True:
        # While the database is away there is nothing to take up; the worker itself notices, and ends.
        with suppress(ConnectorException):
            left = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=options["stalled_worker_timeout"])
            for job in left:
                await app.job_manager.retry_job(job)
        await asyncio.sleep(LOOK_AFTER.total_seconds())
