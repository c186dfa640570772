"""What the pages of all kinds of fact have in common: a fact is added, corrected or taken back, never changed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from people.actions import accept_fact, copy_of, correct_fact, record_fact, retract_fact
from people.admin.citation import CitationsOfAFact
from people.admin.correction import FactForm, ReasonForm
from people.forms.refusal import attempt
from people.models import KINDS, Fact, FactKind, Term
from people.wording import value_of
from staff.admin.group import Group
from staff.admin.page import AmparoAdmin
from staff.admin.refusal import told_apart
from staff.policy import Action

ON_FILE = (
    "public_id",
    "recorded_at",
    "recorded_by",
    "corrects",
    "corrected_by_fact",
    "retracted_at",
    "retracted_by",
    "retraction_reason",
)


class StandingFilter(admin.SimpleListFilter):
    """Facts that stand, or that were taken back."""

    title = _("standing")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Both."""
        return [("yes", _("Standing")), ("no", _("Taken back"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """One of them, or all."""
        chosen = self.value()
        return queryset.filter(retracted_at__isnull=chosen == "yes") if chosen in ("yes", "no") else queryset


class FactAdmin(AmparoAdmin):
    """One kind of fact. Its form corrects; a button takes back; `accepted` alone changes in place."""

    group = Group.KNOWN
    sees = writes = Action.ADMINISTER_FILES
    form = FactForm
    inlines: ClassVar[Any] = (CitationsOfAFact,)
    columns: tuple[str, ...] = ()
    readonly_fields = ON_FILE
    change_form_template = "admin/fact_form.html"

    @property
    def kind(self) -> FactKind:
        """The kind of fact of this page."""
        return next(kind for kind in KINDS.values() if kind.model is self.model)

    @property
    def about(self) -> tuple[str, ...]:  # type: ignore[override]
        """The file whose page shows the fact."""
        return (self.kind.owner,)

    @property
    def masked(self) -> tuple[str, ...]:  # type: ignore[override]
        """What pages about people mask as well."""
        return self.kind.masked

    def masked_in(self, row: Model) -> tuple[str, ...]:
        """In one fact."""
        return self.kind.masked_in(row)

    def words_of(self, value: Any) -> str:
        """A person by name."""
        return value_of(value)

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """What tells one from another, and where each stands. No sealed field."""
        return ("__str__", *self.columns, "accepted", "stands", "recorded_at")

    def get_list_filter(self, request: HttpRequest) -> tuple[Any, ...]:
        """The page's own filters, and standing."""
        return (*self.list_filter, "accepted", StandingFilter)

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """What is said; then, once it is on file, the reason of a correction and what became of it."""
        said = [
            field.name for field in self.opts.fields if field.editable and not field.primary_key and not field.generated
        ]
        said.sort(key="accepted".__eq__)
        if obj is None:
            return [(None, {"fields": said})]
        on_file = (_("On file"), {"fields": ON_FILE})
        if not self.has_change_permission(request, obj):
            return [(None, {"fields": said}), on_file]
        note = _(
            "What is changed here is recorded as a correction: what was on file stays, taken back, with the reason."
        )
        return [(None, {"fields": [*said, "reason"], "description": note}), on_file]

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """What was taken back stays as it is."""
        return (not isinstance(obj, Fact) or obj.is_standing) and super().has_change_permission(request, obj)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer a new fact only what the vocabularies still offer."""
        match = request.resolver_match
        if issubclass(db_field.related_model, Term) and match is not None and "object_id" not in match.kwargs:
            kwargs.setdefault("queryset", db_field.related_model.objects.offered())
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Name the page after what it does."""
        if object_id is not None:
            extra_context = {
                "title": _("Correct: %(kind)s") % {"kind": self.opts.verbose_name},
                **(extra_context or {}),
            }
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Record, correct or accept, each by its action; afterwards `obj` is the row that stands."""
        actor: Any = request.user
        if not change:
            record_fact(obj, actor=actor)
            return
        stands = obj
        if form.corrected:
            stands = correct_fact(obj, copy_of(obj), reason=form.cleaned_data["reason"], actor=actor)
        elif "accepted" in form.changed_data:
            stands = accept_fact(obj, accepted=obj.accepted, actor=actor)
        vars(obj).update(vars(stands))

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Go on with the row that stands now, which after a correction is another one."""
        if "_continue" in request.POST:
            self.message_user(request, _("Saved."))
            return HttpResponseRedirect(self.address("change", obj.pk))
        return super().response_change(request, obj)

    def get_urls(self) -> list[Any]:
        """Beside Django's pages, the one that takes a fact back."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_take_back"
        view = self.admin_site.admin_view(self.take_back_view)
        return [path("<path:object_id>/take-back/", view, name=name), *super().get_urls()]

    def take_back_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask for the reason and take the fact back."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        fact = self.get_object(request, unquote(object_id))
        if fact is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_change_permission(request, fact):
            raise PermissionDenied
        form = ReasonForm(request.POST if request.method == "POST" else None)
        if form.is_valid() and attempt(form, lambda: self._take_back(request, fact, form.cleaned_data["reason"])):
            self.message_user(request, _("Taken back. It stays on file as what we once held."))
            return HttpResponseRedirect(self.address("change", fact.pk))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Take back"),
            "subtitle": str(fact),
            "form": form,
        }
        page = TemplateResponse(request, "admin/take_back.html", {**context, "object": fact, "opts": self.opts})
        return told_apart(request, page)

    def _take_back(self, request: HttpRequest, fact: Fact, reason: str) -> None:
        actor: Any = request.user
        taken_back = retract_fact(fact, reason=reason, actor=actor)
        self.log_change(request, taken_back, [{"changed": {"fields": [str(_("taken back at"))]}}])

    @admin.display(boolean=True, description=_("stands"))
    def stands(self, fact: Fact) -> bool:
        """Whether nobody took it back."""
        return fact.is_standing

    @admin.display(description=_("corrected by"))
    def corrected_by_fact(self, fact: Any) -> SafeString | str:
        """The fact that took this one's place."""
        newer = type(fact).objects.filter(corrects=fact.pk).first()
        return (
            format_html('<a href="{}">{}</a>', self.address("change", newer.pk), newer)
            if newer
            else self.get_empty_value_display()
        )
