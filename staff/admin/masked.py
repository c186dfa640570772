"""Values that stand on no page of the administration until somebody asks for one of them, which is put on record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from staff.record import collector

if TYPE_CHECKING:
    from staff.admin.page import AmparoAdmin

DOTS = "••••••••"


def button_to_show(page: AmparoAdmin, row: Model, name: str) -> SafeString:
    """What stands below an empty box: dots, and the button that shows the value on a page of its own."""
    return format_html(
        '<span class="masked-dots" aria-hidden="true">{}</span> '
        '<button type="submit" class="button" formaction="{}" formnovalidate>{}'
        '<span class="visually-hidden"> {}</span></button> {}',
        DOTS,
        page.address("show", row.pk, name),
        _("Show"),
        _label(page, name),
        _("Left empty, it stays as it is on file."),
    )


def show_view(page: AmparoAdmin, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
    """One masked value of one row. Asked for by POST, and on record before it is shown."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not page.has_view_permission(request):
        raise PermissionDenied
    row = page.get_queryset(request).filter(pk=unquote(object_id)).first() if object_id.isdecimal() else None
    if row is None or name not in page.masked_in(row):
        raise Http404
    collector.revealed(row, name)
    context = {
        **page.admin_site.each_context(request),
        "title": capfirst(_label(page, name)),
        "subtitle": str(row),
        "value": page.words_of(getattr(row, name)),
        "object": row,
        "opts": page.opts,
    }
    return TemplateResponse(request, "admin/show_value.html", context)


def _label(page: AmparoAdmin, name: str) -> Any:
    field: Any = page.opts.get_field(name)
    return field.verbose_name


def keep_back(form: Any, page: AmparoAdmin, row: Model) -> None:
    """Empty the boxes of a form whose values are masked, and let an empty box keep what is on file."""
    form.kept = [name for name in page.masked_in(row) if name in form.fields]
    for name in form.kept:
        form.initial[name] = None
        form.fields[name].required = False
        form.fields[name].help_text = button_to_show(page, row, name)


def put_back(form: Any) -> None:
    """Take for an empty box what is on file."""
    for name in getattr(form, "kept", ()):
        if form.cleaned_data.get(name) in (None, ""):
            form.cleaned_data[name] = getattr(form.instance, name)
