"""What the worker does for casework (`manage.py work`).

A job carries numbers only: its row lies open in the database.
"""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from cases.actions.exports import let_exports_die
from cases.actions.exports import prepare_export as prepare

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=3)


@app.task(name="prepare_export", queue="exports", retry=AGAIN)
def prepare_export(export: int) -> None:
    """Write the file that somebody asked for."""
    prepare(export)


@app.periodic(cron="*/5 * * * *")
@app.task(name="let_exports_die", queue="exports", queueing_lock="let_exports_die")
def end_late_exports(timestamp: int) -> None:
    """Let go what nobody came for."""
    let_exports_die()
