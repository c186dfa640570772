"""Choosing one of many rows: a box that looks up as one types, and never an endless list of options."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db.models import Field, ForeignKey, Model, QuerySet
from django.http import HttpRequest

from staff.admin.masked import keep_back, put_back
from staff.encryption.fields import EncryptedTextField

if TYPE_CHECKING:
    BaseForm = forms.ModelForm[Any]
    BaseAdmin = admin.options.BaseModelAdmin[Any]
else:
    BaseForm = forms.ModelForm
    BaseAdmin = object


class Chooser(AutocompleteSelect):
    """Django's autocomplete, without a query for a row that is known already and without an error for what is none."""

    known: Model | None = None

    @property
    def media(self) -> forms.Media:
        """Django's scripts, and ours that gives the box a name."""
        return super().media + forms.Media(js=["js/chooser.js"])

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        """Let the list open inside the page's main part, where a screen reader looks for it."""
        return {**super().build_attrs(base_attrs, extra_attrs), "data-dropdown-parent": "#content-start"}

    def optgroups(self, name: str, value: Sequence[Any], attrs: dict[str, Any] | None = None) -> list[Any]:
        """The chosen option alone."""
        ids = [str(one) for one in value if self._could_be_a_row(one)]
        if self.known is not None and ids == [str(self.known.pk)]:
            blank = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
            return [(None, [*blank, self.create_option(name, self.known.pk, str(self.known), True, len(blank))], 0)]
        return super().optgroups(name, ids, attrs)

    def _could_be_a_row(self, value: Any) -> bool:
        try:
            return self.field.remote_field.model._meta.pk.to_python(value) is not None
        except (ValidationError, ValueError):
            return False


class AmparoForm(BaseForm):
    """A form that shows the sentence with which saving was refused; see `AmparoAdmin.changeform_view`."""

    refusal: ValidationError | None = None
    page: Any = None
    actor: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.page is not None and self.instance.pk:
            keep_back(self, self.page, self.instance)
        for name, field in self.fields.items():
            chooser = getattr(field.widget, "widget", field.widget)
            if isinstance(chooser, Chooser):
                chooser.known = self.instance._state.fields_cache.get(name)

    def clean(self) -> dict[str, Any] | None:
        """Say why the first try was refused, beside the field it speaks of if this form has it."""
        cleaned = super().clean()
        put_back(self)
        if self.refusal is not None:
            refused = self.refusal.update_error_dict({})
            for name, errors in refused.items():
                self.add_error(name if name in self.fields else None, errors)
        return cleaned


class Chooses(BaseAdmin):
    """Pages and inlines whose references to other rows are looked up as one types."""

    form = AmparoForm

    def view_on_site(self, obj: Model) -> str | None:
        """The row's page in the casework, if it has one."""
        page = getattr(obj, "get_absolute_url", None)
        return page() if page else None

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        """Every reference to a model whose page is not a short list."""
        registry = self.admin_site._registry
        found = []
        for field in self.opts.fields:
            page = registry.get(field.related_model) if isinstance(field, ForeignKey) else None
            if page is not None and not getattr(page, "short", False):
                found.append(field.name)
        return found

    def formfield_for_foreignkey(self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Take our own chooser, and for an answer only what the reader may choose."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", Chooser(db_field, self.admin_site))
            kwargs.setdefault("queryset", self.choices_for(db_field, request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def choices_for(self, db_field: Any, request: HttpRequest) -> QuerySet[Any]:
        """What may be chosen, whether it is looked up or sent by hand: what whoever writes this page may reach."""
        writes = getattr(self, "writes", None)
        chosen: Any = self.admin_site._registry[db_field.related_model]
        rows: QuerySet[Any] = chosen.offered(request, writes) if writes else chosen.model._default_manager.none()
        return rows

    def formfield_for_dbfield(self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Give sealed texts boxes of the same size as open ones."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(db_field, EncryptedTextField):
            field.widget.attrs["class"] = "vLargeTextField" if db_field.multiline else "vTextField"
            if db_field.multiline:
                field.widget.attrs["rows"] = 3
        return field
