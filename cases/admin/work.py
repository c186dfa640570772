"""What belongs to a case, across all cases."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.actions import add_note, add_request, add_task, finish_task, settle_request, take_up_task
from cases.models import Note, RequestCitation, RequestKind, SupportRequest, Task
from people.admin.citation import SAID, SPEAKERS
from people.admin.vocabulary import TermAdmin
from staff.admin.chooser import AmparoForm
from staff.admin.group import Group
from staff.admin.inline import AddedOnly
from staff.admin.page import AmparoAdmin
from staff.policy import Action

BY_CASE = _("By the beginning of a public id or of the case's reference; never by a name.")


@admin.register(RequestKind)
class RequestKindAdmin(TermAdmin):
    """Kinds of support request."""

    place = 1


class CitationsOfARequest(AddedOnly):
    """Who says that this is asked for, and where."""

    model = RequestCitation
    template = "admin/edit_inline/stacked.html"
    fields = SAID
    list_select_related = SPEAKERS


class RequestForm(AmparoForm):
    """What is asked, and what came of it."""

    def clean(self) -> dict[str, Any] | None:
        """An outcome settles the request, today unless said otherwise."""
        cleaned = super().clean()
        if self.cleaned_data.get("outcome"):
            self.cleaned_data["progress"] = SupportRequest.Progress.SETTLED
            self.cleaned_data["settled_on"] = self.cleaned_data.get("settled_on") or timezone.localdate()
        return cleaned


@admin.register(SupportRequest)
class SupportRequestAdmin(AmparoAdmin):
    """What is asked for someone. Once settled it stays as it is."""

    group = Group.WORK
    place = 2
    sees = writes = Action.ADMINISTER_FILES
    about, about_cases = ("case__subject",), ("case",)
    form = RequestForm
    inlines = (CitationsOfARequest,)
    list_display = ("__str__", "case", "kind", "asked_of", "progress", "outcome", "due_on")
    list_select_related = ("case", "kind", "asked_of", "provider")
    list_filter = ("progress", "outcome", "kind")
    search_fields = ("public_id", "^case__reference")
    search_help_text = BY_CASE
    asked = ("case", "kind", "detail", "asked_of", "due_on")
    came_of_it = ("provider", "progress", "outcome", "settled_on", "result")

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """First what is asked; later what came of it."""
        if obj is None:
            return [(None, {"fields": self.asked})]
        return [
            (None, {"fields": (*self.asked, "public_id", "made_at")}),
            (_("What came of it"), {"fields": self.came_of_it}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        """A request stays in its case."""
        return () if obj is None else ("case", "public_id", "made_at")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """What is settled is settled."""
        return (not isinstance(obj, SupportRequest) or obj.is_open) and super().has_change_permission(request, obj)

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Add it, change what is asked, or settle it."""
        actor: Any = request.user
        if not change:
            add_request(obj.case, obj, actor=actor)
        elif not obj.outcome:
            obj.save()
        else:
            stored = SupportRequest.objects.get(pk=obj.pk)
            for name in (*self.asked[1:], "provider"):
                setattr(stored, name, getattr(obj, name))
            stored.save()
            settle_request(stored, outcome=obj.outcome, settled_on=obj.settled_on, result=obj.result, actor=actor)


@admin.register(RequestCitation)
class RequestCitationAdmin(AmparoAdmin):
    """Citations across all requests. They are added below the request."""

    group = Group.WORK
    place = 6
    sees = writes = Action.ADMINISTER_FILES
    about, about_cases = ("request__case__subject", "speaker_subject"), ("request__case",)
    list_display = ("__str__", "request", "passage", "mode", "certainty")
    list_select_related = (*SPEAKERS, "request")
    list_filter = ("mode", "certainty")
    search_fields = ("public_id", "request__public_id", "^request__case__reference")
    search_help_text = BY_CASE
    readonly_fields = ("request", "public_id")
    fields = ("request", *SAID, "public_id")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """On the page of the request."""
        return False


class TaskForm(AmparoForm):
    """A thing to do, and whether it is done."""

    done = forms.BooleanField(label=_("Done"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done"].initial = self.instance.done_at is not None


@admin.register(Task)
class TaskAdmin(AmparoAdmin):
    """Things to do."""

    group = Group.WORK
    place = 3
    sees = writes = Action.ADMINISTER_FILES
    about, about_cases = ("case__subject",), ("case",)
    form = TaskForm
    list_display = ("__str__", "case", "owner", "due_on", "done_at", "done_by")
    list_select_related = ("case", "owner", "done_by", "made_by")
    list_filter = (("done_at", admin.EmptyFieldListFilter),)
    search_fields = ("public_id", "^case__reference", "^owner__username")
    search_help_text = BY_CASE
    written = ("case", "title", "owner", "due_on")
    shown = ("made_at", "made_by", "done_at", "done_by", "public_id")

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        """A new task is not done yet."""
        return self.written if obj is None else (*self.written, "done", *self.shown)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        """A task stays in its case."""
        return self.shown if obj is None else ("case", *self.shown)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Add it, change it, finish it or take it up again."""
        actor: Any = request.user
        if not change:
            vars(obj).update(vars(add_task(obj.case, title=obj.title, owner=obj.owner, due_on=obj.due_on, actor=actor)))
            return
        obj.save(update_fields=["title", "owner", "due_on"])
        if "done" in form.changed_data:
            (finish_task if form.cleaned_data["done"] else take_up_task)(obj, actor=actor)


@admin.register(Note)
class NoteAdmin(AmparoAdmin):
    """What someone heard, saw or thought: added here as well, changed by nobody."""

    group = Group.WORK
    place = 4
    sees = writes = Action.ADMINISTER_FILES
    about, about_cases = ("case__subject",), ("case",)
    list_display = ("__str__", "case", "kind", "author", "made_at")
    list_select_related = ("case", "author")
    list_filter = ("kind",)
    search_fields = ("public_id", "^case__reference")
    search_help_text = BY_CASE

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        """Who wrote it and when stand on what is on file."""
        written = ("case", "kind", "text")
        return written if obj is None else (*written, "author", "made_at", "public_id")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """No."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Add it."""
        actor: Any = request.user
        vars(obj).update(vars(add_note(obj.case, kind=obj.kind, text=obj.text, actor=actor)))
