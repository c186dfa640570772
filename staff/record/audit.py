"""The record of reads for auditors: by numbers, never by the names of those it speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from staff.models import Read, User
from staff.policy import Action, SignedIn, permitted
from staff.record import collector
from staff.record.telling import field_called, page_called

PAGE_SIZE = 50
NUMBERS = 12
BIGGEST = 2**63 - 1
STATUS: dict[int, tuple[Any, str]] = {
    200: (gettext_lazy("Shown"), "good"),
    401: (gettext_lazy("Asked to sign in again"), "warn"),
    403: (gettext_lazy("Refused"), "bad"),
    404: (gettext_lazy("Not found, or hidden"), "bad"),
    429: (gettext_lazy("Stopped"), "bad"),
}


class AuditForm(forms.Form):
    """What of the record is shown."""

    reader = forms.CharField(label=gettext_lazy("Username of the reader"), required=False, max_length=150)
    day = forms.DateField(
        label=gettext_lazy("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    file = forms.IntegerField(label=gettext_lazy("Number of a file"), required=False, min_value=1, max_value=BIGGEST)
    refused = forms.BooleanField(label=gettext_lazy("Only what was refused"), required=False)
    before = forms.IntegerField(required=False, min_value=1, max_value=BIGGEST, widget=forms.HiddenInput)

    def clean_reader(self) -> int | None:
        """The number of the user of that name."""
        username = self.cleaned_data["reader"]
        if not username:
            return None
        found = User.objects.filter(username=username).values_list("pk", flat=True).first()
        if found is None:
            raise forms.ValidationError(_("Nobody has this username."))
        return found


@dataclass(frozen=True)
class Row:
    """One row of the record in words."""

    read: Read
    who: str
    page: str
    status: str
    tone: str
    shown: str
    numbers: list[tuple[Any, str]]


@permitted(Action.AUDIT_READS)
@require_safe
@never_cache
def record_of_reads(request: SignedIn) -> HttpResponse:
    """Who read what when, the newest first. Whoever reads the record is on it as well."""
    form = AuditForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    collector.listed([chosen.get("file")])
    collector.owe()
    collector.write_down()
    reads = list(_found(chosen)[: PAGE_SIZE + 1]) if form.is_valid() else []
    address = request.GET.copy()
    address.pop("before", None)
    first, more = address.urlencode(), len(reads) > PAGE_SIZE
    context = {
        "form": form,
        "rows": told(reads[:PAGE_SIZE]),
        "previous_url": f"?{first}" if chosen.get("before") else "",
        "next_url": f"?{first}{'&' if first else ''}before={reads[PAGE_SIZE - 1].pk}" if more else "",
    }
    return render(request, "staff/audit.html", context, status=200 if form.is_valid() else 422)


def _found(chosen: dict[str, Any]) -> Any:
    rows = Read.objects.order_by("-id")
    if chosen["reader"]:
        rows = rows.filter(reader=chosen["reader"])
    if chosen["day"]:
        rows = rows.of_day(chosen["day"])
    if chosen["file"]:
        rows = rows.about_file(chosen["file"])
    if chosen["refused"]:
        rows = rows.refused()
    return rows.filter(pk__lt=chosen["before"]) if chosen["before"] else rows


def told(reads: list[Read]) -> list[Row]:
    """The rows in words; one query for the names of all who read."""
    names = {user.pk: str(user) for user in User.objects.filter(pk__in={read.reader for read in reads})}
    return [
        Row(
            read=read,
            who=names.get(read.reader or 0, _("nobody signed in")),
            page=page_called(read.page),
            status=str(STATUS.get(read.status, (read.status, ""))[0]),
            tone=STATUS.get(read.status, ("", "plain"))[1],
            shown=field_called(read.revealed),
            numbers=[
                (label, _few(ids))
                for label, ids in (
                    (_("Files opened"), read.opened),
                    (_("Files in a list"), read.listed),
                    (_("Cases opened"), read.opened_cases),
                    (_("Cases in a list"), read.listed_cases),
                )
                if ids
            ],
        )
        for read in reads
    ]


def _few(ids: list[int]) -> str:
    """The first numbers, and how many more there are."""
    told = ", ".join(map(str, ids[:NUMBERS]))
    more = len(ids) - NUMBERS
    return _("%(numbers)s and %(count)d more") % {"numbers": told, "count": more} if more > 0 else told
