"""Rows that belong to the row of a page, shown and written on that page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin
from django.db.models import Field, Model, QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from staff.admin.chooser import Chooses
from staff.models import User
from staff.policy import Action

if TYPE_CHECKING:
    BaseFormSet = BaseInlineFormSet[Any, Any, Any]
    BaseInline = admin.TabularInline[Any, Any]
else:
    BaseFormSet = BaseInlineFormSet
    BaseInline = admin.TabularInline

NEWEST = 20


class WrittenByAnActor(BaseFormSet):
    """Rows whose writing the inline leaves to an action, which wants to know who acts."""

    actor: User
    inline: AmparoInline

    def add_fields(self, form: Any, index: int | None) -> None:
        """Say what the box for removing a row is for."""
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = _("Remove")

    def save_new(self, form: Any, commit: bool = True) -> Any:
        """Hand a new row to the inline."""
        row = super().save_new(form, commit=False)
        return self.inline.write(row, actor=self.actor)


class NewestFirst(WrittenByAnActor):
    """The newest rows only; the rest is on the noun's own list."""

    def get_queryset(self) -> QuerySet[Any]:
        """The newest rows, whose order says so."""
        if not hasattr(self, "_newest"):
            self._newest = super().get_queryset()[:NEWEST]
        return self._newest


class AmparoInline(Chooses, BaseInline):  # type: ignore[misc]  # the stubs give inlines a wider `form` than pages
    """Rows below the row of a page. Their related rows are fetched along, so that ten cost no more queries than one."""

    extra = 1
    can_delete = False
    formset = WrittenByAnActor
    list_select_related: tuple[str, ...] = ()

    @property
    def own_page(self) -> Any:
        """The page of these rows, or where they have none that of the row above: it names the actions."""
        registry = self.admin_site._registry
        return registry.get(self.model) or registry[self.parent_model]

    @property
    def sees(self) -> Action:
        """Who finds these rows below the other one."""
        return cast(Action, self.own_page.sees)

    @property
    def writes(self) -> Action | None:
        """Who writes them."""
        return cast("Action | None", self.own_page.writes)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Asked of the policy, for the row above."""
        return self._opens(request, self.sees, obj)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Likewise."""
        return self._opens(request, self.writes, obj)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Likewise."""
        return self._opens(request, self.writes, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Likewise."""
        return self.can_delete and self._opens(request, self.writes, obj)

    def _opens(self, request: HttpRequest, action: Action | None, row_above: Model | None) -> bool:
        page: Any = self.admin_site._registry[self.parent_model]
        return bool(page.opens(request, action, row_above))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The rows with what their own line needs."""
        rows = super().get_queryset(request)
        # Without names, select_related would fetch every related row there is.
        return rows.select_related(*self.list_select_related) if self.list_select_related else rows

    def get_formset(self, request: HttpRequest, obj: Model | None = None, **kwargs: Any) -> Any:
        """The formset class, told which inline writes its new rows."""
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.inline = self
        formset.actor = formset.form.actor = request.user
        return formset

    def formfield_for_dbfield(self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Give each box the name that stands above its column."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            getattr(field.widget, "widget", field.widget).attrs["aria-label"] = field.label
        return field

    def write(self, row: Any, *, actor: User) -> Any:
        """Save a new row. An inline whose rows have an action calls that instead."""
        row.full_clean()
        row.save()
        return row


class AddedOnly(AmparoInline):
    """Rows that can be added here and are changed, if at all, on their own page."""

    formset = NewestFirst
    ordering = ("-pk",)
    show_change_link = True

    def __init__(self, parent_model: Any, admin_site: Any) -> None:
        super().__init__(parent_model, admin_site)
        self.verbose_name_plural = format_lazy(
            _("{rows}: the newest {count}"), rows=self.opts.verbose_name_plural, count=NEWEST
        )

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """No: what is on file is shown."""
        return False
