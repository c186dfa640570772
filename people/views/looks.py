"""Who has looked at a file: for supervisors of the team that holds it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from people.keyset import page_of
from people.views.answer import page
from people.views.people import beside
from people.views.reach import file_to_read
from staff.models import Look
from staff.models.read import LookQuerySet
from staff.policy import Action, SignedIn, permitted, require
from staff.record.telling import told

PAGE_SIZE = 50


@permitted(Action.SEE_READS)
@require_safe
@never_cache
def looks(request: SignedIn, public_id: UUID) -> HttpResponse:
    """Everybody who opened a person or group, was shown a kept-back value or was refused; on demand, lists as well."""
    subject = file_to_read(request, public_id, erased_too=True)
    require(request, file=subject)
    context = {"subject": subject, "file_url": subject.get_absolute_url(), "called": str(subject)}
    found = Look.objects.at_file(subject.pk)
    return page(
        request,
        "people/looks.html",
        {**context, **looks_of(request, found, file=subject.pk, of=f"looks at {subject.pk}")},
    )


def looks_of(request: SignedIn, found: LookQuerySet, *, file: int, of: str) -> dict[str, Any]:
    """One page of looks, the newest first, and the ways to the others."""
    everything = request.GET.get("lists") == "yes"
    rows = found if everything else found.inside()
    cursor = request.GET.get("after", "")
    part = page_of(rows, by=("-id",), cursor=cursor, of=f"{of} {everything}", size=PAGE_SIZE)
    return {"looks": told(part.rows, file=file), "everything": everything, **beside(request, part)}
