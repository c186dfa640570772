"""What every page of the administration has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin import ShowFacets
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.exceptions import ValidationError
from django.db import DataError, connection, transaction
from django.db.models import PROTECT, F, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from staff.admin.chooser import Chooses
from staff.admin.group import Group
from staff.admin.history import history_page
from staff.admin.masked import DOTS, show_view
from staff.admin.paginator import CappedPaginator
from staff.admin.refusal import REFUSALS, sentence_for, told_apart
from staff.admin.rights import AsksThePolicy
from staff.admin.search import found_by, tokens_of
from staff.recent import recently_signed_in
from staff.record import collector
from staff.record.rows import ABOUT, ABOUT_CASE

if TYPE_CHECKING:
    BasePage = admin.ModelAdmin[Any]
else:
    BasePage = admin.ModelAdmin


class AmparoAdmin(AsksThePolicy, Chooses, BasePage):
    """A list and a form of one noun.

    Lists cost the same however many rows there are: related rows are fetched along, counting stops at a cap, and the
    only orders are those with an index. What a rule or the database refuses becomes a sentence on the form.
    """

    group = Group.KNOWN
    place = 0
    # A short list is chosen from in full; any other is looked up as one types.
    short = False
    # Nothing is deleted unless its page says so: most of what is on file is taken back, closed or retired instead.
    deletable = False
    # The way from a row to the files and cases it is about: for the policy, and for the record of reads.
    about: ClassVar[tuple[str, ...]] = ()
    about_cases: ClassVar[tuple[str, ...]] = ()
    # Fields whose values are shown one at a time, each put on record.
    masked: ClassVar[tuple[str, ...]] = ()

    actions = None
    ordering: ClassVar[Any] = ("-pk",)
    sortable_by: ClassVar[Any] = ()
    list_per_page = 50
    list_max_show_all = 0
    list_select_related: ClassVar[Any] = ()
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = ShowFacets.NEVER
    search_help_text: ClassVar[Any] = _(
        "By the beginning of a public id. A search stands in the address: never type a name here."
    )
    object_history_template = "admin/row_history.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The rows that the reader may see."""
        return self.with_what_they_need(self.rows_for(request, self.sees).order_by(*self.get_ordering(request)))

    def with_what_they_need(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows, each with what its line needs and the numbers of the files and cases it is about."""
        ways = {f"{ABOUT}{number}": F(way) for number, way in enumerate(self.about)}
        rows = rows.annotate(**ways, **{f"{ABOUT_CASE}{number}": F(way) for number, way in enumerate(self.about_cases)})
        # Without names, select_related would fetch every related row there is.
        return rows.select_related(*self.list_select_related) if self.list_select_related else rows

    def masked_in(self, row: Model) -> tuple[str, ...]:
        """The fields of this row that hold something and stand on no page until asked for."""
        return tuple(name for name in self.masked if getattr(row, name) not in (None, ""))

    def words_of(self, value: Any) -> str:
        """A masked value once it is shown."""
        return str(value)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The row; where it may only be looked at, its page prints dots for what is masked."""
        row = super().get_object(request, object_id, from_field)
        if row is not None and not self.has_change_permission(request, row):
            for name in self.masked_in(row):
                setattr(row, name, None if self.opts.get_field(name).is_relation else DOTS)
        return row

    def get_urls(self) -> list[Any]:
        """Beside Django's pages, the one that shows a masked value."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_show"
        view = recently_signed_in(self.admin_site.admin_view(self.show_view))
        return [path("<str:object_id>/show/<slug:name>/", view, name=name), *super().get_urls()]

    def show_view(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        """One masked value."""
        return show_view(self, request, object_id, name)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only what the page offers as a filter: asked "is it greater than …" often enough, a list tells any value."""
        offered: list[Any] = [one[0] if isinstance(one, tuple) else one for one in self.get_list_filter(request)]
        paths = [one if isinstance(one, str) else one.parameter_name for one in offered]
        asked_for = any(lookup == path or lookup.startswith(f"{path}__") for path in paths)
        return asked_for and super().lookup_allowed(lookup, value, request)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """By what may stand in an address; that it was searched for is on record."""
        collector.searched(tokens_of(search_term))
        return found_by(queryset, self.get_search_fields(request), search_term), False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Only where the page says that its rows may go."""
        return self.deletable and super().has_delete_permission(request, obj)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list; a filter in the address that no row could match, or that is not offered, shows the whole list."""
        try:
            with transaction.atomic():
                return super().changelist_view(request, extra_context)
        except (DataError, DisallowedModelAdminLookup, ValidationError, ValueError):
            return HttpResponseRedirect(f"{request.path}?{ERROR_FLAG}=1")

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The form. Saved in one transaction; refused, it comes back with the sentence and nothing was written."""
        if request.method == "POST":
            try:
                with transaction.atomic():
                    response = super().changeform_view(request, object_id, form_url, extra_context)
                    connection.check_constraints()
                    return told_apart(request, response)
            except REFUSALS as error:
                request.refusal = sentence_for(error)  # type: ignore[attr-defined]
        return told_apart(request, super().changeform_view(request, object_id, form_url, extra_context))

    def get_form(self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any) -> Any:
        """The form class, told who acts, and of a refusal if this is the second try."""
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.refusal = getattr(request, "refusal", None)
        form.page, form.actor = self, request.user
        return form

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        """Missing, as everywhere else; Django leads to the index and repeats what was asked for."""
        collector.sought()
        raise Http404

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Let an inline's rows be written by whoever is signed in; see `staff.admin.inline`."""
        formset.actor = request.user
        formset.save()

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Delete, or say why not on the row's page."""
        try:
            with transaction.atomic():
                response = super().delete_view(request, object_id, extra_context)
                if request.method == "POST":
                    connection.check_constraints()
                return told_apart(request, response)
        except REFUSALS as error:
            for sentence in sentence_for(error).messages:
                self.message_user(request, sentence, messages.ERROR)
            return HttpResponseRedirect(self.address("change", unquote(object_id)))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What would go along, or the first rows that refer to these and so keep them: never all of them."""
        holders = [str(holder) for holder in self._holders(objs)]
        return ([], {}, set(), holders) if holders else super().get_deleted_objects(objs, request)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Who changed which field and when, from the row history that triggers write."""
        return history_page(self, request, unquote(object_id))

    def message_user(
        self, request: HttpRequest, message: Any, level: int | str = messages.INFO, *args: Any, **kwargs: Any
    ) -> None:
        """Say what was done in one word: the page shows the rest."""
        if level == messages.SUCCESS:
            message = _("Deleted.") if request.path.endswith("/delete/") else _("Saved.")
        super().message_user(request, message, level, *args, **kwargs)

    def address(self, page: str, *args: Any) -> str:
        """The address of one of this noun's pages: changelist, add, change, history."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=args)

    def _holders(self, objs: Any) -> list[Model]:
        found: list[Model] = []
        for relation in self.opts.related_objects:
            if relation.on_delete is PROTECT:
                rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": objs})
                found += rows[: 10 - len(found)]
            if len(found) >= 10:
                break
        return found


class ShownOnly(AmparoAdmin):
    """Rows that are written elsewhere and only read here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """No."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """No."""
        return False
