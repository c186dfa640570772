from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cases.actions import add_note
from cases.forms.work import NoteForm
from cases.views.page import ask, case_for, done, form_methods
from people.forms.refusal import attempt
from people.views.answer import sent
from staff.policy import Action, SignedIn, permitted


@permitted(Action.WORK_ON_CASE)
@form_methods
@never_cache
def new_note(request: SignedIn, reference: str) -> HttpResponse:
    """Write down what someone heard, saw or thought."""
    case = case_for(request, reference)
    form = NoteForm(sent(request))
    if form.is_valid() and attempt(form, lambda: add_note(case, **form.cleaned_data, actor=request.user)):
        return done(request, case, _("Note added."))
    return ask(request, case, form, title=_("Add a note"), submit=_("Add the note"))
