"""The answer to somebody who asks what we hold on them: a page for print, in their language."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import translation
from django.views.decorators.cache import never_cache

from cases.answer import WITHHELD, Letter, letter_to
from cases.forms.retention import AnswerForm
from cases.views.page import form_methods
from people.models import Subject
from people.views.answer import form_page, page, sent
from people.views.reach import file_to_write
from staff.policy import Action, SignedIn, permitted
from staff.recent import recently_signed_in
from staff.record import collector


@permitted(Action.ANSWER_PERSON)
@form_methods
@never_cache
@recently_signed_in
def what_we_hold(request: SignedIn, public_id: UUID) -> HttpResponse:
    """Ask in which language; then the letter, with every kept-back value in it on record."""
    subject = file_to_write(request, public_id, of=Subject.Kind.PERSON)
    form = AnswerForm(sent(request))
    if not form.is_valid():
        context = {"subject": subject, "form": form, "withheld": WITHHELD.values()}
        return form_page(request, "cases/ask_answer.html", context, refused=form.is_bound)
    with translation.override(form.cleaned_data["language"]):
        letter = letter_to(subject, maker=request.user)
        put_on_record(letter)
        response = page(request, "cases/answer.html", {"subject": subject, "letter": letter})
    # A browser that saves the page calls it by this, and names nobody.
    response["Content-Disposition"] = 'inline; filename="letter.html"'
    return response


def put_on_record(letter: Letter) -> None:
    """Write down each kept-back value that the letter shows, before a line of it is rendered."""
    for fact, name in letter.masked:
        collector.revealed(fact, name)
        collector.write_down()
