"""Who may do what, for everybody who works here to read."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from staff.models import Role
from staff.policy import Action, SignedIn, permitted
from staff.policy_table import gives, legend, lines


@permitted(Action.SEE_POLICY)
@require_safe
@never_cache
def who_may_do_what(request: SignedIn) -> HttpResponse:
    """The table of the policy, as it is in force."""
    own = request.user.all_roles
    context = {
        "lines": lines(),
        "roles": [(role.label, role in own) for role in Role],
        "own": own,
        "legend": legend(),
        "gives": gives(),
    }
    return render(request, "staff/policy.html", context)
