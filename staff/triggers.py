"""No trigger rests because a setting asks it to.

django-pgtrigger lets every trigger of its own be passed over by whoever sets `pgtrigger.ignore`, which in PostgreSQL
anybody may. Nothing here uses that; so the function that all those triggers ask first answers no, whatever is set.
Migrations make it anew, and `manage.py build_database` puts this in its place afterwards.
"""

from __future__ import annotations

from django.db import connection

NAME = "_pgtrigger_should_ignore"
BODY = "BEGIN RETURN false; END"
HEAD = f"CREATE OR REPLACE FUNCTION public.{NAME}(trigger_name name) RETURNS boolean LANGUAGE plpgsql"
STATEMENT = f"{HEAD} AS $body${BODY}$body$"


def can_be_passed_over() -> bool:
    """Whether a setting could still let triggers rest."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = %s", [NAME])
        found: list[str] = [body for (body,) in cursor.fetchall()]
    return found != [BODY]
