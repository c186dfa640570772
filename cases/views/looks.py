"""Who has looked at a case: for supervisors of its team."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.views.page import case_for
from people.views.answer import page
from people.views.looks import looks_of
from staff.models import Look
from staff.policy import Action, SignedIn, permitted


@permitted(Action.SEE_READS)
@require_safe
@never_cache
def case_looks(request: SignedIn, reference: str) -> HttpResponse:
    """Everybody who opened a case or was refused; on demand, whose lists held it as well."""
    case = case_for(request, reference, erased_too=True)
    context = {"case": case, "file_url": case.get_absolute_url(), "called": case.reference}
    found = Look.objects.at_case(case.pk)
    looks = looks_of(request, found, file=case.subject_id, of=f"looks at {case.reference}")
    return page(request, "people/looks.html", {**context, **looks})
