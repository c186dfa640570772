"""Log lines that a machine can read and that name no one."""

import json
import logging
import re
import secrets
import traceback
from datetime import UTC, datetime
from http import HTTPStatus

from django.http import HttpRequest

# All that a line can hold; what a browser reports only where it does (config.browser_reports). What else a caller hands
# over (`extra`, the request, its user) stays out.
REPORTED = ("directive", "blocked", "page")
KEYS = ("at", "level", "from", "says", "status", "id", "error", "where", *REPORTED)
QUERY = re.compile(r"\?\S+")


def error_id(request: HttpRequest) -> str:
    """A random word for what went wrong with this request: on the page that says so, and in its log line."""
    found: str | None = getattr(request, "error_id", None)
    if found is None:
        found = secrets.token_hex(4)
        request.error_id = found  # type: ignore[attr-defined]  # Django's requests take what belongs to them
    return found


def _says(record: logging.LogRecord) -> str:
    # Django's words about what looks like an attack repeat what was sent.
    if record.name.startswith("django.security."):
        return f"Refused as unsafe: {record.name.rpartition('.')[2]}"
    return QUERY.sub("?", record.getMessage())


class JsonLines(logging.Formatter):
    """One JSON object per line, of `KEYS` alone. Of an error only its kind and its place are told.

    Messages of database errors repeat the row that was refused, and a query string what somebody looked for: they stay
    out of the log.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return `record` as JSON: at, level, from, says; status and id of a refused request; error and where."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": _says(record),
            "status": getattr(record, "status_code", None),
        }
        request = getattr(record, "request", None)
        # A missing page has no id: it must be the same bytes for whatever is missing or hidden.
        if isinstance(request, HttpRequest) and line["status"] != HTTPStatus.NOT_FOUND:
            line["id"] = error_id(request)
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])
            line["where"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        if record.name == "amparo.browser":
            line |= {key: getattr(record, key, None) for key in REPORTED}
        return json.dumps({key: line[key] for key in KEYS if line.get(key) is not None}, ensure_ascii=False)
