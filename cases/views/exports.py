"""Taking a list out as a file: asking for it, seeing what becomes of it, fetching it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.actions import ask_for_export, cancel_export, fetch_export
from cases.columns import BY_KEY, Row
from cases.filters import CaseFilter
from cases.forms.exports import ExportForm, IdentityExportForm
from cases.models import Case, Export
from cases.models.export import ALONE_AT_MOST, PREPARE_WITHIN, ROWS_AT_MOST
from people.filters import SubjectFilter, chips
from people.forms.refusal import attempt
from people.models import Subject
from people.views.answer import page, saved, sent
from staff.models import ReadingStop
from staff.policy import Action, SignedIn, may, permitted
from staff.recent import recently_signed_in
from staff.record import collector
from staff.record.budget import StoppedError

SHOWN = 50
GONE = 410


@permitted(Action.EXPORT)
@require_safe
@never_cache
def own(request: SignedIn) -> HttpResponse:
    """One's own files and what has become of each, newest first."""
    exports = list(Export.objects.asked_by(request.user).select_related("decided_by").defer("content")[:SHOWN])
    waiting = Export.objects.for_second_person(request.user).waiting()
    context = {
        "exports": exports,
        "agrees": may(request.user, Action.AGREE_TO_EXPORT),
        "waiting": waiting.count(),
        "refresh": any(_is_worth_asking_again(export) for export in exports),
    }
    return page(request, "cases/exports.html", context)


@permitted(Action.EXPORT)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@recently_signed_in
def new(request: SignedIn, of: str) -> HttpResponse:
    """Ask for a file of the list as it is filtered, without identity."""
    return _ask(request, of, ExportForm(sent(request), of=of), identity=False)


@permitted(Action.EXPORT_IDENTITY)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@recently_signed_in
def new_with_identity(request: SignedIn, of: str) -> HttpResponse:
    """The same with columns that name people or lead to them, each ticked by hand."""
    return _ask(request, of, IdentityExportForm(sent(request), of=of), identity=True)


@permitted(Action.EXPORT)
@require_safe
@never_cache
def detail(request: SignedIn, public_id: UUID) -> HttpResponse:
    """What has become of one's own file, and the way to fetch it."""
    return _show(request, _own_export(request, public_id))


@permitted(Action.EXPORT)
@require_POST
@never_cache
@recently_signed_in
def fetch(request: SignedIn, public_id: UUID) -> HttpResponse:
    """Give the file out, once; whom it is about and what it tells of them is on record before."""
    export = _own_export(request, public_id)
    try:
        taken = fetch_export(export, actor=request.user)
    except ValidationError:
        taken = None
    if taken is None:
        return _show(request, _own_export(request, public_id), status=GONE)
    _put_on_record(export)
    return HttpResponse(
        taken,
        content_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{export.file_name}"'},
    )


@permitted(Action.EXPORT)
@require_POST
@never_cache
def cancel(request: SignedIn, public_id: UUID) -> HttpResponse:
    """Let one's own file go before it is fetched."""
    export = _own_export(request, public_id)
    try:
        cancel_export(export, actor=request.user)
    except ValidationError:
        return _show(request, _own_export(request, public_id), status=GONE)
    return saved(request, export.get_absolute_url(), _("Cancelled. Nothing of it is kept."))


def _ask(request: SignedIn, of: str, form: ExportForm, *, identity: bool) -> HttpResponse:
    chosen, rows = _rows_of(request, of)
    if form.is_valid() and chosen.form.is_valid():
        selection = " · ".join(chip["label"] for chip in chips(chosen, path=""))
        export = form.to_export(of=of, language=(get_language() or "en")[:2], selection=selection)
        if attempt(form, lambda: ask_for_export(export, rows, actor=request.user)):
            return saved(request, export.get_absolute_url(), _("Asked for."))
    subjects = len({row.subject.pk for row in rows})
    context: dict[str, Any] = {
        "form": form,
        "of": of,
        "identity": identity,
        "filter": chosen,
        "chips": chips(chosen, path=""),
        "rows": len(rows),
        "subjects": subjects,
        "too_many": len(rows) > ROWS_AT_MOST,
        "second_person": subjects > ALONE_AT_MOST,
        "alone_at_most": ALONE_AT_MOST,
        "rows_at_most": ROWS_AT_MOST,
        "query": request.GET.urlencode(),
        "may_identity": may(request.user, Action.EXPORT_IDENTITY),
    }
    refused = form.is_bound or not chosen.form.is_valid()
    return page(request, "cases/new_export.html", context, status=422 if refused else 200)


def _rows_of(request: SignedIn, of: str) -> tuple[Any, list[Row]]:
    """The filter in the address, and what it finds: one row more than a file holds, where there are more."""
    if of == Export.Of.CASES:
        # What is left of a file that was erased is in no list that leaves.
        known = Case.objects.visible_to(request.user).filter(subject__erased_on=None)
        cases = CaseFilter(request.GET, user=request.user, queryset=known)
        found: QuerySet[Case] = cases.qs.select_related("subject").only("team", "subject__team", "subject__restricted")
        return cases, [Row(case.subject, case) for case in found.order_by("pk")[: ROWS_AT_MOST + 1]]
    people = SubjectFilter(request.GET, queryset=Subject.objects.visible_to(request.user).on_file())
    return people, [Row(subject) for subject in people.qs.only("team", "restricted").order_by("pk")[: ROWS_AT_MOST + 1]]


def _own_export(request: SignedIn, public_id: UUID) -> Export:
    """One's own, or 404: somebody else's is missing."""
    mine = Export.objects.asked_by(request.user).select_related("decided_by").defer("content")
    export = mine.filter(public_id=public_id).first()
    if export is None:
        collector.sought()
        raise Http404
    return export


def _show(request: SignedIn, export: Export, *, status: int = 200) -> HttpResponse:
    context = {
        "export": export,
        "columns": [BY_KEY[key].label for key in export.columns if key in BY_KEY],
        "refresh": _is_worth_asking_again(export),
        "gone": status == GONE,
    }
    return page(request, "cases/export.html", context, status=status)


def _is_worth_asking_again(export: Export) -> bool:
    """While it is prepared, a page asks by itself; not for long, or nobody's session would ever grow idle."""
    begun = export.begun_at
    return export.state == Export.State.PREPARING and begun is not None and begun > timezone.now() - PREPARE_WITHIN / 12


def _put_on_record(export: Export) -> None:
    """Whose file was taken. What a second person agreed to does not count among the files of the hour."""
    if export.needs_second_person:
        if ReadingStop.objects.waiting().filter(reader=export.asked_by_id).exists():
            raise StoppedError
        collector.listed(export.subjects, cases=export.cases)
    else:
        collector.opened(*export.subjects, cases=export.cases)
    collector.revealed(export, "columns")
    collector.write_down()
