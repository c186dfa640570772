"""Taking a list out of Amparo as a file: asked for, agreed to, prepared by the worker, fetched once, gone."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override
from procrastinate.contrib.django import app

from cases.columns import BY_KEY, Known, Row, Sort
from cases.models import Case, Export
from cases.models.export import ALONE_AT_MOST, PURPOSE_AT_LEAST, ROWS_AT_MOST
from cases.spreadsheet import Sheet, as_csv, as_xlsx, locked, require_age_key
from people.models import Subject
from staff.models import User
from staff.policy import Action, may
from staff.wall.context import seen_by

# What a column asks of whoever takes it out, beside the right to take anything.
NEEDS = {
    Sort.PLAIN: (Action.EXPORT,),
    Sort.IDENTITY: (Action.EXPORT, Action.EXPORT_IDENTITY),
    Sort.MASKED: (Action.EXPORT, Action.EXPORT_IDENTITY, Action.SEE_PEOPLE),
}
WRITE: dict[str, Callable[[Sheet], bytes]] = {Export.Format.CSV: as_csv, Export.Format.XLSX: as_xlsx}


@transaction.atomic
def ask_for_export(export: Export, rows: Iterable[Row], *, actor: User) -> Export:
    """Ask for a file about these rows, or say why not. It is prepared at once unless a second person must agree."""
    rows = [row for row in rows if not missing_rights(export.columns, by=actor, file=row.subject)]
    _require_sense(export, rows)
    export.asked_by = actor
    export.subjects = sorted({row.subject.pk for row in rows})
    export.cases = sorted(row.case.pk for row in rows if row.case)
    export.subject_count = len(export.subjects)
    alone = export.subject_count <= ALONE_AT_MOST
    export.state = Export.State.PREPARING if alone else Export.State.WAITING
    export.begun_at = timezone.now() if alone else None
    export.full_clean()
    export.save()
    if alone:
        _let_prepare(export)
    return export


@transaction.atomic
def agree_to_export(export: Export, *, actor: User) -> Export:
    """Let a colleague's file be prepared."""
    export = _lock(export)
    known = Subject.objects.visible_to(actor).filter(pk__in=export.subjects).count()
    if known < len(set(export.subjects)):
        raise ValidationError(_("You do not see everybody in this list: somebody who does must agree to it."))
    export.agree(by=actor)
    export.save()
    _let_prepare(export)
    return export


@transaction.atomic
def refuse_export(export: Export, *, reason: str, actor: User) -> Export:
    """Refuse a colleague's file, with the reason."""
    export = _lock(export)
    export.refuse(by=actor, reason=reason)
    export.save()
    return export


@transaction.atomic
def cancel_export(export: Export, *, actor: User) -> Export:
    """Let one's own file go before it is fetched."""
    export = _lock(export)
    if export.asked_by_id != actor.pk:
        raise ValidationError(_("Only whoever asked for a file can cancel it."))
    export.end(Export.State.CANCELLED)
    export.save()
    return export


@transaction.atomic
def prepare_export(pk: int) -> None:
    """Write the file as whoever asked for it may see its rows now. The worker's act; done twice it is done once."""
    export = Export.objects.select_for_update(of=("self",)).select_related("asked_by").get(pk=pk)
    if export.state != Export.State.PREPARING:
        return
    asked = len(export.cases or export.subjects)
    # Row security answers as it would answer whoever asked.
    with seen_by(export.asked_by_id), override(export.language):
        rows = _rows_now(export)
        content = WRITE[export.format](_sheet(export, rows)) if rows else b""
    if not rows:
        export.end(Export.State.VOID)
    else:
        if export.age_key:
            content = locked(content, export.age_key)
        export.content = base64.b64encode(content).decode()
        export.state, export.ready_at = Export.State.READY, timezone.now()
        export.subjects = sorted({row.subject.pk for row in rows})
        export.cases = sorted(row.case.pk for row in rows if row.case)
        export.left_out = asked - len(rows)
    export.save()


@transaction.atomic
def fetch_export(export: Export, *, actor: User) -> bytes | None:
    """Give the file out, once: it is gone afterwards. None where it may not be given out any more.

    Raises ValidationError where it was fetched, is not ready, or is another's.
    """
    export = _lock(export)
    if export.asked_by_id != actor.pk or export.state != Export.State.READY or export.content is None:
        raise ValidationError(_("This file is not there any more, or not yet. It can be fetched once."))
    content = base64.b64decode(export.content)
    if export.fetch_until and export.fetch_until <= timezone.now():
        export.end(Export.State.DIED)
    elif len(_rows_now(export)) < len(export.cases or export.subjects):
        # Somebody in it is none of the reader's business any more.
        export.end(Export.State.VOID)
    else:
        export.end(Export.State.FETCHED)
    export.save()
    return content if export.state == Export.State.FETCHED else None


@transaction.atomic
def let_exports_die() -> int:
    """Let go what nobody fetched, agreed to or could prepare in time. The worker's act; returns how many there were."""
    late = list(Export.objects.past_their_day().select_for_update(skip_locked=True))
    for export in late:
        export.end(Export.State.VOID if export.state == Export.State.PREPARING else Export.State.DIED)
        export.save()
    return len(late)


def missing_rights(columns: Iterable[str], *, by: User, file: Subject) -> list[str]:
    """The columns that this user may not take out of this file."""
    return [key for key in columns if not all(may(by, action, file=file) for action in NEEDS[BY_KEY[key].sort])]


def _require_sense(export: Export, rows: list[Row]) -> None:
    if not export.columns:
        raise ValidationError(_("Tick at least one column."))
    if not rows:
        raise ValidationError(_("There is nothing here that you may take out."))
    if len(rows) > ROWS_AT_MOST:
        raise ValidationError(
            _("A file holds no more than %(count)s rows: set a filter first.") % {"count": ROWS_AT_MOST}
        )
    if len(export.purpose.strip()) < PURPOSE_AT_LEAST:
        raise ValidationError({"purpose": _("Say a little more: what will the file be used for?")})
    if export.age_key:
        try:
            require_age_key(export.age_key)
        except ValidationError as error:
            raise ValidationError({"age_key": error}) from None


def _let_prepare(export: Export) -> None:
    # In the same transaction: no file without its job, and no job without its file.
    app.configure_task("prepare_export", queue="exports").defer(export=export.pk)


def _lock(export: Export) -> Export:
    return Export.objects.select_for_update(of=("self",)).get(pk=export.pk)


def _rows_now(export: Export) -> list[Row]:
    """The rows that whoever asked may see and take out at this moment; none of a file that was erased."""
    asker = User.objects.get(pk=export.asked_by_id)
    if not may(asker, Action.EXPORT):
        return []
    if export.of == Export.Of.CASES:
        cases = Case.objects.visible_to(asker).filter(pk__in=export.cases, subject__erased_on=None)
        told = cases.select_related("subject__cohort", "caseworker").order_by("reference")
        rows = [Row(case.subject, case) for case in told]
    else:
        subjects = Subject.objects.visible_to(asker).on_file().filter(pk__in=export.subjects)
        rows = [Row(subject) for subject in subjects.select_related("cohort").order_by("public_id")]
    return [row for row in rows if not missing_rights(export.columns, by=asker, file=row.subject)]


def _sheet(export: Export, rows: list[Row]) -> Sheet:
    columns = [BY_KEY[key] for key in export.columns]
    known = Known(rows, reader=export.asked_by)
    head = _("For %(recipient)s. Taken out by %(who)s on %(day)s, mark %(mark)s. Do not pass it on.") % {
        "recipient": export.recipient,
        "who": export.asked_by,
        "day": date_format(timezone.localdate(), "DATE_FORMAT"),
        "mark": f"A-{export.mark}",
    }
    return Sheet(
        head=head,
        mark=export.mark,
        headings=[str(column.label) for column in columns],
        rows=[[column.value(row, known) for column in columns] for row in rows],
    )
