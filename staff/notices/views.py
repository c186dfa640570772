"""The reader's own notices."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from staff.actions import mark_read
from staff.models import Notice
from staff.notices.telling import told
from staff.policy import Action, SignedIn, permitted

SHOWN = 100


@permitted(Action.OWN_PAGE)
@require_safe
@never_cache
def notices(request: SignedIn) -> HttpResponse:
    """What the reader was told, the newest first."""
    rows = told(Notice.objects.to(request.user)[:SHOWN], reader=request.user)
    return render(request, "staff/notices.html", {"notices": rows, "any_new": any(row.is_new for row in rows)})


@permitted(Action.OWN_PAGE)
@require_POST
def read_notices(request: SignedIn) -> HttpResponse:
    """All of them are read."""
    mark_read(actor=request.user)
    messages.success(request, _("Marked as read."))
    return HttpResponseRedirect(reverse("staff:notices"))
