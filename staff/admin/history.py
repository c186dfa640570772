"""The history of one row, as the database's triggers wrote it: who changed which field and when.

What a sealed field held is never shown, nor opened to find out whether it changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import display_for_value
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import F, Field, ForeignKey, Func, Model, TextField
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from staff.encryption.fields import SealedField
from staff.models import User

if TYPE_CHECKING:
    from staff.admin.page import AmparoAdmin

LINES = 50
NOTHING = "–"
DEEDS = {"insert": _("Added"), "update": _("Changed"), "delete": _("Deleted")}


@dataclass(frozen=True)
class Change:
    """One field that changed; `sealed` hides what it held."""

    label: Any
    sealed: bool = False
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Line:
    """One change of the row."""

    at: datetime
    who: User | None
    deed: Any
    changes: list[Change]


def history_page(page: AmparoAdmin, request: HttpRequest, object_id: str) -> HttpResponse:
    """The newest changes of one row; `before` in the address leads to older ones."""
    if not page.has_view_or_change_permission(request):
        raise PermissionDenied
    row = page.get_object(request, object_id)
    if row is None:
        return page._get_obj_does_not_exist_redirect(request, page.opts, object_id)
    events = newest_events(row, request.GET.get("before", ""))
    context = {
        **page.admin_site.each_context(request),
        "title": _("History"),
        "subtitle": str(row),
        "module_name": capfirst(page.opts.verbose_name_plural),
        "tracked": events is not None,
        "lines": deeds_here(row) if events is None else lines_of(page, request, events),
        "older": events[LINES - 1].pgh_id if events and len(events) > LINES else None,
        "object": row,
        "opts": page.opts,
    }
    return TemplateResponse(request, page.object_history_template, context)


def newest_events(row: Model, before: str) -> list[Any] | None:
    """Up to LINES events of the row and one more to compare with, or None when no history is kept of such rows."""
    tracked: Any = getattr(type(row), "pgh_event_model", None)
    if tracked is None:
        return None
    events = tracked.objects.filter(pgh_obj=row.pk).select_related("pgh_context").order_by("-pgh_id")
    if before.isascii() and before.isdigit() and len(before) < 19:
        events = events.filter(pgh_id__lt=int(before))
    sealed = [field.name for field in fields_of(tracked) if isinstance(field, SealedField)]
    digests = {f"digest_of_{name}": Func(F(name), function="md5", output_field=TextField()) for name in sealed}
    return list(events.defer(*sealed).annotate(**digests)[: LINES + 1])


def lines_of(page: AmparoAdmin, request: HttpRequest, events: list[Any]) -> list[Line]:
    """The events as lines, newest first, each told apart from the one before it."""
    users = User.objects.in_bulk([pk for event in events if isinstance(pk := _user_id(event), int)])
    steps = [
        (event, earlier, [field for field in fields_of(type(event)) if earlier and differs(field, event, earlier)])
        for event, earlier in list(pairwise([*events, None]))[:LINES]
    ]
    rows = _rows_named(page, request, steps)
    return [
        Line(
            event.pgh_created_at,
            users.get(_user_id(event)),
            DEEDS.get(event.pgh_label, event.pgh_label),
            [change_of(field, earlier, event, rows, hidden=field.name in page.masked) for field in fields],
        )
        for event, earlier, fields in steps
    ]


def deeds_here(row: Model) -> list[Line]:
    """For rows whose fields no trigger follows (vocabularies): what was done to this one in the administration."""
    of_this_row = {"content_type": ContentType.objects.get_for_model(row), "object_id": str(row.pk)}
    entries = LogEntry.objects.filter(**of_this_row).select_related("user").order_by("-action_time", "-pk")
    return [Line(one.action_time, one.user, one.get_change_message(), []) for one in entries[:LINES]]


def fields_of(event_model: Any) -> Iterable[Field[Any, Any]]:
    """The fields of the tracked row, without what the history itself needs."""
    return (
        field for field in event_model._meta.concrete_fields if not field.name.startswith("pgh_") and field.name != "id"
    )


def differs(field: Field[Any, Any], event: Any, earlier: Any) -> bool:
    """Whether the field changed; a sealed field that is saved unchanged keeps its bytes, so its digest tells."""
    name = f"digest_of_{field.name}" if isinstance(field, SealedField) else field.attname
    return bool(getattr(event, name) != getattr(earlier, name))


def change_of(
    field: Field[Any, Any], earlier: Any, event: Any, rows: dict[Any, dict[Any, str]], *, hidden: bool = False
) -> Change:
    """What changed in the field, with what it held before and after unless it is sealed or masked."""
    label = capfirst(field.verbose_name)
    if hidden or isinstance(field, SealedField):
        return Change(label, sealed=True)
    return Change(label, False, *(_shown(field, getattr(one, field.attname), rows) for one in (earlier, event)))


def _user_id(event: Any) -> Any:
    return event.pgh_context.metadata.get("user") if event.pgh_context else None


def _rows_named(
    page: AmparoAdmin, request: HttpRequest, steps: list[tuple[Any, Any, list[Any]]]
) -> dict[Any, dict[Any, str]]:
    """How the rows that changed fields refer to call themselves: one query for each model, however many lines."""
    wanted: dict[Any, set[Any]] = {}
    for event, earlier, fields in steps:
        for field in fields:
            if isinstance(field, ForeignKey):
                wanted.setdefault(field.related_model, set()).update(
                    getattr(one, field.attname) for one in (event, earlier)
                )
    registry = page.admin_site._registry
    found = {}
    for model, ids in wanted.items():
        rows = registry[model].get_queryset(request) if model in registry else model._default_manager.all()
        found[model] = {row.pk: str(row) for row in rows.filter(pk__in=ids - {None})}
    return found


def _shown(field: Field[Any, Any], value: Any, rows: dict[Any, dict[Any, str]]) -> str:
    if isinstance(field, ForeignKey):
        value = rows[field.related_model].get(value, value)
    elif field.flatchoices:
        value = dict(field.flatchoices).get(value, value)
    return str(display_for_value(value, NOTHING)) or NOTHING
