"""Taking files out in a test: asking through the front door, the worker's part, and reading the file back."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import openpyxl
from django.db import connection
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from cases.models import Export

PURPOSE = "Numbers for the yearly report to the donor"


def ask(client: Client, of: str = "cases", *, identity: bool = False, query: str = "", **said: Any) -> Any:
    """Send the form that asks for a file; the answer to it."""
    name = "cases:new_export_with_identity" if identity else "cases:new_export"
    plain = ["reference", "stage", "country"] if of == "cases" else ["file", "kind", "country"]
    form = {"purpose": PURPOSE, "recipient": "The donor", "plain": plain, "format": "csv", **said}
    return client.post(f"{reverse(name, args=[of])}{query}", form)


def work_off() -> int:
    """Do what the worker would, in this transaction; returns how many jobs there were."""
    jobs = list(ProcrastinateJob.objects.filter(status="todo").order_by("pk"))
    for job in jobs:
        as_the_worker(app.tasks[job.task_name].func, **job.args)
        app.job_manager.connector.execute_query("DELETE FROM procrastinate_jobs WHERE id = %(pk)s", pk=job.pk)
    return len(jobs)


def as_the_worker(act: Callable[..., Any], *args: Any, **named: Any) -> Any:
    """Act as the worker does: no file is there unless it says as whom it looks. Then go on as before."""
    # Past Django's cursor: it is no question of the worker's.
    connection.connection.execute("SELECT set_config('amparo.house', '', true)")
    try:
        return act(*args, **named)
    finally:
        connection.connection.execute("SELECT set_config('amparo.house', 'yes', true)")


def newest() -> Export:
    """The export that was asked for last."""
    return Export.objects.latest("pk")


def prepared(client: Client, of: str = "cases", **said: Any) -> Export:
    """A file that is ready to be fetched."""
    answer = ask(client, of, **said)
    assert answer.status_code == 303, answer.content.decode()
    work_off()
    export = newest()
    assert export.state == Export.State.READY
    return export


def fetch(client: Client, export: Export) -> Any:
    """Press the button that fetches it."""
    return client.post(reverse("cases:fetch_export", args=[export.public_id]))


def lines_of(content: bytes) -> list[list[str]]:
    """What a CSV file holds: its head, its headings and its rows."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def cells_of(content: bytes) -> list[Any]:
    """Every cell of a spreadsheet that holds anything, as an independent library reads it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [cell for line in book.active.iter_rows() for cell in line if cell.value is not None]
