from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cases.actions import add_note, add_request, add_task, assign_case, open_case, rate_case, set_next_step
from cases.models import Case, Note, SupportRequest, Task
from staff.admin.chooser import AmparoForm
from staff.admin.group import Group
from staff.admin.inline import AddedOnly
from staff.admin.page import AmparoAdmin
from staff.models import User
from staff.policy import Action, may

ASSIGNED = {"caseworker"}
RATED = {"risk", "priority"}
NEXT_STEP = {"next_actor", "next_step", "next_due_on"}


class RequestsOfACase(AddedOnly):
    """What is asked for the case's person or group."""

    model = SupportRequest
    fields = ("kind", "detail", "asked_of", "due_on", "progress")
    list_select_related = ("kind", "asked_of")

    def write(self, row: Any, *, actor: User) -> Any:
        """Add it to the case and to its story."""
        return add_request(row.case, row, actor=actor)


class TasksOfACase(AddedOnly):
    """Things to do."""

    model = Task
    fields = ("title", "owner", "due_on", "done_at")
    readonly_fields = ("done_at",)
    list_select_related = ("owner",)

    def write(self, row: Any, *, actor: User) -> Any:
        """Add it to the case and to its story."""
        return add_task(row.case, title=row.title, owner=row.owner, due_on=row.due_on, actor=actor)


class NotesOfACase(AddedOnly):
    """What someone heard, saw or thought."""

    model = Note
    fields = ("kind", "text", "author", "made_at")
    readonly_fields = ("author", "made_at")
    list_select_related = ("author",)

    def write(self, row: Any, *, actor: User) -> Any:
        """Add it to the case and to its story."""
        return add_note(row.case, kind=row.kind, text=row.text, actor=actor)


class CaseForm(AmparoForm):
    """Who works on a case, how much is at stake, and what comes next."""

    def clean_caseworker(self) -> User | None:
        """A case is given to someone; taking it from everyone is no act of its own."""
        worker: User | None = self.cleaned_data["caseworker"]
        if worker is None and self.instance.caseworker_id is not None:
            raise ValidationError(_("Give the case to someone else instead of to nobody."))
        return worker

    def clean(self) -> dict[str, Any] | None:
        """A new case goes to somebody whose work it is: as its caseworker they see the file whoever restricts it."""
        cleaned = super().clean()
        subject, worker = self.cleaned_data.get("subject"), self.cleaned_data.get("caseworker")
        if subject and worker and not may(worker, Action.WORK_ON_CASE, team_id=subject.team_id):
            self.add_error("caseworker", _("Choose someone who works on cases in the team that holds this one."))
        return cleaned


@admin.register(Case)
class CaseAdmin(AmparoAdmin):
    """Files of work. Stage and closing belong to the casework, with its rules and reasons: here they are shown."""

    group = Group.WORK
    place = 1
    sees = writes = Action.ADMINISTER_FILES
    about, about_cases = ("subject",), ("pk",)
    form = CaseForm
    inlines = (RequestsOfACase, TasksOfACase, NotesOfACase)
    list_display = ("reference", "subject", "stage", "risk", "priority", "caseworker", "team", "next_due_on")
    list_select_related = ("subject", "caseworker", "team")
    list_filter = ("stage", "risk", "priority", "outcome", "team")
    search_fields = ("^reference", "subject__public_id", "^caseworker__username")
    search_help_text = _(
        "By the beginning of a reference, of the subject's public id or of the caseworker's username; never by a name."
    )
    readonly_fields = (
        "reference",
        "team",
        "stage",
        "stage_since",
        "opened_on",
        "last_activity_at",
        "closed_on",
        "outcome",
    )
    ordering = ("due_key", "id")

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """A new case has a subject and perhaps a caseworker; the rest comes with the work."""
        if obj is None:
            return [(None, {"fields": ("subject", "caseworker")})]
        return [
            (None, {"fields": ("reference", "subject", "team", "caseworker")}),
            (_("At stake"), {"fields": (("risk", "priority"),)}),
            (_("Next step"), {"fields": ("next_actor", "next_step", "next_due_on")}),
            (_("Where the work stands"), {"fields": self.readonly_fields[2:]}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        """A case stays with its subject."""
        return self.readonly_fields if obj is None else (*self.readonly_fields, "subject")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Open the case, or do what was changed, each by its action and with its line in the story."""
        actor: Any = request.user
        changed = set(form.changed_data)
        if not change:
            vars(obj).update(vars(open_case(obj.subject, actor=actor, caseworker=obj.caseworker)))
            return
        if changed & ASSIGNED:
            assign_case(obj, obj.caseworker, actor=actor)
        if changed & RATED:
            rate_case(obj, risk=obj.risk, priority=obj.priority, actor=actor)
        if changed & NEXT_STEP:
            step = {name: getattr(obj, name) for name in NEXT_STEP}
            set_next_step(obj, **step, actor=actor)
